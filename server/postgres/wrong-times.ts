import type { Client } from 'pg'
import { StartError } from '#server/platform/start-error.ts'

// Earlier versions left out the zone of the moments that they wrote, and PostgreSQL took them for moments of its own time
// zone: where that was not UTC, an event was stored hours away from when it happened. What shows it with certainty is
// written in server/decisions/2026-11-29-a-session-is-told-what-is-relied-on.md.

/** How many pages of receipts are looked at. A larger table is sampled over the whole of it. */
const mostPages = 500

/**
 * Pairs of a change that made a row and its event. `made` is in the row's id, by the clock of the process that made it;
 * `claimed` is the moment of the receipt, by the database's clock; `at` was sent by the process just after it made the id.
 * An event that was put off to the moment of the one before it does not count, and neither does practice data (its
 * clientIds are UUIDs of version 8).
 */
const newRows = `
  SELECT extract(epoch FROM r.at)::float8 AS claimed, extract(epoch FROM e.at)::float8 AS at,
    ('x' || left(replace(e."subjectId"::text, '-', ''), 12))::bit(48)::bigint / 1000.0::float8 AS made
  FROM "Receipt" r TABLESAMPLE SYSTEM ($1)
  JOIN "Event" e ON e."unionId" = r."unionId" AND e.seq = r.seq AND e."subjectId" = r."subjectId"
  JOIN "Event" b ON b."unionId" = e."unionId" AND b.seq = e.seq - 1 AND b.at < e.at
  WHERE substr(e."subjectId"::text, 15, 1) = '7' AND substr(r."clientId"::text, 15, 1) <> '8'`

/**
 * How many quarters of an hour each event is away from its own row. All zones differ from UTC by whole quarters. Two rows at
 * least must say the same, made further apart than the two clocks were at either of them: a clock that was set while a change
 * was under way, or set back, does not look like this.
 */
const wrongZones = `
  SELECT quarters::int, count(*)::int AS rows
  FROM (SELECT *, round((at - made) / 900) AS quarters FROM (${newRows}) n) n
  WHERE abs(claimed - made) < 60 AND quarters <> 0 AND abs(quarters) <= 60 AND abs(at - made - quarters * 900) < 5
  GROUP BY quarters HAVING max(made) - min(made) > max(abs(claimed - made))
  ORDER BY count(*) DESC LIMIT 1`

/**
 * Throws a StartError when an earlier version of Sizhen has stored moments in this database that are hours away from what
 * they should be.
 */
export async function refuseWrongTimes(client: Client): Promise<void> {
  const { rows: tables } = await client.query<{ pages: number }>(
    `SELECT pg_relation_size(c.oid) / 8192 AS pages FROM pg_class c
     WHERE c.oid = to_regclass('public."Receipt"') AND to_regclass('public."Event"') IS NOT NULL`,
  )
  if (tables.length === 0) return
  const percent = Math.min(100, (100 * mostPages) / Math.max(1, Number(tables[0]!.pages)))
  // each receipt finds its event by an index: without statistics PostgreSQL would read the whole log instead
  await client.query('BEGIN; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off')
  const { rows } = await client.query<{ quarters: number }>(wrongZones, [percent])
  await client.query('COMMIT')
  if (rows.length === 0) return
  const hours = rows[0]!.quarters / 4
  const away = `${Math.abs(hours)} hours too ${hours < 0 ? 'early' : 'late'}`
  throw new StartError(
    `Times are stored ${away} in this database, because an earlier version of Sizhen wrote them while the time zone of ` +
      'the PostgreSQL server was not UTC: put them right as server/backup/README.md says, then start again.',
  )
}
