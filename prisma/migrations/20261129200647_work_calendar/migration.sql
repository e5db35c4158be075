-- When a union works: its usual week, what it says of single days, and how long it gives itself for an issue.
-- CreateEnum
CREATE TYPE "TimeUnit" AS ENUM ('HOURS', 'WORKING_HOURS', 'WORKING_DAYS');

-- CreateEnum
CREATE TYPE "SavedDaySource" AS ENUM ('NOTICE', 'OWN');

-- CreateTable
CREATE TABLE "WorkingHours" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "weekday" INTEGER NOT NULL,
    "fromMinute" INTEGER NOT NULL,
    "toMinute" INTEGER NOT NULL,

    CONSTRAINT "WorkingHours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "unionId" UUID NOT NULL,
    "date" DATE NOT NULL,
    "isWorkday" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "source" "SavedDaySource" NOT NULL,

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("unionId","date")
);

-- CreateTable
CREATE TABLE "TimeLimit" (
    "unionId" UUID NOT NULL,
    "urgency" "Urgency" NOT NULL,
    "takeAmount" INTEGER NOT NULL,
    "takeUnit" "TimeUnit" NOT NULL,
    "doneAmount" INTEGER NOT NULL,
    "doneUnit" "TimeUnit" NOT NULL,

    CONSTRAINT "TimeLimit_pkey" PRIMARY KEY ("unionId","urgency")
);

-- CreateIndex
CREATE UNIQUE INDEX "WorkingHours_unionId_weekday_fromMinute_key" ON "WorkingHours"("unionId", "weekday", "fromMinute");

-- AddForeignKey
ALTER TABLE "WorkingHours" ADD CONSTRAINT "WorkingHours_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarDay" ADD CONSTRAINT "CalendarDay_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TimeLimit" ADD CONSTRAINT "TimeLimit_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
