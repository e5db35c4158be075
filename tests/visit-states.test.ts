import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { localDate } from '#server/platform/clock.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { callerOf } from '#tests/setup/caller.ts'
import { aDesk, aDoor, type Desk, type Door } from '#tests/setup/door.ts'
import { anAccount, aSecret } from '#tests/setup/factories.ts'

let app: TestApp
let desk: Desk
let door: Door
let visitId: string

beforeAll(async () => {
  app = await startTestApp()
  desk = await aDesk(app)
})
beforeEach(async () => {
  door = await aDoor(desk)
  const stop = { ...door, plannedOn: localDate(new Date()) }
  const { visit } = await desk.command.change<{ visit: { id: string } }>('planVisit', stop, 'visit { id }')
  visitId = visit.id
})
afterAll(() => app.close())

type Note = { text: string; saidBy?: string; secondSource?: string; responsible?: string; dueOn?: string }

const opinion: Note = { text: '希望早日复工', saidBy: '店长' }
const difficulty: Note = { text: '缺口罩' }
const measure: Note = { text: '协调口罩', responsible: '工会', dueOn: '2030-01-01' }

const deed = (mutation: string, input: object = {}) => desk.command.change(mutation, { visitId, ...input })
const refusal = (mutation: string, input: object = {}) => desk.command.refusedChange(mutation, { visitId, ...input })
const complete = (step: string, notes: Note[] = []) => deed('completeStep', { step, notes })
const arrive = () => deed('arriveVisit')
const finish = (input: object = {}) => deed('finishVisit', { outcome: 'DONE', ...input })

const states: Record<string, () => Promise<unknown>> = {
  PLANNED: async () => {},
  ARRIVED: arrive,
  FINISHED: async () => {
    await arrive()
    await finish({ outcome: 'CLOSED_SHOP' })
  },
  SKIPPED: () => deed('skipVisit', { reason: '封闭管理' }),
  VOIDED: () => deed('voidVisit', { reason: '录错企业' }),
}

/** In which states of a visit a deed is done; in all others it is CONFLICT. */
const deeds: [string, object, string[]][] = [
  ['arriveVisit', {}, ['PLANNED']],
  ['completeStep', { step: 'LOOK' }, ['PLANNED', 'ARRIVED']],
  ['completeStep', { step: 'LISTEN' }, ['ARRIVED']],
  ['completeStep', { step: 'ASK' }, ['ARRIVED']],
  ['finishVisit', { outcome: 'REFUSED' }, ['ARRIVED']],
  ['recordChecklist', { checks: [{ item: 'DISINFECTION', answer: 'YES' }] }, ['ARRIVED']],
  ['skipVisit', { reason: '封闭管理' }, ['PLANNED']],
  ['undoArrival', { reason: '误点到达' }, ['ARRIVED']],
  ['undoFinish', { reason: '误点结束' }, ['FINISHED']],
  ['voidVisit', { reason: '录错企业' }, ['PLANNED', 'ARRIVED', 'FINISHED', 'SKIPPED']],
]
const matrix = deeds.flatMap(([mutation, input, allowed]) =>
  Object.keys(states).map((state) => ({ mutation, input, state, isAllowed: allowed.includes(state) })),
)

describe('a deed on a visit', () => {
  it.each(matrix)('$mutation $input when it is $state: $isAllowed', async ({ mutation, input, state, isAllowed }) => {
    await states[state]!()
    if (isAllowed) await deed(mutation, input)
    else expect(await refusal(mutation, input)).toMatchObject({ code: 'CONFLICT', current: visitId })
  })

  it('is its squad’s, but for striking it out', async () => {
    const of = async (squadId: string) => {
      const rowId = Buffer.from(squadId, 'base64').toString().split(':')[1]!
      const { id } = await anAccount(desk.unionId, { role: 'SQUAD', squadId: rowId })
      return callerOf(app, await aSecret(id))
    }
    const [its, another] = [await of(door.squadId), await of((await aDoor(desk)).squadId)]
    const reason = { visitId, reason: '录错企业' }
    for (const mutation of ['skipVisit', 'arriveVisit']) {
      const input = mutation === 'skipVisit' ? reason : { visitId }
      expect(await another.refusedChange(mutation, input)).toMatchObject({ code: 'NOT_FOUND', field: 'input.visitId' })
    }
    for (const caller of [its, another]) {
      expect(await caller.refusedChange('voidVisit', reason)).toMatchObject({ code: 'FORBIDDEN' })
    }
    await its.change('skipVisit', reason)
  })
})

/** The squad's place and figures, which a skipped or struck out stop changes. */
async function figures() {
  const document = '{ board { squads { squad { id } now { visitId days { planned finished } } } } }'
  type Now = { visitId: string | null; days: { planned: number; finished: number }[] }
  type Board = { board: { squads: { squad: { id: string }; now: Now }[] } }
  const { board } = await desk.command.query<Board>(document)
  const { now } = board.squads.find(({ squad }) => squad.id === door.squadId)!
  const [day] = now.days
  return { visitId: now.visitId, planned: day?.planned ?? 0, finished: day?.finished ?? 0 }
}

describe('a stop that is left out', () => {
  it.each<[string, object]>([
    ['skipVisit', { reason: '封闭管理' }],
    ['voidVisit', { reason: '录错企业' }],
  ])('by %s is planned no more', async (mutation, reason) => {
    expect(await figures()).toEqual({ visitId: null, planned: 1, finished: 0 })
    await deed(mutation, reason)
    expect(await figures()).toEqual({ visitId: null, planned: 0, finished: 0 })
  })

  it.each<[string, { planned: number; finished: number }]>([
    ['SKIPPED', { planned: 0, finished: 0 }],
    ['ARRIVED', { planned: 1, finished: 0 }],
    ['FINISHED', { planned: 1, finished: 1 }],
  ])('and struck out when it was %s takes back what was counted, and no more', async (state, before) => {
    await states[state]!()
    expect(await figures()).toMatchObject(before)
    await states.VOIDED!()
    expect(await figures()).toEqual({ visitId: null, planned: 0, finished: 0 })
  })
})

describe('what a step holds', () => {
  beforeEach(() => arrive())

  it.each<[string, string, Note[]]>([
    ['an opinion', 'LISTEN', [opinion]],
    ['a difficulty', 'ASK', [difficulty]],
  ])('%s alone lets TREAT follow, and wants a follow-up where none does', async (_, step, notes) => {
    await complete('LOOK')
    for (const each of ['LISTEN', 'ASK']) await complete(each, each === step ? notes : [])
    const unfollowed = { outcome: 'DONE' }
    expect(await refusal('finishVisit', unfollowed)).toMatchObject({ code: 'INVALID', field: 'input.followUp' })
    expect(await refusal('finishVisit', { ...unfollowed, followUp: ' ' })).toMatchObject({ code: 'INVALID' })
    await complete('TREAT', [measure])
    await finish()
  })

  it.each<[string, string, Note[]]>([
    ['an opinion', 'LISTEN', [opinion]],
    ['a difficulty', 'ASK', [difficulty]],
  ])('%s alone is followed up in words as well', async (_, step, notes) => {
    await complete('LOOK')
    for (const each of ['LISTEN', 'ASK']) await complete(each, each === step ? notes : [])
    await finish({ followUp: '下周再访' })
  })

  it('nothing lets no TREAT follow, and wants no follow-up', async () => {
    for (const step of ['LOOK', 'LISTEN', 'ASK']) await complete(step)
    const treat = { step: 'TREAT', notes: [measure] }
    expect(await refusal('completeStep', treat)).toMatchObject({ code: 'INVALID', field: 'input.step' })
    await finish()
  })

  it.each(['LOOK', 'LISTEN', 'ASK'])('DONE wants %s', async (missing) => {
    for (const step of ['LOOK', 'LISTEN', 'ASK'].filter((each) => each !== missing)) await complete(step)
    expect(await refusal('finishVisit', { outcome: 'DONE' })).toMatchObject({ code: 'INVALID', field: 'input.outcome' })
    await complete(missing)
    await finish()
  })

  it.each<[string, Note[], string]>([
    ['LISTEN', [opinion, { text: '想办法' }], 'notes.1.saidBy'],
    ['LISTEN', [{ text: '想办法', saidBy: ' ' }], 'notes.0.saidBy'],
    ['TREAT', [measure, { ...measure, responsible: ' ' }], 'notes.1.responsible'],
    ['TREAT', [{ text: '协调', responsible: '工会' }], 'notes.0.responsible'],
    ['TREAT', [], 'notes'],
  ])('of %s is complete: %o', async (step, notes, field) => {
    await complete('ASK', [difficulty])
    expect(await refusal('completeStep', { step, notes })).toMatchObject({ code: 'INVALID', field: `input.${field}` })
  })

  it.each<[string, Note[]]>([
    ['LOOK', []],
    ['LISTEN', []],
    ['ASK', [difficulty]],
  ])('of %s is kept once', async (step, notes) => {
    await complete(step, notes)
    expect(await refusal('completeStep', { step, notes })).toMatchObject({ code: 'CONFLICT', current: visitId })
  })
})

describe('an answer of the checklist', () => {
  const check = (answer: string, fixBy?: string) => ({ checks: [{ item: 'DISINFECTION', answer, fixBy }] })

  it('has a date where it is FIX_BY, and only there', async () => {
    await arrive()
    const wrong = { code: 'INVALID', field: 'input.checks.0.fixBy' }
    expect(await refusal('recordChecklist', check('FIX_BY'))).toMatchObject(wrong)
    for (const answer of ['YES', 'NO']) {
      expect(await refusal('recordChecklist', check(answer, '2030-01-01'))).toMatchObject(wrong)
      await deed('recordChecklist', check(answer))
    }
    await deed('recordChecklist', check('FIX_BY', '2030-01-01'))
  })
})
