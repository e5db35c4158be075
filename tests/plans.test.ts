import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Prisma } from '#codegen/prisma/client.ts'
import { closeDb, databaseUrl, db, openDb, turnPool } from '#server/postgres/db.ts'
import { turn } from '#server/postgres/turns.ts'
import { sql } from './setup/backups.ts'
import { freshDatabase } from './setup/database.ts'

// PostgreSQL chooses whether to keep a plan after it has planned a prepared statement five times.
const untilKept = 10
const rows = 100_000

// with one connection in each pool all statements meet the same plans
beforeEach(async () => {
  openDb(await freshDatabase(), 1)
})
afterEach(() => closeDb())

const id = randomUUID()

/** Fills the table as an import does: nothing has told PostgreSQL yet how large it is now. */
const fill = () =>
  sql(
    databaseUrl,
    `INSERT INTO "Receipt" ("actorId", "clientId", mutation, "inputHash")
     SELECT gen_random_uuid(), gen_random_uuid(), 'x', 'x' FROM generate_series(1, ${rows})`,
  )

/** A table of a few rows of which PostgreSQL knows that they are few: to read all of them is the best plan for it. */
async function makeSmall(): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Receipt" ("actorId", "clientId", mutation, "inputHash") VALUES (${id}::uuid, ${id}::uuid, 'x', 'x')`
  await db.$executeRaw`ANALYZE "Receipt"`
}

/** How many rows of the table have been read one after the other, by the connections that have reported it. */
async function rowsScanned(report: () => Promise<unknown>): Promise<number> {
  await report()
  const [row] = await db.$queryRaw<{ rows: bigint }[]>`
    SELECT seq_tup_read AS rows FROM pg_stat_user_tables WHERE relname = 'Receipt'`
  return Number(row!.rows)
}

test('a screen’s statement is planned for a table as large as it is', async () => {
  const find = () => db.receipt.findUnique({ where: { actorId_clientId: { actorId: id, clientId: id } } })
  const report = () => db.$queryRaw`SELECT pg_stat_force_next_flush()::text`
  await makeSmall()
  for (let i = 0; i < untilKept; i++) await find()
  await fill()
  const before = await rowsScanned(report)
  for (let i = 0; i < untilKept; i++) await find()
  expect((await rowsScanned(report)) - before).toBe(0)
})

test('a deed’s statement has a plan that is kept, and uses an index however small the table was', async () => {
  const connection = await turnPool.connect()
  try {
    const find = () => turn(connection, [Prisma.sql`SELECT 1 FROM "Receipt" WHERE "actorId" = ${id}::uuid`])
    const report = () => turn(connection, [Prisma.sql`SELECT pg_stat_force_next_flush()`])
    await makeSmall()
    for (let i = 0; i < untilKept; i++) await find()
    const kept = Prisma.sql`
      SELECT generic_plans > 0 AS kept FROM pg_prepared_statements WHERE statement LIKE 'SELECT 1 FROM "Receipt"%'`
    expect((await turn(connection, [kept]))[0]!.rows).toEqual([{ kept: true }])
    await fill()
    const before = await rowsScanned(report)
    for (let i = 0; i < untilKept; i++) await find()
    expect((await rowsScanned(report)) - before).toBe(0)
  } finally {
    connection.release()
  }
})
