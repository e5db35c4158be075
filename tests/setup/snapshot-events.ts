/** The events after which the wall takes the snapshot again. */
export const refetched = [
  'campaign.begun',
  'campaign.closed',
  'campaign.created',
  'campaign.enterprise_added',
  'campaign.enterprise_removed',
  'campaign.period_set',
  'campaign.reopened',
  'campaign.updated',
  'enterprise.resumption_corrected',
  'roster.applied',
  'squad.created',
  'squad.restored',
  'squad.retired',
  'squad.updated',
  'supply_item.created',
  'supply_item.restored',
  'supply_item.retired',
  'supply_item.updated',
  'zone.created',
  'zone.restored',
  'zone.retired',
  'zone.updated',
]

/** The nouns of whose events the snapshot shows nothing. */
export const elsewhere = [
  'account',
  'agency',
  'link',
  'policy_document',
  'session',
  'supplier',
  'token',
  'union',
  'view',
  'wall',
]
