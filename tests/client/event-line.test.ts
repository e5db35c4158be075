import i18next, { type i18n } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { isOnWall, partsOf, pathOf } from '#client/board/event-line.ts'
import type { Words } from '#client/board/words.ts'
import { board as enBoard } from '#client/text/en/board.ts'
import { shared as enShared } from '#client/text/en/shared.ts'
import { board } from '#client/text/zh-CN/board.ts'
import { shared } from '#client/text/zh-CN/shared.ts'
import { events } from '#codegen/graph/events.ts'
import type { EventLineFragment, EventName, WallQuery } from '#codegen/graph/graphql.ts'

const names = Object.keys(events) as EventName[]

let texts: i18n
beforeAll(async () => {
  texts = i18next.createInstance()
  await texts.init({
    lng: 'zh-CN',
    resources: {
      'zh-CN': { board, common: shared },
      en: { board: enBoard, common: enShared },
    },
    interpolation: { escapeValue: false },
  })
})

const wordsIn = (language: 'zh-CN' | 'en'): Words => ({
  t: texts.getFixedT(language, ['board', 'common']) as Words['t'],
  number: (n) => new Intl.NumberFormat('en').format(n),
  duration: String,
  between: String,
  english: language === 'en',
})

const wall = {
  squads: [{ squad: { id: 's3', number: 3 } }, { squad: { id: 's4', number: 4 } }],
  supplyItems: [{ code: 'MASK', name: '口罩', nameEn: 'masks', unit: '只', unitEn: 'pieces' }],
} as WallQuery['board']

const event = (kind: EventName | null, rest: object = {}) =>
  ({
    seq: 1,
    at: '2020-03-24T01:00:00.000Z',
    kind,
    step: 'LISTEN',
    outcome: 'DONE',
    resumedTo: 'RESUMED',
    escalatedTo: 'CHAIR',
    itemCode: 'MASK',
    quantity: 1200,
    enterprise: { id: 'e', name: '回坊食品' },
    visit: { id: 'v' },
    issue: { id: 'i', kind: 'DIFFICULTY', title: '缺工' },
    supplyOrder: { id: 'o' },
    agency: { id: 'g', name: '税务' },
    actor: { id: 'a', displayName: '李梅' },
    squad: { id: 'x', squadId: 's3' },
    ...rest,
  }) as EventLineFragment

const said = (line: EventLineFragment, language: 'zh-CN' | 'en' = 'zh-CN') => partsOf(line, wall, wordsIn(language))
const textOf = (line: EventLineFragment, language: 'zh-CN' | 'en' = 'zh-CN') =>
  said(line, language)
    .map(({ text }) => text)
    .join('')

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it.each(names)('%s says something loud, with every name filled in', (name) => {
    const parts = said(event(name), language)
    const loud = parts.filter((part) => part.loud)
    expect(loud.length).toBeGreaterThan(0)
    expect(loud.every(({ text }) => text.trim())).toBe(true)
    expect(parts.map(({ text }) => text).join('')).not.toMatch(/[{}|]|event\.|undefined/)
  })
})

describe('the line of an event', () => {
  it('tells what was recorded of each paper, and only that something was where it does not know', () => {
    const papers = [
      { kind: 'FILING', from: null, to: '2020-03-05' },
      { kind: 'COMMITMENT', from: '2020-03-04', to: '2020-03-06' },
      { kind: 'PLAN', from: '2020-03-04', to: null },
    ]
    const line = event('ENTERPRISE_PAPERS_RECORDED', { papers })
    expect(textOf(line)).toBe(
      '回坊食品 登记复工材料:备案表 3月5日交来;承诺书 由3月4日改为3月6日;复工方案 取消登记(原为3月4日)',
    )
    expect(textOf(line, 'en')).toBe(
      '回坊食品: papers recorded: Filing form handed in on March 5; Commitment, March 6 in place of March 4; Plan taken off, which was recorded for March 4',
    )
    expect(textOf(event('ENTERPRISE_PAPERS_RECORDED'))).toBe('回坊食品 登记复工材料')
  })

  it('has what is new in it loud', () => {
    expect(said(event('SUPPLY_RECEIVED')).filter(({ loud }) => loud)).not.toEqual([])
    expect(said(event('CAMPAIGN_ENTERPRISE_SWAPPED'))).toEqual([
      { text: '', loud: false },
      { text: '回坊食品', loud: true },
      { text: ' 换入百家', loud: false },
    ])
  })

  it('names the squad by its number; without one, or where the wall does not know it, who did it', () => {
    expect(textOf(event('VISIT_ARRIVED'))).toContain('第 3 小分队')
    expect(textOf(event('VISIT_ARRIVED'), 'en')).toContain('Squad 3')
    expect(textOf(event('VISIT_ARRIVED', { squad: { id: 'x', squadId: 's9' } }))).toContain('李梅')
    expect(textOf(event('VISIT_ARRIVED', { squad: null }))).toContain('李梅')
  })

  it('names item and unit in its language, and the code of an item that the wall does not know', () => {
    expect(textOf(event('SUPPLY_DISPATCHED'))).toMatch(/口罩.*1,200 只/)
    expect(textOf(event('SUPPLY_DISPATCHED'), 'en')).toMatch(/masks.*1,200 pieces/)
    expect(textOf(event('SUPPLY_DISPATCHED', { itemCode: 'GLOVES' }))).toMatch(/GLOVES.*1,200/)
  })

  it('says a correction downwards without a sign', () => {
    expect(textOf(event('SUPPLY_DISPATCHED', { quantity: -1200 }))).toBe(textOf(event('SUPPLY_DISPATCHED')))
  })

  it('does not take a bar in a name for one of its own', () => {
    const parts = said(event('CAMPAIGN_ENTERPRISE_SWAPPED', { enterprise: { id: 'e', name: 'A|B' } }))
    expect(parts.map(({ text }) => text)).toEqual(['', 'A│B', ' 换入百家'])
  })

  it('is empty for an event of a newer release, which the wall does not tell', () => {
    expect(textOf(event(null))).toBe('')
    expect(isOnWall({ kind: null })).toBe(false)
    expect(names.filter((kind) => isOnWall({ kind }))).toEqual(names.filter((kind) => events[kind].onWall))
  })

  it('opens the record behind it: the visit, else the issue, the order, the enterprise', () => {
    const records: [keyof EventLineFragment, string][] = [
      ['visit', '/desk/visits/v'],
      ['issue', '/desk/issues/i'],
      ['supplyOrder', '/desk/orders/o'],
      ['enterprise', '/desk/enterprises/e'],
    ]
    for (const [index, [, path]] of records.entries()) {
      const missing = Object.fromEntries(records.slice(0, index).map(([field]) => [field, null]))
      expect(pathOf(event('VISIT_ARRIVED', missing))).toBe(path)
    }
    const none = Object.fromEntries(records.map(([field]) => [field, null]))
    expect(pathOf(event('VISIT_ARRIVED', none))).toBeNull()
  })
})
