-- CreateTable
CREATE TABLE "DistinctPair" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "smallerId" UUID NOT NULL,
    "greaterId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID NOT NULL,

    CONSTRAINT "DistinctPair_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DistinctPair_smallerId_idx" ON "DistinctPair"("smallerId");

-- CreateIndex
CREATE INDEX "DistinctPair_unionId_greaterId_smallerId_idx" ON "DistinctPair"("unionId", "greaterId", "smallerId");

-- CreateIndex
CREATE UNIQUE INDEX "DistinctPair_greaterId_smallerId_key" ON "DistinctPair"("greaterId", "smallerId");

-- AddForeignKey
ALTER TABLE "DistinctPair" ADD CONSTRAINT "DistinctPair_smallerId_fkey" FOREIGN KEY ("smallerId") REFERENCES "Enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DistinctPair" ADD CONSTRAINT "DistinctPair_greaterId_fkey" FOREIGN KEY ("greaterId") REFERENCES "Enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;
