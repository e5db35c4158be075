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

const isGroup = <V>(value: V): value is Extract<V, object> & TallyDelta & Tally =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A tally as it is stored: figures by their keys, some of them in groups. */
export type Tally = { readonly [key: string]: number | string | readonly string[] | Tally }

/** A stored change: the new value of each key that changed, null where the key is gone, and of a group what changed in it. */
export type TallyChange = { readonly [key: string]: Tally[string] | null | TallyChange }

/** The tally after the change, as the function tally_change has recorded it. What did not change is shared. */
export function applyChange(tally: Tally, change: TallyChange): Tally {
  const after: Record<string, Tally[string]> = { ...tally }
  for (const [key, value] of Object.entries(change)) {
    const old = tally[key]
    if (value === null) delete after[key]
    else after[key] = isGroup(value) && isGroup(old) ? applyChange(old, value) : (value as Tally[string])
  }
  return after
}
