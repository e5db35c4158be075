/** Why a browser stores nothing: the space is used up, it does not allow it (a private window), or something else. */
export type StorageTrouble = 'full' | 'forbidden' | 'other'

const kinds: Readonly<Record<string, StorageTrouble>> = {
  QuotaExceededError: 'full',
  // Firefox has a name of its own for it
  NS_ERROR_DOM_QUOTA_REACHED: 'full',
  SecurityError: 'forbidden',
  NotAllowedError: 'forbidden',
}

/** The trouble that an error of the browser's storage tells of. */
export function storageTroubleOf(error: unknown): StorageTrouble {
  // a browser whose settings forbid storage has none at all, or has one that opens nothing
  if (!globalThis.indexedDB) return 'forbidden'
  return (error instanceof Error && kinds[error.name]) || 'other'
}
