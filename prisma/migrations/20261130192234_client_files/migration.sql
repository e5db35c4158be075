-- CreateTable
CREATE TABLE "ClientFile" (
    "build" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "servedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ClientFile_pkey" PRIMARY KEY ("build","path")
);

-- CreateIndex
CREATE INDEX "ClientFile_path_idx" ON "ClientFile"("path");
