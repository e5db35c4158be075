import { rm } from 'node:fs/promises'
import type { Actor } from '#server/platform/context.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'
import { ask } from '#tests/setup/small-union.ts'
import { ms, quantile } from './figures.ts'
import { fillAgain, fillNames, kindsOfSearches, type Searches } from './searches/names.ts'
import type { Row } from './table.ts'

const goalMs = 50
const times = 20

const fields = 'edges { node { id name creditCode address resumption } } pageInfo { hasNextPage }'

const questions = {
  list: `query ($s: String) { enterprises(first: 50, search: $s) { ${fields} } }`,
  count: 'query ($s: String) { enterprises(search: $s) { totalCount } }',
  find: 'query ($s: String!) { find(text: $s) { id title } }',
}

/**
 * What people type is searched for among a million enterprises, or as many as the environment variable MANY_ROWS says; how large the
 * indexes of these searches are, and how long it takes to fill them after an update.
 */
export async function benchSearches(): Promise<Row[]> {
  const count = Number(process.env.MANY_ROWS ?? 1_000_000)
  const folder = await temporaryFolder()
  const postgres = await startPostgres(folder)
  try {
    await migrate(postgres.ownerUrl)
    openDb(postgres.ownerUrl)
    const actor = await fillNames(count)
    return [...(await askFor(actor, kindsOfSearches(count))), await sizes(), await fillAgain(count)]
  } finally {
    await closeDb()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Asks for each kind of search, for the first page, the count and the palette’s answer. */
export async function askFor(actor: Actor, searches: Searches): Promise<Row[]> {
  const rows: Row[] = []
  for (const [kind, texts] of Object.entries(searches)) {
    const measured: string[] = []
    for (const [name, document] of Object.entries(questions)) {
      const taken: number[] = []
      for (let time = 0; time < times; time += 1) {
        for (const s of texts) {
          const began = performance.now()
          await ask(actor, document, { s })
          taken.push(performance.now() - began)
        }
      }
      const p95 = quantile(taken, 0.95)
      measured.push(`${name} ${ms(quantile(taken, 0.5))}, ${ms(p95)}${p95 > goalMs ? ' (goal missed)' : ''}`)
    }
    rows.push({ what: `${kind} (${texts.join(' · ')})`, measured: `p50, p95: ${measured.join('; ')}` })
    console.error(`  ${rows.at(-1)!.what}: ${rows.at(-1)!.measured}`)
  }
  return rows
}

/** How large the table is and what is indexed of it for searches. */
export async function sizes(): Promise<Row> {
  const found = await db.$queryRaw<{ name: string; mb: number }[]>`
    SELECT relname AS name, (pg_relation_size(oid) / 1048576)::int AS mb FROM pg_class
    WHERE relname = 'Enterprise' OR relname IN ('Enterprise_grams_idx', 'Enterprise_pinyin_idx', 'Enterprise_codeParts_idx')
    ORDER BY relname`
  return {
    what: 'the table and its indexes of search',
    measured: found.map(({ name, mb }) => `${name} ${mb} MB`).join(', '),
  }
}
