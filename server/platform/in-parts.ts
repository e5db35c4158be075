import { setImmediate as soon } from 'node:timers/promises'

const partSize = 500

/**
 * Makes a list of a long one, some hundreds of its items at a time. Between the parts the process does what else there is to
 * do, so that nobody waits for the whole.
 */
export async function inParts<T, R>(all: readonly T[], make: (part: T[]) => readonly R[]): Promise<R[]> {
  const made: R[] = []
  for (let start = 0; start < all.length; start += partSize) {
    if (start > 0) await soon()
    for (const each of make(all.slice(start, start + partSize))) made.push(each)
  }
  return made
}
