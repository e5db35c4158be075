import { type Job, storeJob } from '#server/jobs/job.ts'
import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import { plain } from '#server/platform/plain.ts'
import { db } from '#server/postgres/db.ts'

/** Goes up by one whenever other columns, or the same in another way, are made of a name or a title. */
const version = 1

// a statement has two seconds, of which the first ones after a start take most, before the indexes are in memory
const rowsAtOnce = 100

const beforeAll = '00000000-0000-0000-0000-000000000000'

/** Fills the next rows of a table, and answers with the id of the last of them; null where there was none. */
type Filler = (after: string) => Promise<string | null>

/** By their tables. A row that has changed since it was read was written with its columns, and stays as it is. */
const fillers: Record<string, Filler> = {
  async Enterprise(after) {
    const rows = await db.enterprise.findMany({
      where: { id: { gt: after } },
      select: { id: true, name: true, creditCode: true },
      orderBy: { id: 'asc' },
      take: rowsAtOnce,
    })
    const values = JSON.stringify(rows.map((row) => ({ ...row, ...searchedColumns(row) })))
    await db.$executeRaw`
      UPDATE "Enterprise" e SET "plainName" = v."plainName", grams = v.grams, pinyin = v.pinyin, "codeParts" = v."codeParts"
      FROM jsonb_populate_recordset(NULL::"Enterprise", ${values}::jsonb) AS v
      WHERE e.id = v.id AND e.name = v.name AND e."creditCode" IS NOT DISTINCT FROM v."creditCode"`
    return rows.at(-1)?.id ?? null
  },
  // after the enterprises, whose names are among what their issues are found by
  async Issue(after) {
    const rows = await db.issue.findMany({
      where: { id: { gt: after } },
      select: { id: true, title: true },
      orderBy: { id: 'asc' },
      take: rowsAtOnce,
    })
    const values = JSON.stringify(rows.map((row) => ({ ...row, plainTitle: plain(row.title) })))
    await db.$executeRaw`
      UPDATE "Issue" i SET "plainTitle" = v."plainTitle", grams = array_cat(grams_of(v."plainTitle"), e.grams)
      FROM jsonb_populate_recordset(NULL::"Issue", ${values}::jsonb) AS v, "Enterprise" e
      WHERE i.id = v.id AND i.title = v.title AND e.id = i."enterpriseId"`
    return rows.at(-1)?.id ?? null
  },
}

/** Fills the columns by which rows are found, some rows at a time, from where it was left. */
export const fillSearch: Job = {
  name: 'fillSearch',
  async run({ signal }) {
    for (const [table, fill] of Object.entries(fillers)) {
      let after = await leftAt(table)
      while (after !== null) {
        signal.throwIfAborted()
        after = await fill(after)
        await db.searchFill.upsert({
          where: { table },
          create: { table, version, after },
          update: { version, after },
        })
      }
    }
  },
}

/** After which row a table is to be filled; null where all of it is filled by this version. */
async function leftAt(table: string): Promise<string | null> {
  const left = await db.searchFill.findUnique({ where: { table } })
  return left?.version === version ? left.after : beforeAll
}

/** Stores the job where a table is not filled yet, as after an update or a restore. */
export async function storeFill(): Promise<void> {
  const left = await Promise.all(Object.keys(fillers).map(leftAt))
  if (left.every((after) => after === null)) return
  await db.$executeRaw(storeJob(fillSearch, {}, { key: fillSearch.name }))
}
