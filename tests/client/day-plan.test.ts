import { describe, expect, it } from 'vitest'
import { cardAfter, cardsOf, indexAfter, listsOf, placeOf } from '#client/desk/plan/day-lists.ts'
import {
  candidatesOf,
  type DayPlan,
  enterpriseAt,
  fill,
  mostProposed,
  type ProposedStop,
  place,
  type SquadDay,
  settle,
  squadsOf,
  squadWith,
  stopNumber,
  without,
  withTime,
} from '#client/modules/visits/day-plan.ts'
import type { DayStopFragment, VisitState } from '#codegen/graph/graphql.ts'

const today = '2020-03-10'

const stop = (id: string, squad: number, number: number, given: Partial<DayStopFragment> = {}) =>
  ({
    id: `visit-${id}`,
    squad: { id: `squad-${squad}`, number: squad },
    enterprise: { id, name: `店${id}`, address: `路${id}` },
    plannedOn: today,
    stop: number,
    agreedTime: null,
    state: 'PLANNED',
    ...given,
  }) as DayStopFragment

type Given = { planned?: DayStopFragment[]; leftOvers?: DayStopFragment[]; unvisited?: string[] }

const day = (number: number, { planned = [], leftOvers = [], unvisited = [] }: Given = {}) =>
  ({
    squad: { id: `squad-${number}`, number, zones: [] },
    planned,
    leftOvers,
    unvisited: unvisited.map((id) => ({ id, name: `店${id}`, address: `路${id}` })),
  }) as unknown as SquadDay

const proposed = (enterpriseId: string, given: Partial<ProposedStop> = {}): ProposedStop => ({
  ...{ enterpriseId, name: `店${enterpriseId}`, address: `路${enterpriseId}`, agreedTime: null },
  ...given,
})

const leftOver = (id: string, squad: number, plannedOn = '2020-03-09') => stop(id, squad, 1, { plannedOn })

/** The enterprises of a plan, by squad. */
const idsOf = (plan: DayPlan) =>
  Object.fromEntries(
    Object.entries(plan).map(([squad, stops]) => [squad, stops.map(({ enterpriseId }) => enterpriseId).join('')]),
  )

describe('filling a day', () => {
  it('takes what was left over first, then the unvisited in their order, until each squad has so many', () => {
    const days = [
      day(1, { leftOvers: [{ ...leftOver('x', 1), agreedTime: '09:30' }], unvisited: ['a', 'b', 'c'] }),
      day(2, { planned: [stop('p', 2, 1)], unvisited: ['d', 'e', 'f'] }),
      day(3),
    ]
    const plan = fill(days, {}, 3, today)
    expect(idsOf(plan)).toEqual({ 'squad-1': 'xab', 'squad-2': 'de' })
    const { leftOver: carried, agreedTime } = plan['squad-1']![0]!
    // the time was agreed for the other day: it is kept only for the way back
    const before = { plannedOn: '2020-03-09', agreedTime: '09:30' }
    expect([carried, agreedTime]).toEqual([{ visitId: 'visit-x', squadId: 'squad-1', ...before }, null])
    expect(fill(days, plan, 3, today)).toBe(plan)
    expect(idsOf(fill(days, plan, 4, today))).toEqual({ 'squad-1': 'xabc', 'squad-2': 'def' })
  })

  it('counts finished stops, but none that was skipped, and keeps what one has put there', () => {
    const states: VisitState[] = ['FINISHED', 'ARRIVED', 'SKIPPED']
    const planned = states.map((state, i) => stop(`p${i}`, 1, i + 1, { state }))
    const days = [day(1, { planned, unvisited: ['a', 'b', 'c'] })]
    expect(idsOf(fill(days, { 'squad-1': [proposed('z')] }, 4, today))).toEqual({ 'squad-1': 'za' })
    expect(idsOf(fill(days, {}, 1, today))).toEqual({})
  })

  it('proposes an enterprise once, and none that a squad has on the day', () => {
    const days = [
      day(1, { leftOvers: [leftOver('a', 1), leftOver('p', 1), leftOver('z', 1)], unvisited: ['b'] }),
      day(2, { planned: [stop('p', 2, 1)], leftOvers: [leftOver('a', 2)], unvisited: ['c'] }),
    ]
    const plan = { 'squad-2': [proposed('z')] }
    expect(idsOf(fill(days, plan, 3, today))).toEqual({ 'squad-1': 'ab', 'squad-2': 'zc' })
  })

  it('leaves the stops of a day that is not over where they are', () => {
    const days = [day(1, { leftOvers: [leftOver('y', 1), leftOver('t', 1, today)] })]
    expect(candidatesOf(days[0]!, days, {}, today).map(({ enterpriseId }) => enterpriseId)).toEqual(['y'])
    expect(candidatesOf(days[0]!, days, {}, '2020-03-11').map(({ enterpriseId }) => enterpriseId)).toEqual(['y', 't'])
  })
})

describe('a draft of a day', () => {
  const plan: DayPlan = { one: [proposed('a'), proposed('b')], two: [proposed('c')] }

  it('moves a stop to a place of a list, and nowhere else', () => {
    expect(idsOf(place(plan, proposed('a'), 'two', 0))).toEqual({ one: 'b', two: 'ac' })
    expect(idsOf(place(plan, proposed('a'), 'one', 1))).toEqual({ one: 'ba', two: 'c' })
    expect(idsOf(place(plan, proposed('d'), 'three'))).toEqual({ one: 'ab', two: 'c', three: 'd' })
  })

  it('takes a stop out, and gives it a time', () => {
    expect(idsOf(without(plan, 'b'))).toEqual({ one: 'a', two: 'c' })
    const timed = withTime(plan, 'c', '09:30')
    expect(timed.two![0]!.agreedTime).toBe('09:30')
    expect(timed.one![0]!.agreedTime).toBeNull()
  })

  it('is sent by the numbers of the squads, and a refusal names the enterprise of its card', () => {
    const days = [day(1), day(2), day(3)]
    const squads = squadsOf(days, {
      'squad-3': [proposed('c', { leftOver: { visitId: 'v', squadId: 'squad-1', plannedOn: '2020-03-09' } })],
      'squad-2': [],
      'squad-1': [proposed('a', { agreedTime: '09:30' })],
    })
    expect(squads).toEqual([
      { squadId: 'squad-1', stops: [{ enterpriseId: 'a', agreedTime: '09:30', visitId: null }] },
      { squadId: 'squad-3', stops: [{ enterpriseId: 'c', agreedTime: null, visitId: 'v' }] },
    ])
    expect(enterpriseAt(squads, 'squads.1.stops.0.visitId')).toBe('c')
    expect([
      enterpriseAt(squads, 'on'),
      enterpriseAt(squads, undefined),
      enterpriseAt(squads, 'squads.4.stops.0'),
    ]).toEqual([null, null, null])
  })
})

describe('what others do meanwhile', () => {
  it('takes an enterprise out that somebody has put on a list of the day, and says whose', () => {
    const days = [day(1), day(2, { planned: [stop('a', 2, 1), stop('s', 2, 2, { state: 'SKIPPED' })] })]
    const { plan, out } = settle(days, { 'squad-1': [proposed('a'), proposed('s'), proposed('b')] })
    expect(idsOf(plan)).toEqual({ 'squad-1': 'sb' })
    expect(out).toEqual([{ enterpriseId: 'a', name: '店a', squad: 2 }])
  })

  it('takes out what is not left over or not unvisited any more, and keeps what was found by its name', () => {
    const gone = { visitId: 'visit-x', squadId: 'squad-1', plannedOn: '2020-03-09' }
    const draft = {
      'squad-1': [
        proposed('x', { leftOver: gone }),
        proposed('u', { isUnvisited: true }),
        proposed('v', { isUnvisited: true }),
        proposed('f'),
      ],
    }
    const { plan, out } = settle([day(1, { unvisited: ['v'] })], draft)
    expect(idsOf(plan)).toEqual({ 'squad-1': 'vf' })
    expect(out.map(({ enterpriseId, squad }) => [enterpriseId, squad])).toEqual([
      ['x', null],
      ['u', null],
    ])
  })

  it('takes nothing out where a full list does not tell', () => {
    const full = Array.from({ length: mostProposed }, (_, i) => `e${i}`)
    const draft = { 'squad-1': [proposed('u', { isUnvisited: true })] }
    expect(settle([day(1, { unvisited: full })], draft).out).toEqual([])
  })

  it('drops the list of a squad that is gone', () => {
    expect(settle([day(1)], { 'squad-9': [proposed('a')] }).plan).toEqual({})
  })
})

describe('the lists of a day', () => {
  const days = [
    day(1, {
      planned: [
        stop('f', 1, 1, { state: 'FINISHED' }),
        stop('a', 1, 2),
        stop('b', 1, 3),
        stop('w', 1, 4, { state: 'VOIDED' }),
      ],
    }),
    day(2, { planned: [stop('c', 2, 1)] }),
  ]
  const keys = (lists: ReturnType<typeof listsOf>) =>
    Object.fromEntries([...lists].map(([id, list]) => [id, cardsOf(list).map(({ key }) => key)]))

  it('show recorded stops before proposed ones, what is over apart, and nothing twice', () => {
    const lists = listsOf(days, { 'squad-1': [proposed('z'), proposed('c')] }, null)
    expect(keys(lists)).toEqual({ 'squad-1': ['visit-a', 'visit-b', 'z'], 'squad-2': ['visit-c'] })
    expect(lists.get('squad-1')!.fixed.map(({ id }) => id)).toEqual(['visit-f'])
  })

  it('name the card that takes the place of one that is gone', () => {
    const list = listsOf(days, { 'squad-1': [proposed('z')] }, null).get('squad-1')!
    expect(['visit-a', 'visit-b', 'z'].map((key) => cardAfter(list, key)?.key)).toEqual(['visit-b', 'z', 'visit-b'])
    expect(cardAfter({ planned: [], proposed: [proposed('z')] }, 'z')).toBeUndefined()
  })

  it('show a stop where it is being moved', () => {
    const moved = listsOf(days, {}, { visitId: 'visit-c', squadId: 'squad-1', index: 1 })
    expect(keys(moved)).toEqual({ 'squad-1': ['visit-a', 'visit-c', 'visit-b'], 'squad-2': [] })
    const within = listsOf(days, {}, { visitId: 'visit-a', squadId: 'squad-1', index: 1 })
    expect(keys(within)['squad-1']).toEqual(['visit-b', 'visit-a'])
  })

  it.each([
    ['a recorded one before another', 'visit-b', { key: 'visit-a', position: 'before' }, 0],
    ['a recorded one behind proposed ones', 'visit-a', { key: 'z', position: 'after' }, 1],
    ['a recorded one at the end', 'visit-a', undefined, 1],
    ['a recorded one of another list', 'visit-c', { key: 'visit-b', position: 'before' }, 1],
    ['a proposed one before recorded ones', 'z', { key: 'visit-a', position: 'before' }, 0],
    ['a proposed one behind another', 'y', { key: 'z', position: 'after' }, 1],
    ['one on itself', 'z', { key: 'z', position: 'after' }, null],
  ] as const)('%s goes to the place it can have', (_, key, at, index) => {
    const lists = listsOf(days, { 'squad-1': [proposed('z'), proposed('y')] }, null)
    const card = [...lists.values()].flatMap(cardsOf).find((each) => each.key === key)!
    expect(indexAfter(lists.get('squad-1')!, card, at)).toBe(index)
  })

  it.each([
    [[], 0, 1],
    [[], 2, 3],
    [[1, 2], 0, 1],
    [[1, 2], 1, 4],
    [[2], 1, 2],
    [[2], 2, 4],
  ])('with the numbers %j kept, place %i is asked for as number %i', (fixed, index, number) => {
    expect(stopNumber(fixed, index)).toBe(number)
  })

  it('tell which squad has an enterprise, recorded or proposed', () => {
    const plan = { 'squad-2': [proposed('z')] }
    expect(['a', 'z', 'f', 'n'].map((id) => squadWith(days, plan, id))).toEqual([1, 2, null, null])
  })
})

it('addresses are shown without the city and the district that all of them share', () => {
  const at = (...addresses: string[]) =>
    placeOf([
      {
        ...day(1),
        planned: [],
        unvisited: addresses.map((address, i) => ({ id: `${i}`, name: '', address })),
      } as unknown as SquadDay,
    ])
  expect(at('西安市莲湖区西大街1号', '西安市莲湖区西华门2号')).toBe('西安市莲湖区')
  expect(at('西安市莲湖区西大街1号', '咸阳市西大街2号')).toBe('')
  expect([at('西安市莲湖区西大街1号'), at(), at('12 West Street', '14 West Street')]).toEqual(['', '', ''])
})
