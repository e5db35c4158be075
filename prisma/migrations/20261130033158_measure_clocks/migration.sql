-- AlterTable
ALTER TABLE "Measure" ADD COLUMN     "alarmAt" TIMESTAMPTZ(3),
ADD COLUMN     "climbedTo" "RungRecipient",
ADD COLUMN     "clockStep" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Reminder" ADD COLUMN     "measureId" UUID,
ALTER COLUMN "issueId" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "Reminder_measureId_idx" ON "Reminder"("measureId");

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_measureId_fkey" FOREIGN KEY ("measureId") REFERENCES "Measure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- a reminder is about one of the two
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_matter_check" CHECK (num_nonnulls("issueId", "measureId") = 1);

-- measures that are still to be carried out get the clock that they would have got today; a start stores its job
UPDATE "Measure" SET
  "clockStep" = CASE WHEN "dueOn" > (now() AT TIME ZONE 'Asia/Shanghai')::date THEN 0 ELSE 1 END,
  "alarmAt" = (CASE WHEN "dueOn" > (now() AT TIME ZONE 'Asia/Shanghai')::date THEN "dueOn" ELSE "dueOn" + 1 END)::timestamp
    AT TIME ZONE 'Asia/Shanghai'
WHERE state = 'OPEN';
