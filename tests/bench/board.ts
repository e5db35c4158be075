import { rm } from 'node:fs/promises'
import pg from 'pg'
import { readBoard } from '#server/board/snapshot.ts'
import { createUnion } from '#server/modules/unions/set-up.ts'
import type { Viewer } from '#server/platform/context.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { aCampaign, anAccount, anActor } from '#tests/setup/factories.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'
import { createZones } from '#tests/setup/organisation.ts'
import { median, ms } from './figures.ts'
import type { Row } from './table.ts'

const sizes = [100, 10_000, 1_000_000]
const rounds = 60

/** The board snapshot with few and with very many enterprises, asked in turn: statements and median time. */
export async function benchBoard(): Promise<Row[]> {
  const folder = await temporaryFolder()
  const postgres = await startPostgres(folder)
  try {
    await migrate(postgres.ownerUrl)
    openDb(postgres.ownerUrl)
    let statements = 0
    ;(db.$on as (event: 'query', count: () => void) => void)('query', () => {
      statements++
    })
    const client = new pg.Client({ connectionString: postgres.ownerUrl })
    await client.connect()
    const unions = []
    for (const size of sizes)
      unions.push({ size, id: await aUnionOf(client, size), times: [] as number[], statements: 0 })
    await client.query('VACUUM ANALYZE')
    await client.end()
    for (let round = 0; round < rounds; round++) {
      for (const union of unions) {
        statements = 0
        const start = performance.now()
        const { cells } = await readBoard(commandOf(union.id), union.id, null)
        union.times.push(performance.now() - start)
        union.statements = statements
        if (cells.length !== 100) throw new Error(`the board of ${union.size} has ${cells.length} cells`)
      }
    }
    const base = median(unions[0]!.times)
    return unions.map(({ size, times, statements: count }) => {
      const time = median(times)
      return {
        what: `board snapshot, ${size.toLocaleString('en')} enterprises`,
        measured: `${count} statements, ${ms(time)}, × ${(time / base).toFixed(2)}`,
      }
    })
  } finally {
    await closeDb()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const commandOf = (unionId: string): Viewer => ({
  role: 'COMMAND',
  unionId,
  unionIds: [unionId],
  squadId: null,
  agencyId: null,
  enterpriseId: null,
  zoneId: null,
  scopes: [],
  linkId: null,
})

/** A union with that many enterprises, written straight into the table: only the snapshot is measured here. */
async function aUnionOf(client: pg.Client, size: number): Promise<string> {
  const unionId = await createUnion({ name: `${size}`, level: 'SUBDISTRICT' })
  await createZones(unionId, ['片区'])
  await client.query(
    `INSERT INTO "Enterprise" (id, "unionId", name, "creditCode", address, industry, headcount, grams)
     SELECT gen_random_uuid(), $1::uuid, '企业' || i, 'X' || i, '', '', 1, ARRAY['企', '业'] FROM generate_series(1, $2::int) AS i`,
    [unionId, size],
  )
  const hundred = await db.enterprise.findMany({ where: { unionId }, take: 100, select: { id: true } })
  const command = await anActor((await anAccount(unionId)).id)
  await aCampaign(
    command,
    hundred.map(({ id }) => id),
  )
  return unionId
}
