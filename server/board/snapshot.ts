import {
  type Campaign,
  type CampaignClosing,
  type CampaignEnterprise,
  type Enterprise,
  type Issue,
  Prisma,
  type Squad,
  type Stream,
  type SupplyItem,
} from '#codegen/prisma/client.ts'
import { mayKnow } from '#server/log/catalogue.ts'
import { type LoggedEvent, readEvents } from '#server/log/events.ts'
import { inOrder, standing } from '#server/modules/campaigns/closings.ts'
import { visibleIssues } from '#server/modules/issues/access.ts'
import { mostSquads } from '#server/modules/squads/limits.ts'
import { atLocalTime, now } from '#server/platform/clock.ts'
import type { Viewer } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { inUse } from '#server/platform/retired.ts'
import { db, snapshot, type Tx } from '#server/postgres/db.ts'
import { type Shown, type SquadFigures, squadTally, type UnionTally, unionTally } from './tallies.ts'

/** A place of the campaign's list with its enterprise. */
export type Cell = CampaignEnterprise & { enterprise: Enterprise }

/** A squad's figures as of a seq. */
export type SquadNow = { squadId: string; tally: SquadFigures }

/** The board as of one seq, read in one REPEATABLE READ transaction. */
export type BoardRows = {
  unionId: string
  epoch: string
  seq: number
  /** The time of the event `seq`: every later event has a later time. */
  asOf: Date
  tally: UnionTally
  /** The campaign that is shown: the active one, or one that is closed. */
  campaign: Campaign | null
  /** Its figures: those of now, or those that it kept when it was closed. */
  figures: Shown<UnionTally>
  squads: (Squad & { now: SquadFigures })[]
  cells: Cell[]
  issues: Issue[]
  unresolved: Issue[]
  items: SupplyItem[]
  trend: { date: string; resumed: number }[]
  events: LoggedEvent[]
}

/** How many of the newest issues and events, and of the most urgent open issues, the board shows. */
export const recent = 20
// events that not everybody may see come in between
const readBack = 100

/** How many days the trend has. */
export const trendDays = 14

/**
 * Reads the board of a union, with the rights of the viewer, by the same number of statements whatever the union's
 * size. It shows the active campaign, or the one with this id. NOT_FOUND: there is no such union, or no such campaign of it
 * that has begun.
 */
export function readBoard(viewer: Viewer, unionId: string, campaignId: string | null): Promise<BoardRows> {
  return snapshot(async (tx) => {
    const stream = await tx.stream.findUnique({ where: { unionId } })
    if (!stream) throw notFound('unionId')
    const which = campaignId
      ? { id: campaignId, state: { in: ['ACTIVE' as const, 'CLOSED' as const] } }
      : { state: 'ACTIVE' as const }
    const campaign = await tx.campaign.findFirst({ where: { unionId, ...which }, include: { closings: inOrder } })
    if (campaignId && !campaign) throw notFound('campaignId')
    const cells = campaign
      ? await tx.campaignEnterprise.findMany({
          where: { campaignId: campaign.id },
          include: { enterprise: true },
          orderBy: { position: 'asc' },
        })
      : []
    const squads = await tx.squad.findMany({ where: { unionId, ...inUse }, orderBy: { number: 'asc' } })
    const tallies = await tx.squadTally.findMany({ where: { unionId } })
    const tally = unionTally(stream.tally)
    const byId = new Map(tallies.map((row) => [row.squadId, squadTally(row.tally)]))
    return {
      unionId,
      epoch: stream.epoch,
      seq: stream.head,
      asOf: stream.lastAt,
      tally,
      campaign,
      figures: keptFigures(standing(campaign?.closings ?? [])) ?? { key: unionId, tally },
      squads: squads.map((squad) => ({ ...squad, now: byId.get(squad.id) ?? {} })),
      cells,
      issues: await tx.issue.findMany({
        where: { AND: [{ unionId }, visibleIssues(viewer)] },
        orderBy: { id: 'desc' },
        take: recent,
      }),
      unresolved: await tx.issue.findMany({
        where: { AND: [{ unionId, status: 'OPEN' }, visibleIssues(viewer)] },
        orderBy: [{ urgency: 'desc' }, { openedAt: 'asc' }, { id: 'asc' }],
        take: recent,
      }),
      items: await readItems(tx, unionId),
      trend: await readTrend(tx, unionId, now(), tally.resumption?.RESUMED ?? 0),
      events: await recentEvents(tx, viewer, stream),
    }
  })
}

/** The figures that a closing of a campaign keeps; null where there is none. */
export const keptFigures = (
  closing: Pick<CampaignClosing, 'campaignId' | 'seq' | 'tally'> | undefined,
): Shown<UnionTally> | null =>
  closing ? { key: `${closing.campaignId}@${closing.seq}`, tally: unionTally(closing.tally) } : null

/** The newest events that the viewer may see, at most 20, in the order of their numbers. */
async function recentEvents(tx: Tx, viewer: Viewer, { unionId, head }: Stream): Promise<LoggedEvent[]> {
  const newest = await readEvents(tx, unionId, { after: Math.max(0, head - readBack), take: readBack })
  return newest.filter((event) => mayKnow(viewer, event)).slice(-recent)
}

const readItems = (client: Pick<Tx, 'supplyItem'>, unionId: string): Promise<SupplyItem[]> =>
  client.supplyItem.findMany({ where: { unionId }, orderBy: [{ position: 'asc' }, { id: 'asc' }] })

/**
 * The number of resumed enterprises of the register on each of the last fourteen local days, by the days from which their
 * states hold: what was recorded late, corrected or retired is right in the days before as well. It goes back from the number of
 * now by the changes since then, of those enterprises alone whose last change lies within these days.
 */
function readTrend(
  tx: Tx,
  unionId: string,
  today: Date,
  resumed: number,
): Promise<{ date: string; resumed: number }[]> {
  const first = Prisma.sql`(${today}::timestamptz ${atLocalTime})::date - ${trendDays - 1}::int`
  return tx.$queryRaw`
    WITH state AS (
      SELECT c."enterpriseId", c."on", c."to", lag(c."to") OVER (
        PARTITION BY c."enterpriseId" ORDER BY c."recordedAt", c."on", c.id) AS "from"
      FROM "Enterprise" e JOIN "ResumptionChange" c ON c."enterpriseId" = e.id
      WHERE e."unionId" = ${unionId}::uuid AND e."retiredAt" IS NULL AND e.resumption IN ('RESUMED', 'SUSPENDED')
        AND e."resumptionOn" > ${first} AND NOT c."neverHappened"
    ),
    move AS (
      SELECT "on", sum(("to" = 'RESUMED')::int - coalesce("from" = 'RESUMED', false)::int) AS more
      FROM state WHERE "on" > ${first} GROUP BY "on"
    )
    SELECT to_char(day, 'YYYY-MM-DD') AS date,
      (${resumed}::int - coalesce((SELECT sum(more) FROM move WHERE "on" > day::date), 0))::int AS resumed
    FROM generate_series(${first}, ${first} + ${trendDays - 1}::int, interval '1 day') AS day
    ORDER BY day`
}

/** The time of a union's last event. NOT_FOUND: there is no such union. */
export async function readLastTime(unionId: string): Promise<Date> {
  const stream = await db.stream.findUnique({ where: { unionId }, select: { lastAt: true } })
  if (!stream) throw notFound('unionId')
  return stream.lastAt
}

/** The tallies of a union and its squads as they stood at a past moment. */
export type Moment = {
  unionId: string
  seq: number
  asOf: Date
  tally: UnionTally
  squads: SquadNow[]
  /** The items that the union has now, in their order. */
  items: SupplyItem[]
}

/**
 * Reads the tallies as they stood at `at`, by one index seek for the union and one for each squad. NOT_FOUND: `at`
 * lies before the union's first event.
 */
export async function readMoment(unionId: string, at: Date): Promise<Moment> {
  const event = await db.event.findFirst({
    where: { unionId, at: { lte: at } },
    orderBy: [{ at: 'desc' }, { seq: 'desc' }],
    select: { seq: true, at: true },
  })
  if (!event) throw notFound('at')
  const [logged] = await readEvents(db, unionId, { after: event.seq - 1, take: 1 })
  const squads = await db.$queryRaw<SquadNow[]>`
    SELECT s.id AS "squadId", coalesce((
      SELECT e."squadTally" FROM "Event" e WHERE e."squadId" = s.id AND e.seq <= ${event.seq}
      ORDER BY e.seq DESC LIMIT 1), '{}') AS tally
    FROM "Squad" s
    WHERE s."unionId" = ${unionId}::uuid AND (s."retiredAt" IS NULL OR s."retiredAt" > ${event.at})
    ORDER BY s.number LIMIT ${mostSquads}`
  const tally = unionTally(logged!.unionTally)
  return { unionId, seq: event.seq, asOf: event.at, tally, squads, items: await readItems(db, unionId) }
}
