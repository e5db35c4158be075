-- A prepared campaign that is not carried out is discarded, and keeps its row for what the log tells of it.
ALTER TYPE "CampaignState" ADD VALUE 'DISCARDED';
