import { deedOf, type Entry, isLocal, isUnsent } from './entry.ts'

/** Entries of one queue go in their order: those of a stop, and those that belong to no stop. Each picture has its own. */
export const queueOf = (entry: Entry): string => (deedOf(entry)?.picture ? entry.clientId : (entry.visit ?? 'squad'))

/**
 * The entries that nothing stands in the way of, the oldest of each queue: words first, then the pictures of stops that the
 * centre knows.
 */
export function readyOf(entries: readonly Entry[], faulty: ReadonlySet<string>): Entry[] {
  const unsent = entries.filter(isUnsent)
  const blocked = new Set(faulty)
  const words: Entry[] = []
  for (const entry of unsent.filter((each) => !deedOf(each)?.picture)) {
    if (blocked.has(queueOf(entry))) continue
    if (!entry.refused) words.push(entry)
    if (!entry.refused || !deedOf(entry)?.independent) blocked.add(queueOf(entry))
  }
  const pictures = unsent.filter(
    (entry) => deedOf(entry)?.picture && !entry.refused && !isLocal(entry.visit) && !faulty.has(queueOf(entry)),
  )
  return [...words, ...pictures]
}
