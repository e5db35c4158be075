-- CreateTable
CREATE TABLE "ReplyTemplate" (
    "id" UUID NOT NULL,
    "unionId" UUID NOT NULL,
    "category" "IssueCategory" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "ReplyTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ReplyTemplate_unionId_category_title_key" ON "ReplyTemplate"("unionId", "category", "title");

-- AddForeignKey
ALTER TABLE "ReplyTemplate" ADD CONSTRAINT "ReplyTemplate_unionId_fkey" FOREIGN KEY ("unionId") REFERENCES "TradeUnion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
