-- CreateEnum
CREATE TYPE "AuditKind" AS ENUM ('SIGN_IN', 'SIGN_IN_FAILURE', 'LOCKOUT', 'PASSWORD_CHANGE', 'RIGHT_CHANGE', 'EXPORT', 'DOWNLOAD', 'REVEAL');

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "unionId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" "AuditKind" NOT NULL,
    "accountId" UUID,
    "address" TEXT NOT NULL,
    "event" TEXT,
    "subjectType" TEXT,
    "subjectId" UUID,
    "list" TEXT,
    "filter" JSONB,
    "rows" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AuditEntry_unionId_at_id_idx" ON "AuditEntry"("unionId", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_unionId_kind_at_id_idx" ON "AuditEntry"("unionId", "kind", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_accountId_at_id_idx" ON "AuditEntry"("accountId", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Nothing is changed, and nothing is deleted before half a year is over, by whom ever. What somebody has tried who is no
-- account's holder belongs to no union, and may go earlier: anybody can make any number of such entries.
CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND (OLD."unionId" IS NULL OR OLD.at < now() - interval '184 days') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit is append-only';
END $$;

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION keep_audit();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON "AuditEntry" FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();
