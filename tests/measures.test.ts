import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { day } from '#tests/setup/days.ts'
import {
  aDoneVisit,
  anArrivedVisit,
  assignIssue,
  closeIssue,
  completeStep,
  mutate,
  openIssue,
} from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let command: Actor

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  command = union.command
})
afterAll(() => closeDb())

const opened = async (input: object = {}, actor = command, at = 0) =>
  globalId('Issue', (await openIssue(actor, union.enterprises[at]!, input)).id)
const agencyId = (actor: Actor) => globalId('Agency', actor.agencyId!)

async function recorded(input: object = {}, actor = command, at = 0): Promise<string> {
  const whole = {
    enterpriseId: globalId('Enterprise', union.enterprises[at]!),
    ...{ what: '协调口罩 500 个', who: '李敏', dueOn: day(3) },
    ...input,
  }
  type Payload = { measure: { id: string } }
  return (await mutate<Payload>(actor, 'recordMeasure', whole, 'measure { id }')).measure.id
}
const finish = (measureId: string, input: object = {}, actor = command) =>
  mutate(actor, 'finishMeasure', { measureId, result: 'WORKED', note: '已送到', ...input }, 'measure { id }')

type Row = { id: string; what: string; state: string; isOverdue: boolean; issues: { title: string }[] }
const listed = async (actor: Actor, filter: object = {}): Promise<Row[]> => {
  const query = `query ($filter: MeasureFilter) {
    measures(filter: $filter) { totalCount edges { node { id what state isOverdue issues { title } } } } }`
  type Answer = { measures: { totalCount: number; edges: { node: Row }[] } }
  const { measures } = await ask<Answer>(actor, query, { filter })
  expect(measures.totalCount).toBe(measures.edges.length)
  return measures.edges.map(({ node }) => node)
}

describe('a measure', () => {
  it('is recorded for issues, changed, and carried out with a result', async () => {
    const [issue, other] = [await opened(), await opened({ title: '额温枪不够' })]
    const id = await recorded({ issueIds: [issue], expectedEffect: '三天内到位' })
    await mutate(command, 'updateMeasure', { measureId: id, issueIds: [issue, other], dueOn: day(5) })
    await mutate(command, 'updateMeasure', { measureId: id, dueOn: day(5) })
    await finish(id, { result: 'PARTLY', note: '到了一半' })
    const events = await db.event.findMany({ where: { subjectType: 'Measure' }, orderBy: { seq: 'asc' } })
    expect(events.map(({ name }) => name)).toEqual(['measure.recorded', 'measure.updated', 'measure.finished'])
    expect(events[1]!.facts).toMatchObject({ fields: 'dueOn issueIds', dueOn: day(5) })
    const query = `{ issue(id: "${other}") { measures {
      what who dueOn expectedEffect state result resultNote dropReason recorderName history { totalCount } } } }`
    expect(await ask(command, query)).toEqual({
      issue: {
        measures: [
          {
            ...{ what: '协调口罩 500 个', who: '李敏', dueOn: day(5), expectedEffect: '三天内到位', state: 'DONE' },
            ...{ result: 'PARTLY', resultNote: '到了一半', dropReason: null, recorderName: expect.any(String) },
            history: { totalCount: 3 },
          },
        ],
      },
    })
    await expectRefused(() => finish(id), 'CONFLICT')
    await expectRefused(() => mutate(command, 'dropMeasure', { measureId: id, reason: '不做了' }), 'CONFLICT')
    await expectRefused(() => mutate(command, 'updateMeasure', { measureId: id, who: '王芳' }), 'CONFLICT')
  })

  it('is refused without somebody who carries it out, with a day that is over, and for an issue that is over', async () => {
    const issue = await opened()
    await expectRefused(() => recorded({ who: '' }), 'INVALID', { field: 'who' })
    await expectRefused(() => recorded({ dueOn: day(-1) }), 'INVALID', { field: 'dueOn' })
    await expectRefused(() => recorded({ issueIds: [issue, issue] }), 'INVALID', { field: 'issueIds' })
    const elsewhere = await opened({}, command, 1)
    await expectRefused(() => recorded({ issueIds: [issue, elsewhere] }), 'NOT_FOUND', { field: 'issueIds.1' })
    const id = await recorded({ issueIds: [issue] })
    await closeIssue(command, rowOf(issue))
    await expectRefused(() => recorded({ issueIds: [issue] }), 'CONFLICT')
    // what was taken for it before is still carried out
    await mutate(command, 'updateMeasure', { measureId: id, issueIds: [issue], who: '王芳' })
    await finish(id)
  })

  it('is seen and done by the squad whose issue it is for, and by each agency as long as it has a part', async () => {
    const [own, other] = [union.squads[0], union.squads[1]]
    const issue = await opened({}, own)
    const id = await recorded({ issueIds: [issue] })
    expect((await listed(own)).map((each) => each.id)).toEqual([id])
    expect(await listed(other)).toEqual([])
    expect(await listed(union.tax)).toEqual([])
    await assignIssue(command, rowOf(issue), union.tax)
    expect((await listed(union.tax)).map((each) => each.id)).toEqual([id])
    await assignIssue(command, rowOf(issue), union.police)
    expect(await listed(union.tax)).toEqual([])
    await expectRefused(() => finish(id, {}, union.tax), 'NOT_FOUND', { field: 'measureId' })
    await expectRefused(() => finish(id, {}, other), 'NOT_FOUND', { field: 'measureId' })
    expect((await listed(union.owner)).map((each) => each.id)).toEqual([id])
    expect(await listed(union.neighbour)).toEqual([])
    expect(await listed(union.wall)).toEqual([])
    await finish(id, {}, union.police)
  })

  it('of an agency is for an issue of which it has a part, and carried out by itself', async () => {
    const issue = await opened({ agencyId: agencyId(union.tax) })
    await expectRefused(() => recorded({}, union.tax), 'INVALID', { field: 'issueIds' })
    await expectRefused(() => recorded({ issueIds: [issue], agencyId: agencyId(union.police) }, union.tax), 'INVALID', {
      field: 'agencyId',
    })
    const unseen = await opened()
    await expectRefused(() => recorded({ issueIds: [unseen] }, union.tax), 'NOT_FOUND', { field: 'issueIds.0' })
    const id = await recorded({ issueIds: [issue], who: '' }, union.tax)
    // what the centre adds stays when the agency changes its own
    await mutate(command, 'updateMeasure', { measureId: id, issueIds: [issue, unseen] })
    await mutate(union.tax, 'updateMeasure', { measureId: id, issueIds: [issue], what: '上门办缓缴' })
    const [measure] = await listed(command)
    expect(measure!.issues).toHaveLength(2)
    expect((await listed(union.tax))[0]!.issues).toHaveLength(1)
    // without a part the agency that carries it out still sees it
    await assignIssue(command, rowOf(issue), union.police)
    expect((await listed(union.tax)).map((each) => each.id)).toEqual([id])
  })

  it('is overdue from the day after its last one on, by the date of the union, until it is done or dropped', async () => {
    const noon = (date: string) => new Date(`${date}T04:00:00Z`)
    const late = await runAt(noon(day(-5)), () => recorded({ dueOn: day(-1) }))
    const today = await runAt(noon(day(-5)), () => recorded({ dueOn: day(0) }))
    const done = await runAt(noon(day(-5)), () => recorded({ dueOn: day(-1) }))
    await finish(done)
    const overdue = await listed(command, { isOverdue: true })
    expect(overdue).toMatchObject([{ id: late, isOverdue: true }])
    expect((await listed(command, { isOverdue: false })).map(({ id }) => id)).toEqual([done, today])
    expect((await listed(command, { states: ['OPEN'], due: { to: day(0) } })).map(({ id }) => id)).toEqual([
      today,
      late,
    ])
    await mutate(command, 'dropMeasure', { measureId: late, reason: '企业已自行买到' })
    expect(await listed(command, { isOverdue: true })).toEqual([])
  })
})

describe('what TREAT has come to', () => {
  const measuresOf = (visitId: string) =>
    db.measure.findMany({ where: { visitId }, orderBy: { id: 'asc' }, select: { what: true, who: true, state: true } })

  it('is measures of the visit, and no notes', async () => {
    const [squad] = union.squads
    const id = await anArrivedVisit(squad, union.enterprises[0], 'LOOK', 'LISTEN', 'ASK')
    const notes = ['协调口罩', '减租'].map((text) => ({ text, responsible: '街道', dueOn: day(2) }))
    await completeStep(squad, id, 'TREAT', { notes })
    const open = { who: '街道', state: 'OPEN' }
    expect(await measuresOf(id)).toEqual([
      { what: '协调口罩', ...open },
      { what: '减租', ...open },
    ])
    type Answer = { visit: { notes: { step: string }[]; measures: { what: string; squad: { number: number } }[] } }
    const query = `{ visit(id: "${globalId('Visit', id)}") { notes { step } measures { what squad { number } } } }`
    const { visit } = await ask<Answer>(squad, query)
    expect(visit.notes.map(({ step }) => step)).not.toContain('TREAT')
    expect(visit.measures.map(({ what }) => what)).toEqual(['协调口罩', '减租'])
  })

  it('is dropped with a visit that is voided, unless it is done or for an issue', async () => {
    const [squad] = union.squads
    await aDoneVisit(squad, union.enterprises[0])
    const visit = await db.visit.findFirstOrThrow({ where: { squadId: squad.squadId! } })
    const issue = await opened()
    await recorded({ visitId: globalId('Visit', visit.id), what: '针对问题', issueIds: [issue] })
    await finish(await recorded({ visitId: globalId('Visit', visit.id), what: '已做完' }))
    await mutate(command, 'voidVisit', { visitId: globalId('Visit', visit.id), reason: '记错企业' })
    expect((await measuresOf(visit.id)).map(({ what, state }) => [what, state])).toEqual([
      ['协调口罩 500 个', 'DROPPED'],
      ['针对问题', 'OPEN'],
      ['已做完', 'DONE'],
    ])
  })
})

const rowOf = (id: string) => atob(id).split(':')[1]!
