import { AppError } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Rows } from '#server/postgres/turns.ts'

/** By the id of an entry that was found to be another one's double, the id of that other one. */
export type Doubles = ReadonlyMap<string, string>

/** CONFLICT: what a deed has locked is not what it is about by now, so that it begins anew. */
class BeginsAnew extends AppError {
  readonly doubles: Doubles

  constructor(doubles: Doubles) {
    const [into] = doubles.values()
    super('CONFLICT', into ? isDouble : hasMoved, into ? { current: globalId('Enterprise', into) } : {})
    this.doubles = doubles
  }
}

const isDouble = { zh: '这家企业已并入另一家。', en: 'This enterprise was merged into another one.' }
const hasMoved = {
  zh: '这条记录刚刚转到另一家企业,请再试一次。',
  en: 'What this is about has just gone to another enterprise: try again.',
}

/**
 * Lets a deed begin anew where one of the rows that its statements have locked is another one's double, or where an enterprise that
 * they find now is none of those.
 */
export function refuseMoved(locks: readonly Rows[], foundAgain: readonly Rows[]): void {
  const locked = locks.flatMap(({ rows }) => rows as { id?: string; mergedIntoId?: string | null }[])
  const doubles = locked.flatMap(({ id, mergedIntoId }): [string, string][] =>
    id && mergedIntoId ? [[id, mergedIntoId]] : [],
  )
  if (doubles.length > 0) throw new BeginsAnew(new Map(doubles))
  const ids = new Set(locked.map(({ id }) => id))
  const found = foundAgain.flatMap(({ rows }) => rows as { id: string }[])
  if (found.some(({ id }) => !ids.has(id))) throw new BeginsAnew(new Map())
}

// entries may be merged or taken apart in the moment in which a deed follows
const mostAttempts = 3

/**
 * Does a deed, and does it again upon the other entry where one was merged into that meanwhile or before, or where two were taken
 * apart while it waited: what a phone sends about a double is about the enterprise that it is. `attempt` gets the doubles that
 * were met.
 */
export async function throughDoubles<T>(attempt: (doubles: Doubles) => Promise<T>): Promise<T> {
  const met = new Map<string, string>()
  for (let left = mostAttempts; ; left -= 1) {
    try {
      return await attempt(met)
    } catch (error) {
      if (!(error instanceof BeginsAnew) || left === 1) throw error
      for (const [id, into] of error.doubles) {
        for (const [earlier, through] of met) if (through === id) met.set(earlier, into)
        met.set(id, into)
      }
    }
  }
}

/** The value with the ids of the other entries in place of those of their doubles; a list of ids names each once. */
export function withoutDoubles<T>(value: T, doubles: Doubles): T {
  if (doubles.size === 0) return value
  if (typeof value === 'string') return (doubles.get(value) ?? value) as T
  if (Array.isArray(value)) {
    const mapped = value.map((each) => withoutDoubles(each, doubles))
    const isOfDoubles = value.some((each) => doubles.has(each))
    return (isOfDoubles ? [...new Set(mapped)] : mapped) as T
  }
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutDoubles(each, doubles)])) as T
}
