/**
 * Changes to a tally. A number is added to the figure of that key, an object is merged figure by figure, null deletes
 * the key, and every other value replaces the old one. A key whose value becomes 0, null, an empty object or an empty list
 * is deleted.
 */
export type TallyDelta = { [key: string]: number | string | readonly string[] | null | TallyDelta }

/** The sum of two changes to the same tally: figures of one key are added, all other values are those of `b`. */
export function plus(a: TallyDelta, b: TallyDelta): TallyDelta {
  const sum: TallyDelta = { ...a }
  for (const [key, value] of Object.entries(b)) {
    const old = sum[key]
    if (typeof value === 'number' && typeof old === 'number') sum[key] = old + value
    else if (isGroup(value) && isGroup(old)) sum[key] = plus(old, value)
    else sum[key] = value
  }
  return sum
}

const isGroup = (value: TallyDelta[string] | undefined): value is TallyDelta =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
