import type { GraphQLResolveInfo } from 'graphql'
import { Prisma } from '#codegen/prisma/client.ts'
import { mayKnowSql } from '#server/log/catalogue.ts'
import type { LoneEvent } from '#server/log/events.ts'
import { batchLoader } from '#server/platform/batch-loader.ts'
import { builder } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { type Context, signedIn } from '#server/platform/context.ts'
import { Order } from '#server/platform/keyset.ts'
import {
  boundsOf,
  Connection,
  type Count,
  countOf,
  type MadePage,
  makePage,
  mostCounted,
  type Page,
  type PageArgs,
  pageOf,
} from '#server/platform/page.ts'
import { db } from '#server/postgres/db.ts'
import { type BoardEvent, boardEventsOf } from './event-type.ts'

const newestFirst = new Order('Event', { seq: 'int desc' })
const eventConnection = connectionType('BoardEvent', 'BoardEvent')

/**
 * The column of an event that names the row in whose history it is: of an enterprise everything that happened there, and at its
 * doubles before they were merged into it, of all other rows what they are the subject of.
 */
type Column = 'enterpriseId' | 'subjectId'

/** Adds the field `history` to the type of a module: the events of a row that the viewer may know of. */
export function addHistory(
  type: 'Enterprise' | 'Visit' | 'Issue' | 'Measure' | 'SupplyOrder',
  column: Column,
  description: string,
): void {
  // these types differ in nothing that is read here
  builder.prismaObjectField(type as 'Visit', 'history', (t) =>
    t.connection(
      {
        type: 'BoardEvent',
        description,
        resolve: ({ id }, args, context, info) => historyOf(id, column, args, context, info),
      },
      eventConnection,
    ),
  )
}

function historyOf(
  id: string,
  column: Column,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<BoardEvent> {
  const page = pageOf(args, (cursor, field) => newestFirst.read(cursor, field))
  const load = <T>(what: string, read: (ids: readonly string[]) => Promise<T[]>) =>
    batchLoader({ context, info, key: `${what} ${JSON.stringify(args)}` }, read).load(id)
  return new Connection(
    () => load('page', (ids) => readPages(ids, column, page, context)),
    () => load('count', (ids) => countEach(ids, column, context)),
  )
}

/**
 * The condition of an event e for the history of the row p, where d is the row itself or one of its doubles. Who may know what
 * happens at an enterprise may know what has happened at its doubles.
 */
const belongs: Record<Column, (context: Context) => Prisma.Sql> = {
  subjectId: (context) => Prisma.sql`e."subjectId" = d.id AND ${mayKnowSql(signedIn(context), 'e')}`,
  enterpriseId: (context) => Prisma.sql`
    e."enterpriseId" = d.id AND EXISTS (
      SELECT FROM (
        SELECT e.name, e.facts, e."unionId", e."squadId", p.id AS "enterpriseId",
          CASE e."subjectId" WHEN d.id THEN p.id ELSE e."subjectId" END AS "subjectId"
      ) k WHERE ${mayKnowSql(signedIn(context), 'k')})`,
}

/** Selects whose events are the history of the row p: its own, and of an enterprise those of the entries that were merged into it. */
const sources: Record<Column, Prisma.Sql> = {
  subjectId: Prisma.sql`SELECT p.id`,
  enterpriseId: Prisma.sql`SELECT p.id UNION ALL SELECT m.id FROM "Enterprise" m WHERE m."mergedIntoId" = p.id`,
}

/** Reads a page of the history of each row, each from its own part of an index, and the rows of all pages together. */
async function readPages(
  ids: readonly string[],
  column: Column,
  page: Page,
  context: Context,
): Promise<MadePage<BoardEvent>[]> {
  const within = Prisma.join(
    [belongs[column](context), ...boundsOf(page, (values, side) => newestFirst.sql(values, side, 'e'))],
    ' AND ',
  )
  const inOrder = newestFirst.orderSql('e', page.backwards)
  // each source has its own part of the index, so that no more is read of it than a page
  const rows = await db.$queryRaw<(LoneEvent & { rowId: string })[]>`
    SELECT p.id AS "rowId", e.* FROM unnest(${[...ids]}::uuid[]) AS p(id), LATERAL (
      SELECT e.* FROM (${sources[column]}) AS d(id), LATERAL (
        SELECT "unionId", seq, at, "happenedAt", "timeInDoubt", name, "actorId", "actorRank"::text, "actorDuties"::text[], "subjectType",
          "subjectId", "squadId", "enterpriseId", facts, "squadTally"
        FROM "Event" e WHERE ${within} ORDER BY ${inOrder} LIMIT ${page.size + 1}) e
      ORDER BY ${inOrder} LIMIT ${page.size + 1}) e`
  const rowIds = rows.map(({ rowId }) => rowId)
  const events = boardEventsOf(rows, context)
  return ids.map((id) => {
    const places = events
      .filter((_, i) => rowIds[i] === id)
      .map((node) => ({ cursor: newestFirst.cursorOf([node.seq]), node }))
    return makePage(page, places, (side) => async () => {
      const place = newestFirst.sql((side === 'at or before' ? page.after : page.before)!, side, 'e')
      const [found] = await db.$queryRaw<{ lies: boolean }[]>`
        SELECT EXISTS (
          SELECT FROM (${sources[column]}) AS d(id), "Event" e WHERE ${belongs[column](context)} AND ${place}) AS lies
        FROM (SELECT ${id}::uuid AS id) p`
      return found!.lies
    })
  })
}

/** Counts the history of each row. */
async function countEach(ids: readonly string[], column: Column, context: Context): Promise<Count[]> {
  const rows = await db.$queryRaw<{ id: string; count: number }[]>`
    SELECT p.id, (SELECT count(*)::int FROM (
      SELECT FROM (${sources[column]}) AS d(id), "Event" e WHERE ${belongs[column](context)} LIMIT ${mostCounted + 1}) counted) AS count
    FROM unnest(${[...ids]}::uuid[]) AS p(id)`
  const counts = new Map(rows.map(({ id, count }) => [id, count]))
  return ids.map((id) => countOf(counts.get(id)!))
}
