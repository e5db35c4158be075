-- The accounts of a squad, an agency or a zone are disabled in the deed that retires it. Here those of what was retired before,
-- and of members who have left.
UPDATE "Account" a SET "disabledAt" = now()
WHERE a."disabledAt" IS NULL AND (
  EXISTS (SELECT FROM "Squad" r WHERE r.id = a."squadId" AND r."retiredAt" IS NOT NULL)
  OR EXISTS (SELECT FROM "SquadMember" r WHERE r.id = a."memberId" AND r."retiredAt" IS NOT NULL)
  OR EXISTS (SELECT FROM "Agency" r WHERE r.id = a."agencyId" AND r."retiredAt" IS NOT NULL)
  OR EXISTS (SELECT FROM "Zone" r WHERE r.id = a."zoneId" AND r."retiredAt" IS NOT NULL));

UPDATE "Session" s SET "endedAt" = now()
FROM "Account" a WHERE a.id = s."accountId" AND a."disabledAt" IS NOT NULL AND s."endedAt" IS NULL;
