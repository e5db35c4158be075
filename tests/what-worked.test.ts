import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MeasureResult } from '#codegen/prisma/enums.ts'
import { addDays } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { formOf } from '#server/platform/search.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
})
afterAll(() => closeDb())

type Given = { category?: 'TAX' | 'RENT'; days?: number; isOpen?: boolean; enterprise?: number }
const opened = new Date('2020-03-01T02:00:00Z')

/** An issue that is closed so many days after these measures were taken for it, each with what it has come to. */
async function closed(measures: [what: string, result: MeasureResult][], given: Given = {}): Promise<void> {
  const { category = 'TAX', days = 1, isOpen = false, enterprise = 0 } = given
  const { unionId } = union
  const enterpriseId = union.enterprises[enterprise]!
  const ends = isOpen ? {} : ({ status: 'CLOSED', state: 'CLOSED', closedAt: addDays(opened, days) } as const)
  const kind = { kind: 'DIFFICULTY', category, severity: 'LOW', source: 'CALL' } as const
  const issue = await db.issue.create({
    data: { unionId, enterpriseId, ...kind, title: '缓缴', openedAt: opened, ...ends },
  })
  for (const [what, result] of measures) {
    const done = { state: 'DONE', result, recordedAt: opened, dueOn: opened } as const
    const issues = { create: { issueId: issue.id } }
    await db.measure.create({ data: { unionId, enterpriseId, what, form: formOf(what), ...done, issues } })
  }
}

type Worked = {
  category: string
  what: string
  tried: number
  worked: number
  partly: number
  medianDays: number | null
}
const fields = 'category what tried worked partly medianDays'
const whatWorked = async (category: string | null = 'TAX', actor = union.command) => {
  const query = `query ($category: IssueCategory) { whatWorked(category: $category) { ${fields} } }`
  return (await ask<{ whatWorked: Worked[] }>(actor, query, { category })).whatWorked
}

describe('what worked', () => {
  it('says how often from the first time on, and how fast from five issues on', async () => {
    for (const days of [1, 2, 3]) await closed([['上门办理缓缴', 'WORKED']], { days })
    await closed([['上门办理 缓缴。', 'PARTLY']], { days: 10 })
    await closed([['上门办理缓缴', 'FAILED']], { days: 90 })
    const four = { category: 'TAX', what: '上门办理缓缴', tried: 5, worked: 3, partly: 1 }
    expect(await whatWorked()).toEqual([{ ...four, medianDays: null }])
    await closed([['上门办理缓缴', 'WORKED']], { days: 4 })
    expect(await whatWorked()).toEqual([{ ...four, tried: 6, worked: 4, medianDays: 3 }])
  })

  it('takes measures with the same words for one, whatever their numbers are, and counts an issue once', async () => {
    await closed([
      ['协调口罩 500 个', 'FAILED'],
      ['协调口罩300个', 'WORKED'],
    ])
    await closed([['协调口罩 500 个', 'WORKED']])
    expect(await whatWorked()).toMatchObject([{ tried: 2, worked: 2, partly: 0 }])
  })

  it('leaves out what only failed, what is for an open issue or another category, and what another union did', async () => {
    await closed([['打电话', 'FAILED']])
    await closed([['发函', 'WORKED']], { isOpen: true })
    await closed([['减租', 'WORKED']], { category: 'RENT' })
    expect(await whatWorked()).toEqual([])
    expect((await whatWorked(null)).map(({ what }) => what)).toEqual(['减租'])
    const stranger = await aSmallUnion()
    expect(await whatWorked(null, stranger.command)).toEqual([])
  })

  it('puts of equal measures the one first that worked whole, then the one that failed less often, five at most', async () => {
    await closed([
      ['丙', 'PARTLY'],
      ['乙', 'WORKED'],
      ['甲', 'WORKED'],
      ['丁', 'WORKED'],
    ])
    await closed([
      ['甲', 'FAILED'],
      ['戊', 'WORKED'],
      ['己', 'WORKED'],
    ])
    expect((await whatWorked()).map(({ what }) => what)).toEqual(['丁', '乙', '己', '戊', '甲'])
  })

  it('is for those who choose measures, and for the brief of an enterprise, those for its open issues first', async () => {
    await closed([['减租', 'WORKED']], { category: 'RENT' })
    await closed([['缓缴', 'WORKED']])
    await closed([['上门办理缓缴', 'PARTLY']])
    await closed([], { category: 'RENT', isOpen: true })
    const [enterpriseId] = union.enterprises
    const query = `{ enterprise(id: "${globalId('Enterprise', enterpriseId)}") { whatWorked { what } } }`
    const brief = (actor = union.command) => ask<{ enterprise: { whatWorked: { what: string }[] } }>(actor, query)
    expect(await brief()).toEqual({ enterprise: { whatWorked: [{ what: '减租' }, { what: '缓缴' }] } })
    expect(await brief(union.owner)).toEqual({ enterprise: { whatWorked: [] } })
    // the words of a measure that one enterprise alone has known might name it
    for (const actor of [union.squads[0], union.tax]) expect(await whatWorked('RENT', actor)).toEqual([])
    await closed([['减租', 'WORKED']], { category: 'RENT', enterprise: 1 })
    for (const actor of [union.squads[0], union.tax]) expect(await whatWorked('RENT', actor)).toHaveLength(1)
    for (const actor of [union.owner, union.wall, union.integrator('ISSUES')]) {
      await expectRefused(() => whatWorked('RENT', actor), 'FORBIDDEN')
    }
  })
})
