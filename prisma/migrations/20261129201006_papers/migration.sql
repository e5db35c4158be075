-- CreateTable
CREATE TABLE "Paper" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "enterpriseId" UUID NOT NULL,
    "issueId" UUID,
    "visitId" UUID,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "voidedAt" TIMESTAMPTZ(3),
    "voidReason" TEXT,

    CONSTRAINT "Paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaperContent" (
    "hash" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "small" BYTEA NOT NULL,
    "unusedSince" TIMESTAMPTZ(3),

    CONSTRAINT "PaperContent_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "Paper_of_issue_idx" ON "Paper"("issueId", "id") WHERE ("issueId" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Paper_of_visit_idx" ON "Paper"("visitId", "id") WHERE ("visitId" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Paper_hash_idx" ON "Paper"("hash");

-- CreateIndex
CREATE INDEX "PaperContent_unused_idx" ON "PaperContent"("unusedSince") WHERE ("unusedSince" IS NOT NULL);

-- AddForeignKey
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- pictures are compressed by themselves
ALTER TABLE "PaperContent" ALTER COLUMN "bytes" SET STORAGE EXTERNAL, ALTER COLUMN "small" SET STORAGE EXTERNAL;
