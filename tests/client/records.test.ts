import { describe, expect, it } from 'vitest'
import { dueOn } from '#client/desk/records/due.ts'
import { nextSteps } from '#client/desk/records/next-steps.ts'

type Brief = Parameters<typeof nextSteps>[0]
type Rectifications = Parameters<typeof nextSteps>[1]

const visit = (state: string, plannedOn: string, followUpOn: string | null = null) => ({
  node: { id: `${state} ${plannedOn}`, state, plannedOn, followUpOn },
})
const brief = (has: { onSite?: object; planned?: object; followUp?: object }): Brief => {
  const list = (one?: object) => ({ edges: one ? [one] : [] })
  return { onSite: list(has.onSite), planned: list(has.planned), followUps: list(has.followUp) } as unknown as Brief
}
const said = (of: Brief, fixBy: (string | null)[] = []) =>
  nextSteps(of, fixBy.map((on, index) => ({ id: `c${index}`, fixBy: on })) as unknown as Rectifications).map((next) =>
    'on' in next ? `${next.kind} ${next.on}` : next.kind,
  )

describe('what comes next at an enterprise', () => {
  it('is that nobody is to come, and what has a day in the order of the days', () => {
    expect(said(brief({}))).toEqual(['none'])
    expect(
      said(brief({ followUp: visit('FINISHED', '2020-03-01', '2020-03-09') }), ['2020-03-12', '2020-03-05', null]),
    ).toEqual(['none', 'fixBy 2020-03-05', 'followUp 2020-03-09', 'fixBy 2020-03-12'])
  })

  it('is the nearest planned visit; a squad on site comes before all', () => {
    const planned = visit('PLANNED', '2020-03-12')
    expect(said(brief({ planned }))).toEqual(['planned 2020-03-12'])
    expect(said(brief({ planned, onSite: visit('ARRIVED', '2020-03-09') }))).toEqual(['onSite'])
  })
})

describe('a day by which something is due', () => {
  it.each([
    ['2020-02-28', 'late', 2],
    ['2020-03-01', 'today', 0],
    ['2020-03-02', 'tomorrow', 1],
    ['2020-03-11', 'later', 10],
  ] as const)('%s is %s', (day, when, count) => {
    expect(dueOn(day, '2020-03-01')).toEqual({ when, count })
  })
})
