-- Visits that have ended already are doubted by nobody.
CREATE TYPE "VisitDoubt" AS ENUM ('EMPTY_NOTE', 'TOO_SHORT', 'SAME_WORDS');
ALTER TABLE "Visit" ADD COLUMN "doubts" "VisitDoubt"[] DEFAULT ARRAY[]::"VisitDoubt"[],
ADD COLUMN "doubtful" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "confirmedAt" TIMESTAMPTZ(3);
CREATE INDEX "Visit_doubtful_idx" ON "Visit"("unionId") WHERE (doubtful);
CREATE INDEX "Visit_lacking_idx" ON "Visit"("unionId") WHERE (missing <> '{}'::"VisitLack"[]);
