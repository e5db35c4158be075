import type { Resumption } from '#codegen/prisma/enums.ts'

/** The way to work again; from RESUMED one can only stop, and from there start again. */
const way = ['NOT_RESUMED', 'FILED', 'APPROVED', 'RESUMED'] as const satisfies readonly Resumption[]

/** The states between two, in order; null where there is no way from one to the other. */
export function statesBetween(from: Resumption, to: Resumption): Resumption[] | null {
  if (from === 'RESUMED') return to === 'SUSPENDED' ? [] : null
  if (from === 'SUSPENDED') return to === 'RESUMED' ? [] : null
  const [start, end] = [way.indexOf(from), way.indexOf(to as (typeof way)[number])]
  return end > start ? way.slice(start + 1, end) : null
}

/** A step whose date was only learnt now. */
export type EarlierStep = { state: Resumption; on: string }

/** What is wrong with the dates of a change: a step that lies not between, out of order, or after the change itself. */
export function earlierFault(between: Resumption[], earlier: EarlierStep[], last: string | null, on: string): boolean {
  let place = -1
  let date = last ?? ''
  for (const step of earlier) {
    const next = between.indexOf(step.state)
    if (next <= place || step.on < date) return true
    place = next
    date = step.on
  }
  return on < date
}
