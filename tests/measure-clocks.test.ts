import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { storeAlarms } from '#server/jobs/alarm.ts'
import { measureAlarms } from '#server/modules/calendars/measure-clock.ts'
import { ringMeasure } from '#server/modules/measures/ring.ts'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId, rowId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor } from '#tests/setup/factories.ts'
import { at, told } from '#tests/setup/issue-times.ts'
import { anArrivedVisit, completeStep, mutate, openIssue } from '#tests/setup/mutations.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let command: Actor
let officer: Actor
let chair: Actor

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  command = union.command
  const ofRank = async (rank: 'DUTY_OFFICER' | 'CHAIR') =>
    anActor((await anAccount(union.unionId, { role: 'COMMAND', rank })).id)
  officer = await ofRank('DUTY_OFFICER')
  chair = await ofRank('CHAIR')
})
afterAll(() => closeDb())

type Payload = { measure: { id: string } }
const record = (time: string, input: object, actor = command) =>
  runAt(at(time), async () => {
    const whole = { enterpriseId: globalId('Enterprise', union.enterprises[0]!), what: '协调口罩 500 个', ...input }
    const { measure } = await mutate<Payload>(actor, 'recordMeasure', whole, 'measure { id }')
    return rowId('Measure', measure.id, 'id')
  })
const doAt = (time: string, actor: Actor, name: string, id: string, input: object = {}) =>
  runAt(at(time), () => mutate(actor, name, { measureId: globalId('Measure', id), ...input }, 'measure { id }'))

const measureRow = (id: string) => db.measure.findUniqueOrThrow({ where: { id } })
/** Lets all steps of a measure's clock come that are due by a time, each at its own moment as its job would. */
async function until(time: string, id: string): Promise<void> {
  for (;;) {
    const { alarmAt } = await measureRow(id)
    if (!alarmAt || alarmAt > at(time)) return
    await runAt(alarmAt, () => ringMeasure(union.unionId, id))
  }
}
const events = async () =>
  (await db.event.findMany({ where: { unionId: union.unionId, subjectType: 'Measure' }, orderBy: { seq: 'asc' } })).map(
    ({ name }) => name,
  )

describe('a measure that an agency carries out', () => {
  const agencyId = () => globalId('Agency', union.tax.agencyId!)

  it('is given, warned of on its last day, overdue after it, and climbs the ladder, each once', async () => {
    const id = await record('2026-11-02T09:00', { agencyId: agencyId(), dueOn: '2026-11-04' })
    expect(await told(union.tax)).toEqual(['GIVEN'])
    await until('2026-11-04T23:59', id)
    expect(await told(union.tax)).toEqual(['GIVEN', 'WARNED'])
    await until('2026-11-05T00:00', id)
    expect(await told(union.tax)).toEqual(['GIVEN', 'WARNED', 'OVERDUE'])
    const rings = await db.reminder.findMany({ where: { measureId: id, accountId: union.tax.accountId } })
    expect(rings.map(({ ringsAt }) => ringsAt).sort()).toEqual(
      [at('2026-11-02T09:00'), at('2026-11-04T09:00'), at('2026-11-05T09:00')].sort(),
    )
    // the ladder is that of working time: an hour, half a day, one day and two days
    await until('2026-11-05T10:00', id)
    expect([await told(officer), (await measureRow(id)).climbedTo]).toEqual([['ESCALATED'], 'OFFICER'])
    await until('2026-12-01T00:00', id)
    expect([await told(chair), (await measureRow(id)).alarmAt]).toEqual([['ESCALATED'], null])
    const steps = ['warned', 'overdue', 'escalated', 'escalated', 'escalated', 'escalated']
    expect(await events()).toEqual(['recorded', ...steps].map((name) => `measure.${name}`))
    const query = `{ inbox { open reminders { kind no enterpriseName issue { id } measure { what climbedTo } } } }`
    type Answer = { inbox: { open: number; reminders: { measure: object }[] } }
    const { inbox } = await ask<Answer>(chair, query)
    expect(inbox).toEqual({
      open: 1,
      reminders: [
        {
          ...{ kind: 'ESCALATED', no: null, enterpriseName: expect.any(String), issue: null },
          measure: { what: '协调口罩 500 个', climbedTo: 'CHAIR' },
        },
      ],
    })
  })

  it('is silent once it is carried out, and nothing rings for it any more', async () => {
    const id = await record('2026-11-02T09:00', { agencyId: agencyId(), dueOn: '2026-11-02' })
    await until('2026-11-03T10:00', id)
    await doAt('2026-11-03T11:00', union.tax, 'finishMeasure', id, { result: 'WORKED', note: '已送到' })
    expect(await db.reminder.count({ where: { measureId: id, acknowledgedAt: null } })).toBe(0)
    expect(await measureRow(id)).toMatchObject({ alarmAt: null })
    await runAt(at('2026-11-09T09:00'), () => ringMeasure(union.unionId, id))
    expect(await events()).toEqual(['recorded', 'overdue', 'escalated', 'finished'].map((name) => `measure.${name}`))
  })

  it('begins anew by another day, and another agency is told', async () => {
    const id = await record('2026-11-02T09:00', { agencyId: agencyId(), dueOn: '2026-11-02' })
    await until('2026-11-03T00:00', id)
    const police = globalId('Agency', union.police.agencyId!)
    await doAt('2026-11-03T09:00', command, 'updateMeasure', id, { agencyId: police, dueOn: '2026-11-06' })
    expect(await measureRow(id)).toMatchObject({ clockStep: 0, climbedTo: null, alarmAt: at('2026-11-06T00:00') })
    const waiting = { measureId: id, acknowledgedAt: null }
    const reminders = await db.reminder.findMany({ where: waiting, select: { accountId: true, kind: true } })
    expect(reminders).toEqual([{ accountId: union.police.accountId, kind: 'GIVEN' }])
    await until('2026-11-07T00:00', id)
    expect(await told(union.police)).toEqual(['GIVEN', 'WARNED', 'OVERDUE'])
  })

  it('tells nobody that the agency itself has taken it', async () => {
    const { id: issueId } = await openIssue(command, union.enterprises[0]!, {})
    const given = { issueId: globalId('Issue', issueId), agencyId: agencyId() }
    await mutate(command, 'assignIssue', given, 'issue { id }')
    await record('2026-11-02T09:00', { issueIds: [given.issueId], dueOn: '2026-11-04' }, union.tax)
    expect(await told(union.tax)).toEqual(['GIVEN'])
  })
})

describe('a measure that no agency carries out', () => {
  it('of TREAT is chased at the centre, and dropped with its visit', async () => {
    const visit = await runAt(at('2026-11-02T09:00'), async () => {
      const [squad] = union.squads
      const visit = await anArrivedVisit(squad, union.enterprises[0]!, 'LOOK', 'LISTEN', 'ASK')
      const notes = [{ text: '送口罩', responsible: '李敏', dueOn: '2026-11-03' }]
      await completeStep(squad, visit, 'TREAT', { notes })
      return visit
    })
    const { id } = await db.measure.findFirstOrThrow({ where: { unionId: union.unionId } })
    await until('2026-11-04T00:00', id)
    expect(await told(officer)).toEqual(['WARNED', 'OVERDUE'])
    const reason = { visitId: globalId('Visit', visit), reason: '录错了' }
    await runAt(at('2026-11-04T09:00'), () => mutate(command, 'voidVisit', reason, 'visit { id }'))
    expect(await measureRow(id)).toMatchObject({ state: 'DROPPED', alarmAt: null })
    expect(await db.reminder.count({ where: { measureId: id, acknowledgedAt: null } })).toBe(0)
  })
})

describe('the stored alarm of a measure', () => {
  it('is one job, which a start stores again where it is lost', async () => {
    const id = await record('2026-11-02T09:00', { who: '李敏', dueOn: '2099-11-04' })
    const key = `measure_clock ${id}`
    const jobs = () => db.$queryRaw<{ run_at: Date }[]>`SELECT run_at FROM graphile_worker.jobs WHERE key = ${key}`
    expect(await jobs()).toEqual([{ run_at: at('2099-11-04T00:00') }])
    await db.$queryRaw`SELECT graphile_worker.remove_job(${key})`
    await storeAlarms(measureAlarms)
    await storeAlarms(measureAlarms)
    expect(await jobs()).toEqual([{ run_at: at('2099-11-04T00:00') }])
  })
})

describe('the measures of a double', () => {
  it('are for the issue with which it is handled as well', async () => {
    const [double, into] = [
      await openIssue(command, union.enterprises[0]!, {}),
      await openIssue(command, union.enterprises[0]!, { title: '口罩还是不够' }),
    ].map(({ id }) => globalId('Issue', id))
    const police = globalId('Agency', union.police.agencyId!)
    await mutate(command, 'assignIssue', { issueId: into, agencyId: police }, 'issue { id }')
    await record('2026-11-02T09:00', { issueIds: [double], who: '李敏', dueOn: '2026-11-04' })
    await mutate(command, 'mergeIssue', { issueId: double, intoId: into }, 'issue { id }')
    expect(await ask(union.police, `{ issue(id: "${into}") { measures { what } } }`)).toEqual({
      issue: { measures: [{ what: '协调口罩 500 个' }] },
    })
  })
})

describe('the measures of an issue that is voided', () => {
  it('are dropped where they are for it alone, and silent', async () => {
    const [wrong, right] = [
      await openIssue(command, union.enterprises[0]!, {}),
      await openIssue(command, union.enterprises[0]!, { title: '额温枪不够' }),
    ].map(({ id }) => globalId('Issue', id))
    const agency = { agencyId: globalId('Agency', union.tax.agencyId!), dueOn: '2026-11-04' }
    const alone = await record('2026-11-02T09:00', { ...agency, issueIds: [wrong] })
    const both = await record('2026-11-02T09:00', { ...agency, issueIds: [wrong, right] })
    await mutate(command, 'voidIssue', { issueId: wrong, reason: '录错企业' }, 'issue { id }')
    expect(await measureRow(alone)).toMatchObject({ state: 'DROPPED', dropReason: '录错企业', alarmAt: null })
    expect(await measureRow(both)).toMatchObject({ state: 'OPEN', alarmAt: at('2026-11-04T00:00') })
    const waiting = { acknowledgedAt: null, measureId: { in: [alone, both] } }
    expect((await db.reminder.findMany({ where: waiting })).map(({ measureId }) => measureId)).toEqual([both])
  })
})
