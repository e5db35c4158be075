import { createElement, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Router } from 'wouter'
import { listPath, recordPath } from '#client/board/paths.ts'
import { paperOf } from '#client/modules/visits/paper.ts'
import { allOf, neededText, numberOf, textOf } from '#client/ui/form/form-values.ts'
import { oneOf, orderText, someOf, truthOf, useListAddress } from '#client/ui/list/address.ts'
import { daysOf, daysText, valueText } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'

type Navigation = { to: string; replace: boolean | undefined }

/** What a hook answers at an address, and where it goes from there. */
function at<T>(address: string, useHook: () => T) {
  const [path, search = ''] = address.split('?')
  const navigations: Navigation[] = []
  const navigate = (to: string, options?: { replace?: boolean }) => navigations.push({ to, replace: options?.replace })
  let answer: T | undefined
  const Page = () => {
    answer = useHook()
    return null
  }
  const hook = () => [path!, navigate] as [string, typeof navigate]
  const Here = ({ children }: { children?: ReactNode }) => Router({ hook, searchHook: () => search, children })
  renderToString(createElement(Here, null, createElement(Page)))
  return { answer: answer!, navigations }
}

const formOf = (...fields: [string, string | Blob][]) => {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

describe('the filters of a list', () => {
  it('are read from the address; what is empty or missing is none', () => {
    const { get } = at('/desk/visits?state=PLANNED&squad=', useListAddress).answer
    expect(['state', 'squad', 'other'].map(get)).toEqual(['PLANNED', undefined, undefined])
  })

  it.each([
    ['/desk/visits?state=PLANNED&after=c', { squad: 'x' }, '?state=PLANNED&squad=x'],
    ['/desk/visits?state=PLANNED&before=c', { state: 'FINISHED' }, '?state=FINISHED'],
    ['/desk/visits?state=PLANNED&squad=x', { state: undefined, squad: 'x' }, '?squad=x'],
    ['/desk/visits?state=PLANNED&squad=x', { state: '', squad: 'y' }, '?squad=y'],
    ['/desk/visits?after=c&from=51&state=PLANNED', { order: 'SQUAD.asc' }, '?state=PLANNED&order=SQUAD.asc'],
    ['/desk/visits?after=c&from=51', { open: 'v' }, '?after=c&from=51&open=v'],
    ['/desk/visits?after=c&from=51', { columns: 'day,squad' }, '?after=c&from=51&columns=day%2Csquad'],
    ['/desk/visits', { search: '口罩 & 酒精' }, `?${new URLSearchParams({ search: '口罩 & 酒精' })}`],
  ])('at %s become %j: the first page, in the same entry of the history', (address, changes, expected) => {
    const { answer, navigations } = at(address, useListAddress)
    answer.set(changes)
    expect(navigations).toEqual([{ to: `/desk/visits${expected}`, replace: true }])
  })

  it('have an order, columns and what lies open; a saved view keeps neither the page nor what lies open', () => {
    const { order, columns, open, view } = at(
      '/desk/visits?state=PLANNED&order=SQUAD.desc&columns=day,squad&open=v&after=c&from=51',
      useListAddress,
    ).answer
    expect({ order, columns, open }).toEqual({
      order: { by: 'SQUAD', direction: 'DESC' },
      columns: ['day', 'squad'],
      open: 'v',
    })
    expect(view).toBe('columns=day%2Csquad&order=SQUAD.desc&state=PLANNED')
    expect(orderText(order!)).toBe('SQUAD.desc')
    expect(at('/desk/visits', useListAddress).answer).toMatchObject({ view: '', order: undefined, columns: undefined })
  })

  it('may be ranges of days, of which either end may be left out', () => {
    expect(daysOf('2020-03-01..2020-03-09')).toEqual({ from: '2020-03-01', to: '2020-03-09' })
    expect(daysOf('..2020-03-09')).toEqual({ from: null, to: '2020-03-09' })
    expect(['..', '', '2020-03-09', 'x..y', undefined].map(daysOf)).toEqual(Array(5).fill(undefined))
    expect([daysText('2020-03-01', ''), daysText('', '')]).toEqual(['2020-03-01..', ''])
  })

  it('are read by people as the labels of what was chosen', () => {
    const state = {
      kind: 'choice',
      name: 'state',
      label: '状态',
      options: [
        { value: 'PLANNED', label: '已排' },
        { value: 'ARRIVED', label: '进行中' },
      ],
    } as const
    expect(valueText(state, 'PLANNED,ARRIVED', 'zh-CN')).toBe('已排、进行中')
    expect(valueText(state, 'PLANNED,ARRIVED', 'en')).toBe('已排, 进行中')
    expect(valueText({ kind: 'days', name: 'day', label: '日期' }, '2020-03-01..2020-03-09', 'en')).toBe(
      '2020-03-01 – 2020-03-09',
    )
  })

  it('take from an address only what there is', () => {
    expect(oneOf('FILED', ['FILED', 'RESUMED'])).toBe('FILED')
    expect(['filed', 'toString', '', undefined].map((value) => oneOf(value, ['FILED', 'RESUMED']))).toEqual(
      Array(4).fill(undefined),
    )
    expect([someOf('A,x,B', ['A', 'B']), someOf('x', ['A']), someOf(undefined, ['A'])]).toEqual([
      ['A', 'B'],
      undefined,
      undefined,
    ])
    expect(['true', 'false', 'yes', '', undefined].map(truthOf)).toEqual([true, false, ...Array(3).fill(undefined)])
  })

  it.each([
    ['/desk/visits', { first: 50, after: undefined }],
    ['/desk/visits?after=c', { first: 50, after: 'c' }],
    ['/desk/visits?before=c', { last: 50, before: 'c' }],
  ])('at %s show the page %j', (address, page) => {
    expect(at(address, usePage).answer).toEqual(page)
  })

  it('are named in the addresses of records and lists, whatever an id or a value holds', () => {
    expect(recordPath('visits', 'VmlzaXQ6/+=?')).toBe('/desk/visits/VmlzaXQ6%2F%2B%3D%3F')
    expect(listPath('issues')).toBe('/desk/issues')
    expect(listPath('orders', { having: 'received', item: 'a&b' })).toBe('/desk/orders?having=received&item=a%26b')
  })
})

describe('the values of a form', () => {
  it('are texts without spaces around them; blank is none', () => {
    const form = formOf(['name', '  口罩 厂  '], ['blank', '   '], ['file', new Blob(['x'])])
    expect(['name', 'blank', 'missing', 'file'].map((name) => textOf(form, name))).toEqual([
      '口罩 厂',
      null,
      null,
      null,
    ])
    expect(['name', 'blank', 'missing'].map((name) => neededText(form, name))).toEqual(['口罩 厂', '', ''])
  })

  it('are numbers, 0 among them; blank is none', () => {
    const form = formOf(['zero', '0'], ['some', ' 12.5 '], ['blank', ' '])
    expect(['zero', 'some', 'blank', 'missing'].map((name) => numberOf(form, name))).toEqual([0, 12.5, null, null])
  })

  it('are everything checked under one name, in its order', () => {
    expect(allOf(formOf(['scope', 'VISITS'], ['scope', 'BOARD'], ['other', 'x']), 'scope')).toEqual(['VISITS', 'BOARD'])
    expect(allOf(formOf(), 'scope')).toEqual([])
  })
})

describe('a visit on paper', () => {
  const needed: [string, string][] = [
    ['squadId', 's'],
    ['enterpriseId', 'e'],
    ['arrivedAt', '2020-03-24T09:30'],
    ['finishedAt', '2020-03-24T10:05'],
    ['outcome', 'DONE'],
  ]

  it('is what was filled in, and nothing else', () => {
    expect(paperOf(formOf(...needed))).toEqual({
      squadId: 's',
      enterpriseId: 'e',
      visitId: null,
      arrivedAt: '2020-03-24T09:30:00+08:00',
      finishedAt: '2020-03-24T10:05:00+08:00',
      outcome: 'DONE',
      steps: [],
      checks: [],
      followUp: null,
      memberIds: [],
    })
  })

  it('marks the checks that are left empty as not seen, where the form says so', () => {
    const { checks } = paperOf(formOf(...needed, ['DISINFECTION.answer', 'YES'], ['restNotSeen', 'yes']))
    expect(checks).toHaveLength(enums.CheckItem.length)
    expect(checks!.filter(({ answer }) => answer !== 'NOT_SEEN')).toEqual([
      { item: 'DISINFECTION', answer: 'YES', fixBy: null },
    ])
  })

  it('has a note for each line of text, of the steps that are checked', () => {
    const form = formOf(
      ...needed,
      ['visitId', 'v'],
      ['steps', 'LISTEN'],
      ['steps', 'TREAT'],
      ['LISTEN.gist', ' 缺工 '],
      ['LISTEN.notes', '第一条\r\n\n  第二条  \n'],
      ['LISTEN.saidBy', '店主'],
      ['ASK.notes', '没有勾选'],
      ['TREAT.notes', '送口罩'],
      ['TREAT.responsible', '工会'],
      ['TREAT.dueOn', '2020-03-30'],
      ['TREAT.secondSource', '财务'],
      ['followUp', ' 下周再来 '],
    )
    const { visitId, steps, followUp } = paperOf(form)
    const none = { saidBy: null, secondSource: null, responsible: null, dueOn: null }
    expect({ visitId, steps, followUp }).toEqual({
      visitId: 'v',
      steps: [
        {
          step: 'LISTEN',
          gist: '缺工',
          notes: [
            { ...none, text: '第一条', saidBy: '店主' },
            { ...none, text: '第二条', saidBy: '店主' },
          ],
          nothingRaised: null,
        },
        {
          step: 'TREAT',
          gist: null,
          notes: [{ text: '送口罩', saidBy: null, secondSource: '财务', responsible: '工会', dueOn: '2020-03-30' }],
          nothingRaised: null,
        },
      ],
      followUp: '下周再来',
    })
  })

  it('has the answers of the checklist in its order, with a date only where something is to be mended', () => {
    const form = formOf(
      ...needed,
      ['DISINFECTION.answer', 'FIX_BY'],
      ['DISINFECTION.fixBy', '2020-03-30'],
      ['HEALTH_REGISTER.answer', 'YES'],
      ['HEALTH_REGISTER.fixBy', '2020-03-30'],
      ['PROTECTIVE_GEAR.answer', ''],
    )
    expect(paperOf(form).checks).toEqual([
      { item: 'HEALTH_REGISTER', answer: 'YES', fixBy: null },
      { item: 'DISINFECTION', answer: 'FIX_BY', fixBy: '2020-03-30' },
    ])
  })
})
