import type { Prisma } from '#codegen/prisma/client.ts'
import type { Resumption, Step } from '#codegen/prisma/enums.ts'

/** What is counted by the union's local date; kept for yesterday, today and the days to come. */
export type Days = Record<
  string,
  { planned?: number; finished?: number; visited?: number; resumed?: number; issues?: number }
>

/** The five cumulative quantities of an item, and how many enterprises they are for. */
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

/** The union's figures as the log keeps them; what is absent is zero. */
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
  enterprises?: number
  resumption?: Partial<Record<Resumption, number>>
  supplies?: Record<string, SupplyFigures>
  days?: Days
}

/** Where a squad is now, and its stops by day. */
export type SquadFigures = {
  visitId?: string
  enterpriseId?: string
  since?: string
  step?: Step
  steps?: Step[]
  days?: Days
}

/** A tally as the schema shows it: `key` tells the live one (the union's or squad's id) from one of the past. */
export type Shown<T> = { key: string; tally: T }

export const unionTally = (json: Prisma.JsonValue): UnionTally => json as UnionTally
export const squadTally = (json: Prisma.JsonValue): SquadFigures => json as SquadFigures
