import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Prisma } from '#codegen/prisma/client.ts'
import { type Author, write } from '#server/log/write.ts'
import { maskError } from '#server/platform/mask-error.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aProxy, type Way } from '#tests/setup/proxy.ts'
import { ask, terminateBackends, until } from './postgres.ts'

let database: string
let way: Way
let author: Author

/** Rows that are checked only at COMMIT: one that points nowhere, one that conflicts, one that takes its time. */
const tables = `
  CREATE TABLE kept (id uuid PRIMARY KEY, ending text NOT NULL,
    parent uuid REFERENCES "TradeUnion" (id) DEFERRABLE INITIALLY DEFERRED);
  CREATE FUNCTION end_as_told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.ending = 'conflict' THEN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; END IF;
    IF NEW.ending = 'slow' THEN PERFORM pg_sleep(0.7); END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER ending AFTER INSERT ON kept DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION end_as_told()`

beforeAll(async () => {
  database = await freshDatabase()
  way = await aProxy(database)
  openDb(way.url)
  const { id } = await db.tradeUnion.create({ data: { name: '回执', level: 'SUBDISTRICT' } })
  await db.stream.create({ data: { unionId: id } })
  author = { accountId: randomUUID(), unionId: id, rank: null }
  await ask(database, tables)
})
afterAll(async () => {
  await closeDb()
  way.close()
})

/** The rows that a change writes, by its id. */
type Writes = (id: string) => Prisma.Sql[]

const keep =
  (ending: string, parent?: string): Writes =>
  (id) => [Prisma.sql`INSERT INTO kept VALUES (${id}::uuid, ${ending}, ${parent ?? null}::uuid)`]

/** One change with a row of its own; its clientId is the row's id too. */
const attempt = (id: string, writes: Writes) => {
  const event = { name: 'test.kept', subjectType: 'Kept', subjectId: id, union: { [author.unionId]: 1 } }
  const decide = () => ({ subjectId: id, writes: writes(id), events: [event] })
  return write(author, 'test', { clientId: id }, { load: { lock: [], read: {} }, decide })
}

/** What is there of a change: row, receipt, event. */
const traces = async (id: string) => {
  const [row] = await ask<{ rows: number; receipts: number; events: number }>(
    database,
    `SELECT (SELECT count(*)::int FROM kept WHERE id = $1) AS rows,
      (SELECT count(*)::int FROM "Receipt" WHERE "clientId" = $1) AS receipts,
      (SELECT count(*)::int FROM "Event" WHERE "subjectId" = $1) AS events`,
    [id],
  )
  return row
}

const nothing = { rows: 0, receipts: 0, events: 0 }
const once = { rows: 1, receipts: 1, events: 1 }

/** What callers read of an error. */
const codeOf = (error: unknown) => maskError(error, 'en', '', () => {}).extensions.code

const inCommit = () =>
  until('a backend is in its COMMIT', () =>
    ask(
      database,
      `SELECT 1 FROM pg_stat_activity WHERE query = 'COMMIT' AND state = 'active' AND datname = current_database()`,
    ).then((rows) => rows.length > 0),
  )

const pause = Prisma.sql`SELECT pg_sleep(1.8)`

const failures: [string, Writes, string][] = [
  ['a constraint that fails at COMMIT', keep('sound', randomUUID()), 'INTERNAL'],
  ['a serialization failure at COMMIT', keep('conflict'), 'UNAVAILABLE'],
  [
    'a unique violation that the rule does not declare',
    (id) => [...keep('sound')(id), ...keep('sound')(id)],
    'INTERNAL',
  ],
  ['a transaction that takes too long', (id) => [...keep('sound')(id), pause, pause], 'UNAVAILABLE'],
  [
    'a connection that is ended in the midst',
    (id) => [...keep('sound')(id), Prisma.sql`SELECT pg_terminate_backend(pg_backend_pid())`],
    'UNAVAILABLE',
  ],
]

describe('what is acknowledged is there, what failed is reported and left nothing', () => {
  test.each(failures)('%s', async (_, work, code) => {
    const id = randomUUID()
    const error = await attempt(id, work).then(
      () => null,
      (reason) => reason,
    )
    expect(error).not.toBeNull()
    expect(codeOf(error)).toBe(code)
    await until('its transaction is over', async () => (await traces(id))?.rows === 0)
    expect(await traces(id)).toEqual(nothing)
    const next = randomUUID()
    await attempt(next, keep('sound'))
    expect(await traces(next)).toEqual(once)
  })

  test('a connection that is ended in COMMIT', async () => {
    const id = randomUUID()
    const change = attempt(id, keep('slow')).then(
      () => null,
      (reason) => reason,
    )
    await inCommit()
    await terminateBackends(database, `query = 'COMMIT'`)
    expect(codeOf(await change)).toBe('UNAVAILABLE')
    expect(await traces(id)).toEqual(nothing)
    expect((await attempt(id, keep('sound'))).clientId).toBe(id)
    expect(await traces(id)).toEqual(once)
  })

  test('an answer to COMMIT that never comes: the same clientId tells', async () => {
    const id = randomUUID()
    const change = attempt(id, keep('slow')).then(
      () => null,
      (reason) => reason,
    )
    await inCommit()
    way.freeze()
    expect(codeOf(await change)).toBe('UNAVAILABLE')
    expect(await traces(id)).toEqual(once)
    await way.mend()
    let again = 0
    const receipt = await attempt(id, () => {
      again += 1
      return []
    })
    expect(again).toBe(0)
    expect(receipt).toMatchObject({ clientId: id, subjectId: id })
    expect(await traces(id)).toEqual(once)
  })

  test('many at once, of which every third fails at COMMIT', async () => {
    const ids = Array.from({ length: 60 }, () => randomUUID())
    const results = await Promise.allSettled(ids.map((id, i) => attempt(id, keep(i % 3 === 0 ? 'conflict' : 'sound'))))
    for (const [i, { status }] of results.entries()) {
      expect(await traces(ids[i]!)).toEqual(status === 'fulfilled' ? once : nothing)
    }
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
  })
})
