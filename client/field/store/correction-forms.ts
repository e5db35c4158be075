import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { draftKey } from './drafts.ts'
import { type Entry, editOf, isUnsent } from './entry.ts'

/**
 * The names of the forms in which refused records of a stop are corrected: the draft of such a form says which record it takes
 * the place of. The page shows these forms even where what waits behind the record has ended the visit on the screen.
 */
export const correctionForms = (
  stop: StopOnPhone,
  account: string,
  entries: readonly Entry[],
  drafts: ReadonlyMap<string, unknown>,
): ReadonlySet<string> =>
  new Set(
    entries
      .filter((entry) => entry.account === account && entry.visit === stop.visit.id && entry.refused && isUnsent(entry))
      .flatMap((entry) => {
        const form = editOf(entry, stop)?.form
        const draft = form && drafts.get(draftKey(account, stop.visit.id, form))
        return form && (draft as { replaces?: number } | undefined)?.replaces === entry.n ? form : []
      }),
  )
