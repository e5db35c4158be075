import type { Prisma } from '#codegen/prisma/client.ts'
import type { Resumption, Step } from '#codegen/prisma/enums.ts'
import type { Tally } from '#server/log/tallies.ts'

/** Figures by local date (YYYY-MM-DD), which the log keeps for yesterday, today and the days to come. */
export type Days = Record<
  string,
  { planned?: number; finished?: number; visited?: number; resumed?: number; issues?: number }
>

/**
 * The five total quantities of an item over all orders, and for how many enterprises they are. An absent figure is 0.
 */
export type SupplyFigures = {
  requested?: number
  reserved?: number
  dispatched?: number
  received?: number
  accepted?: number
  enterprisesRequested?: number
  enterprisesReserved?: number
  enterprisesReceived?: number
}

/** A union's tally as the log stores it in JSON. An absent figure is 0. */
export type UnionTally = {
  target?: number
  listed?: number
  planned?: number
  underWay?: number
  visited?: number
  visitedOutside?: number
  onSite?: number
  issues?: number
  openIssues?: number
  overdueIssues?: number
  /** How many open issues each agency leads, by the id of the agency. */
  agencyIssues?: Record<string, number>
  enterprises?: number
  resumption?: Partial<Record<Resumption, number>>
  supplies?: Record<string, SupplyFigures>
  days?: Days
}

/**
 * A squad's tally as the log stores it in JSON: where it is, which is absent while it is at no enterprise, and its
 * stops by day.
 */
export type SquadFigures = {
  visitId?: string
  enterpriseId?: string
  since?: string
  step?: Step
  steps?: Step[]
  days?: Days
}

/**
 * A tally as the schema shows it. `key` makes its id: the id of the union or squad for the present tally, and with the
 * seq of an event after it for one of the past.
 */
export type Shown<T> = { key: string; tally: T }

export const unionTally = (json: Prisma.JsonValue | Tally): UnionTally => json as UnionTally
export const squadTally = (json: Prisma.JsonValue): SquadFigures => json as SquadFigures
