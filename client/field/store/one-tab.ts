/**
 * Does the work while no other tab of this phone does the same. An old browser has no locks: two tabs may then send the same
 * entry, which its clientId makes harmless.
 */
export const inOneTab = (work: () => Promise<boolean>): Promise<boolean> => {
  const locks = globalThis.navigator?.locks
  return locks ? locks.request('sizhen-field-outbox', work) : work()
}
