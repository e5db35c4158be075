import type { Resumption, Step, VisitProgress } from '#codegen/prisma/enums.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { ask } from './small-union.ts'

/** What counts by day; `finished`, `resumed` … are zero where nothing happened. */
export type Day = {
  date: string
  planned: number
  finished: number
  visited: number
  resumed: number
  issues: number
}

/** The campaign's figures, as a test reads them. */
export type CampaignFigures = {
  target: number
  listed: number
  visited: number
  underWay: number
  planned: number
  visitedOutside: number
  onSite: number
  issues: number
  openIssues: number
  days: Day[]
}

/** Where a squad is, as a test reads it. */
export type SquadFigures = {
  squadId: string
  visitId: string | null
  enterprise: { id: string } | null
  since: string | null
  step: Step | null
  steps: Step[]
  days: Pick<Day, 'date' | 'planned' | 'finished'>[]
}

/** An item's figures. */
export type SupplyFigures = {
  code: string
  requested: number
  reserved: number
  dispatched: number
  received: number
  accepted: number
  enterprisesRequested: number
  enterprisesReserved: number
  enterprisesReceived: number
}

/** Enterprises by resumption. */
export type ResumptionFigures = {
  enterprises: number
  notResumed: number
  filed: number
  approved: number
  resumed: number
  suspended: number
  days: Pick<Day, 'date' | 'resumed'>[]
}

/** A place of the hundred. */
export type Cell = {
  position: number
  state: VisitProgress
  step: Step | null
  hasIssue: boolean
  enterprise: { id: string; name: string; resumption: Resumption }
}

const days = 'days { date planned finished visited resumed issues }'
const figures = `campaign { target listed visited underWay planned visitedOutside onSite issues openIssues ${days} }
  supplies { code requested reserved dispatched received accepted enterprisesRequested enterprisesReserved enterprisesReceived }
  resumption { enterprises notResumed filed approved resumed suspended days { date resumed } }`
const squad = '{ squadId visitId enterprise { id } since step steps days { date planned finished } }'

/** The whole board, as a test reads it. */
export type Board = {
  seq: number
  epoch: string
  asOf: string
  title: string
  campaign: CampaignFigures
  supplies: SupplyFigures[]
  resumption: ResumptionFigures
  squads: { squad: { number: number }; now: SquadFigures }[]
  cells: Cell[]
  recentIssues: { id: string; title: string }[]
  supplyItems: { code: string }[]
  trend: { date: string; resumed: number }[]
  recentEvents: { seq: number; name: string }[]
}

const boardQuery = `query ($unionId: ID) { board(unionId: $unionId) { seq epoch asOf title ${figures}
  squads { squad { number } now ${squad} }
  cells { position state step hasIssue enterprise { id name resumption } }
  recentIssues { id title } supplyItems { code } trend { date resumed } recentEvents { seq name } } }`

/** The board as the actor sees it, of the actor's only union where none is named. */
export const readBoard = async (actor: Actor, unionId?: string): Promise<Board> =>
  (await ask<{ board: Board }>(actor, boardQuery, { unionId: unionId && globalId('TradeUnion', unionId) })).board

/** The figures at a past moment, as a test reads them. */
export type Moment = Pick<Board, 'seq' | 'asOf' | 'campaign' | 'supplies' | 'resumption'> & { squads: SquadFigures[] }

const momentQuery = `query ($at: DateTime!, $unionId: ID) { boardAt(at: $at, unionId: $unionId) {
  seq asOf ${figures} squads ${squad} } }`

/** The figures as they stood at that moment. */
export const readMoment = async (actor: Actor, at: Date, unionId?: string): Promise<Moment> => {
  const variables = { at: at.toISOString(), unionId: unionId && globalId('TradeUnion', unionId) }
  return (await ask<{ boardAt: Moment }>(actor, momentQuery, variables)).boardAt
}
