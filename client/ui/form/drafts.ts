import { createContext } from 'react'

/** The account whose drafts these are; null where nobody is signed in, and then none are stored. */
export const DraftOwner = createContext<string | null>(null)

/** What was typed into a form: the value of each field that was changed, by the field's name. */
export type Typed = Readonly<Record<string, unknown>>

type Draft = { at: number; typed: Typed }

const storedFor = 14 * 24 * 60 * 60 * 1000

const keyOf = (owner: string, form: string) => `draft ${owner} ${form}`

/** The draft that this account has of a form on this device; null where it has none, or one of more than two weeks ago. */
export function readDraft(owner: string, form: string): Typed | null {
  try {
    const draft = JSON.parse(localStorage.getItem(keyOf(owner, form)) ?? 'null') as Draft | null
    return draft && Date.now() - draft.at < storedFor ? draft.typed : null
  } catch {
    return null
  }
}

/** Stores a draft in place of the earlier one. False where the device stores nothing. */
export function storeDraft(owner: string, form: string, typed: Typed): boolean {
  try {
    localStorage.setItem(keyOf(owner, form), JSON.stringify({ at: Date.now(), typed } satisfies Draft))
    return true
  } catch {
    return false
  }
}

/** Removes the draft of a form that was sent, or whose contents were thrown away. */
export function removeDraft(owner: string, form: string): void {
  try {
    localStorage.removeItem(keyOf(owner, form))
  } catch {
    // a device that stores nothing has no draft
  }
}

/** Removes all drafts that an account has on this device, as it leaves it to others. */
export function forgetDrafts(owner: string): void {
  try {
    const own = Object.keys(localStorage).filter((key) => key.startsWith(keyOf(owner, '')))
    for (const key of own) localStorage.removeItem(key)
  } catch {
    // a device that stores nothing has no draft
  }
}
