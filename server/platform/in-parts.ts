import { setImmediate as soon } from 'node:timers/promises'

/** How many items are made at once, and for how many milliseconds the process makes parts before it does what else there is to do. */
const partSize = 100
const turnMs = 20

/**
 * Makes a list of a long one, some of its items at a time. Again and again the process does what else there is to do meanwhile, so
 * that nobody waits for the whole. A part is larger where something is made of all of its items together, such as one statement.
 */
export async function inParts<T, R>(
  all: readonly T[],
  make: (part: T[]) => readonly R[],
  size = partSize,
): Promise<R[]> {
  const made: R[] = []
  let began = performance.now()
  for (let start = 0; start < all.length; start += size) {
    if (performance.now() - began > turnMs) {
      await soon()
      began = performance.now()
    }
    for (const each of make(all.slice(start, start + size))) made.push(each)
  }
  return made
}
