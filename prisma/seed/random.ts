/** A seeded source of choices: the same seed gives the same practice data on every machine. */
export type Random = {
  /** A whole number from min to max, both included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  shuffle<T>(list: readonly T[]): T[]
  /** A draw from the standard normal distribution. */
  normal(): number
  /** An independent source: what one part draws does not move the others. */
  fork(label: string): Random
}

/** mulberry32, seeded by FNV-1a over the label path. */
export function seededRandom(seed: number, path = ''): Random {
  let state = fnv1a(`${seed}/${path}`)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (list) => list[int(0, list.length - 1)]!,
    shuffle: (list) => {
      const copy = [...list]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = int(0, i)
        ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
      }
      return copy
    },
    normal: () => Array.from({ length: 12 }, next).reduce((sum, each) => sum + each, -6),
    fork: (label) => seededRandom(seed, `${path}/${label}`),
  }
}

/** Deals from the list without repeating until it is used up, then shuffles it again. */
export function dealer<T>(random: Random, list: readonly T[]): () => T {
  let deck: T[] = []
  return () => {
    if (deck.length === 0) deck = random.shuffle(list)
    return deck.pop()!
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}
