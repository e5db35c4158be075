import { describe, expect, it } from 'vitest'
import { templateList } from '#server/modules/reports/roster-lists.ts'
import { writeTable } from '#server/modules/reports/table-file.ts'
import { checkRow } from '#server/modules/rosters/compare.ts'
import { type Columns, headerPlanOf } from '#server/modules/rosters/kind.ts'
import { kindOf, type RosterKindName, rosterKinds } from '#server/modules/rosters/kinds.ts'
import { answerRoster } from '#server/modules/rosters/parse.ts'
import { columnsOf } from './setup/roster-reading.ts'
import '#server/schema.ts'

describe('a template', () => {
  it.each(Object.keys(rosterKinds) as RosterKindName[])('of %s has the headers that its import reads', async (name) => {
    const kind = kindOf(name)
    for (const locale of ['zh', 'en'] as const) {
      const table = await templateList({ rosterKind: name, locale } as never)
      const bytes = Buffer.concat(await (await writeTable(table, 'XLSX')).toArray())
      const answer = await answerRoster({ bytes: new Uint8Array(bytes), fileName: 'a.xlsx', plan: headerPlanOf(kind) })
      if (!('file' in answer)) throw new Error(answer.reason)
      expect(Object.keys(columnsOf(answer.file))).toEqual(Object.keys(kind.columns))
      expect(answer.file.rows).toEqual([])
      const { guide } = table
      const alone = { ...table, title: guide!.title, columns: [], rows: [], guide: guide! }
      const sheet = Buffer.concat(await (await writeTable(alone, 'XLSX')).toArray())
      const guideOnly = await answerRoster({
        bytes: new Uint8Array(sheet),
        fileName: 'a.xlsx',
        plan: headerPlanOf(kind),
      })
      expect(guideOnly).toMatchObject({ reason: 'NO_HEADER' })
    }
  })

  it.each(Object.keys(rosterKinds) as RosterKindName[])('of %s gives examples that its own checks accept', (name) => {
    const kind = kindOf(name)
    const cells = Object.fromEntries(
      Object.entries(kind.columns as Columns).map(([key, { example }]) => [key, example]),
    )
    const checked = checkRow({ ...kind, keepsTexts: undefined }, cells)
    expect(checked.ok ? [] : checked.reasons.filter(({ column }) => column !== 'creditCode')).toEqual([])
  })
})
