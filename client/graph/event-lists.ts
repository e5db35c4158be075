const listsOf: Record<string, string[]> = {
  visit: ['visits', 'squads'],
  issue: ['issues'],
  supply: ['supplyOrders'],
  enterprise: ['enterprises'],
  roster: ['enterprises'],
  campaign: ['campaign', 'enterprises'],
  squad: ['squads'],
  account: ['accounts'],
  token: ['tokens'],
}

/** The lists, as fields of Query, that an event of this name may have changed. The entities in them are told apart. */
export const listsChangedBy = (eventName: string): string[] => listsOf[eventName.split('.')[0] ?? ''] ?? []
