import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { setUpAccount } from '#server/modules/people/set-up.ts'
import { createSupplyItem } from '#server/modules/supplies/create-item.ts'
import type { Actor } from '#server/platform/context.ts'
import { closeDb, inBulk, openDb } from '#server/postgres/db.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { anActor, aSquad, aUnion } from '#tests/setup/factories.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'
import { createAgencies, createZones } from '#tests/setup/organisation.ts'
import { ask } from '#tests/setup/small-union.ts'
import { ms, quantile } from './figures.ts'
import { fillMany, type Ids } from './many/fill.ts'
import { questions } from './many/questions.ts'
import type { Row } from './table.ts'

const goalMs = 50
const times = 5

/**
 * Asks every list of the desk for its first and its last page and for its count, with every filter that the
 * screens offer and pairs and threes of them, in all orders that a long list has and in others where few rows are left, where
 * each of the four tables has a million rows, or as many as the environment variable MANY_ROWS says.
 */
export async function benchMany(): Promise<Row[]> {
  const count = Number(process.env.MANY_ROWS ?? 1_000_000)
  const folder = await temporaryFolder()
  const postgres = await startPostgres(folder)
  try {
    await migrate(postgres.ownerUrl)
    openDb(postgres.ownerUrl)
    const { actor, ids } = await aWorldOf(count)
    const found: { name: string; median: number }[] = []
    for (const question of questions(ids)) {
      for (const [name, query] of Object.entries(question.pages)) {
        const taken: number[] = []
        for (let time = 0; time < times; time += 1) {
          const began = performance.now()
          await ask(actor, query, question.variables)
          taken.push(performance.now() - began)
        }
        found.push({ name: `${question.name}, ${name}`, median: quantile(taken, 0.5) })
      }
    }
    found.sort((a, b) => b.median - a.median)
    for (const { name, median } of found.slice(0, 40)) console.error(`  ${ms(median).padStart(9)}  ${name}`)
    const over = found.filter(({ median }) => median > goalMs)
    const [slowest] = found
    return [
      {
        what: `${found.length} questions of lists at ${count} rows a table`,
        measured: `${over.length} take more than ${goalMs} ms; the slowest ${ms(slowest!.median)} (${slowest!.name}), the median ${ms(
          quantile(
            found.map(({ median }) => median),
            0.5,
          ),
        )}`,
      },
    ]
  } finally {
    await closeDb()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A union with so many rows in each of the large tables, and the command centre that asks. */
export async function aWorldOf(count: number): Promise<{ actor: Actor; ids: Ids }> {
  const { id: unionId } = await aUnion()
  const account = { username: randomUUID(), displayName: '', role: 'COMMAND' as const, password: null }
  const actor = await anActor(await setUpAccount(unionId, account))
  const zones = await createZones(
    unionId,
    Array.from({ length: 10 }, (_, i) => `第${i}片区`),
  )
  const squads: string[] = []
  for (let i = 0; i < 10; i += 1) squads.push(await aSquad(unionId))
  const agencies = [
    ...(
      await createAgencies(
        unionId,
        kinds.map((kind) => ({ kind, name: kind, aliases: [] })),
      )
    ).values(),
  ]
  const items: string[] = []
  for (const code of ['MASK', 'ALCOHOL', 'GLOVES']) {
    const about = { clientId: randomUUID(), code, name: code, nameEn: code, unit: '个', unitEn: 'piece' }
    items.push((await createSupplyItem(actor, about)).subjectId!)
  }
  const ids = { unionId, zones, squads, agencies, items }
  await inBulk(() => fillMany(count, ids))
  return { actor, ids }
}

const kinds = ['TAX', 'POLICE'] as const
