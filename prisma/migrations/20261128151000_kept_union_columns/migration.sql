-- A right is a filter over a row's own columns: a session and a place of the hundred keep the union that they belong to.
ALTER TABLE "Session" ADD COLUMN "unionId" UUID;
UPDATE "Session" s SET "unionId" = a."unionId" FROM "Account" a WHERE a.id = s."accountId";
ALTER TABLE "Session" ALTER COLUMN "unionId" SET NOT NULL;

ALTER TABLE "CampaignEnterprise" ADD COLUMN "unionId" UUID;
UPDATE "CampaignEnterprise" e SET "unionId" = c."unionId" FROM "Campaign" c WHERE c.id = e."campaignId";
ALTER TABLE "CampaignEnterprise" ALTER COLUMN "unionId" SET NOT NULL;

-- 政策文件 is PolicyDocument everywhere; a policy is something else. Nobody could be told of these events before.
ALTER TABLE "Event" DISABLE TRIGGER event_append_only;
UPDATE "Event" SET name = 'policy_document.created' WHERE name = 'policy.created';
ALTER TABLE "Event" ENABLE TRIGGER event_append_only;
