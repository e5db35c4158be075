import { useSyncExternalStore } from 'react'
import type { ApplyRosterMutation } from '#codegen/graph/graphql.ts'

/** The passwords of new accounts, as the server gives them once. */
export type Passwords = NonNullable<ApplyRosterMutation['applyRoster']['passwords']>

/**
 * The passwords that an import has just made. Nobody can read them again, so that they stay in this page's memory, wherever one goes
 * at the desk, until somebody says that they are taken down. They are stored nowhere.
 */
let shown: Passwords = []
const listeners = new Set<() => void>()

const observe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault()

/** Shows these passwords, in place of those before; none once they are taken down. */
export function showPasswords(passwords: Passwords): void {
  shown = passwords
  // closing or reloading the page would lose them: the browser asks
  if (shown.length > 0) addEventListener('beforeunload', askBeforeLeaving)
  else removeEventListener('beforeunload', askBeforeLeaving)
  for (const listener of listeners) listener()
}

/** The passwords that are shown now. */
export const useNewPasswords = (): Passwords => useSyncExternalStore(observe, () => shown)
