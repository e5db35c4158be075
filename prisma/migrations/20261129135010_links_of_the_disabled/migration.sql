-- The open links of an account are revoked in the deed that disables it. Here those of accounts that were disabled before.
UPDATE "PersonalLink" l SET "revokedAt" = a."disabledAt"
FROM "Account" a WHERE a.id = l."accountId" AND a."disabledAt" IS NOT NULL AND l."revokedAt" IS NULL
  AND CASE WHEN l."usedAt" IS NULL THEN l."expiresAt" > a."disabledAt" ELSE l.purpose = 'DEVICE' END;
