import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readEvents } from '#server/log/events.ts'
import { storeAlarms } from '#server/modules/issues/alarm.ts'
import { ringIssue } from '#server/modules/issues/ring.ts'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor } from '#tests/setup/factories.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { assignIssue, mutate, openIssue } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let command: Actor

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  command = union.command
})
afterAll(() => closeDb())

const at = (text: string) => new Date(`${text}+08:00`)
const issueId = (id: string) => ({ issueId: globalId('Issue', id) })
const row = (id: string) => db.issue.findUniqueOrThrow({ where: { id } })
const openAt = (time: string, input: object = {}) =>
  runAt(at(time), async () => (await openIssue(command, union.enterprises[0], input)).id)
const doAt = (time: string, actor: Actor, name: string, input: object) =>
  runAt(at(time), () => mutate(actor, name, input, 'issue { id }'))
const ring = (id: string) => ringIssue(union.unionId, id)

/** Lets all steps of an issue's clock come that are due by a time, each at its own moment as its job would. */
async function until(time: string, id: string): Promise<void> {
  for (;;) {
    const { alarmAt } = await row(id)
    if (!alarmAt || alarmAt > at(time)) return
    await runAt(alarmAt, () => ring(id))
  }
}

const events = async () => (await readEvents(db, union.unionId, { after: 0, take: 200 })).map(({ name }) => name)
const told = async (actor: Actor) =>
  (await db.reminder.findMany({ where: { accountId: actor.accountId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })).map(
    ({ kind }) => kind,
  )

describe('the clocks of an issue', () => {
  it('run over a holiday in working time, and stand while it waits', async () => {
    const id = await openAt('2026-09-30T16:00', { severity: 'MEDIUM' })
    expect(await row(id)).toMatchObject({ takeBy: at('2026-10-08T16:00'), doneBy: at('2026-10-10T16:00') })
    await runAt(at('2026-09-30T17:00'), () => assignIssue(command, id, union.tax))
    expect((await row(id)).takeBy).toEqual(at('2026-10-08T17:00'))
    await doAt('2026-10-08T09:00', union.tax, 'takeIssue', issueId(id))
    await doAt('2026-10-09T16:00', union.tax, 'answerIssue', { ...issueId(id), answer: '已缓缴' })
    expect(await row(id)).toMatchObject({ stoppedAt: at('2026-10-09T16:00'), alarmAt: null })
    // a working day was left of the make-up Saturday's week, and goes on from the call back
    const back = { ...issueId(id), result: 'NOT_SOLVED', note: '还没到账' }
    await doAt('2026-10-14T09:00', command, 'callBackIssue', back)
    const { doneBy, stoppedAt } = await row(id)
    expect(stoppedAt).toBeNull()
    expect(doneBy).toEqual(at('2026-10-14T18:00'))
  })

  it('run round the clock for an emergency, over midnight', async () => {
    const id = await openAt('2026-10-01T23:30', { isEmergency: true })
    expect(await row(id)).toMatchObject({ takeBy: at('2026-10-02T00:30'), doneBy: at('2026-10-02T23:30') })
  })

  it('begin anew by another urgency, from the opening, and from a reopening', async () => {
    const id = await openAt('2026-11-02T09:00', { severity: 'LOW' })
    expect((await row(id)).doneBy).toEqual(at('2026-11-06T18:00'))
    await doAt('2026-11-02T10:00', command, 'updateIssue', { ...issueId(id), severity: 'HIGH' })
    // 34 hours of 35 were left, and so 6.8 of seven
    expect((await row(id)).doneBy).toEqual(at('2026-11-03T09:48'))
    await doAt('2026-11-02T11:00', command, 'closeIssue', { ...issueId(id), closingNote: '已到货' })
    await doAt('2026-11-10T09:00', union.owner, 'reopenIssue', { ...issueId(id), reason: '又断货' })
    expect(await row(id)).toMatchObject({ doneBy: at('2026-11-10T18:00'), clockStep: 0 })
  })

  it('warn, are overdue and climb each rung of the ladder once', async () => {
    const { id: zoneId } = await db.zone.findFirstOrThrow({ where: { unionId: union.unionId } })
    await db.enterprise.update({ where: { id: union.enterprises[0] }, data: { zoneId } })
    const head = await anAccount(union.unionId, { role: 'AGENCY', agencyId: union.tax.agencyId })
    await mutate(
      command,
      'updateAccount',
      { accountId: globalId('Account', head.id), isHead: true },
      'account { isHead }',
    )
    const cadre = await anAccount(union.unionId, { role: 'CADRE', zoneId })
    await anAccount(union.unionId, { role: 'COMMAND', rank: 'DUTY_OFFICER' })
    const chair = await anAccount(union.unionId, { role: 'COMMAND', rank: 'CHAIR' })
    const id = await openAt('2026-11-02T09:00', { severity: 'HIGH', kind: 'DIFFICULTY' })
    await runAt(at('2026-11-02T09:00'), () => assignIssue(command, id, union.tax))
    await until('2026-11-09T18:00', id)
    const types = (await events()).slice(-6)
    expect(types).toEqual(['issue.warned', 'issue.overdue', ...Array.from({ length: 4 }, () => 'issue.escalated')])
    expect(await told(union.tax)).toEqual(['GIVEN', 'WARNED', 'OVERDUE', 'ESCALATED'])
    expect(await told(await anActor(head.id))).toEqual(['GIVEN', 'WARNED', 'OVERDUE', 'ESCALATED', 'ESCALATED'])
    expect(await told(await anActor(cadre.id))).toEqual(['ESCALATED'])
    expect(await told(await anActor(chair.id))).toEqual(['ESCALATED'])
    expect(await row(id)).toMatchObject({ climbedTo: 'CHAIR', alarmAt: null, clockStep: 6 })
    expect(await db.reminder.count({ where: { accountId: union.tax.accountId, acknowledgedAt: null } })).toBe(1)
    await expectFiguresTrue(union.unionId)
    await doAt('2026-11-10T09:00', union.tax, 'answerIssue', { ...issueId(id), answer: '已办' })
    await expectFiguresTrue(union.unionId)
  })

  it('do a step once, however often its job is tried and by however many at once', async () => {
    const id = await openAt('2026-11-02T09:00', { severity: 'HIGH' })
    const { alarmAt } = await row(id)
    expect(await runAt(at('2026-11-02T09:01'), () => ring(id))).toBeNull()
    const seqs = await Promise.all(Array.from({ length: 5 }, () => runAt(alarmAt!, () => ring(id))))
    expect(seqs.filter((seq) => seq !== null)).toHaveLength(1)
    expect((await row(id)).clockStep).toBe(1)
  })

  it('begin for an issue that is older than they are, from its opening', async () => {
    const id = await openAt('2026-11-02T09:00', { severity: 'MEDIUM' })
    const none = { takeBy: null, doneBy: null, alarmAt: null }
    await db.issue.update({ where: { id }, data: none })
    await db.$executeRaw`SELECT graphile_worker.remove_job(${`issue_clock ${id}`})`
    await storeAlarms()
    const stored = await db.$queryRaw`SELECT 1 FROM graphile_worker.jobs WHERE key = ${`issue_clock ${id}`}`
    expect(stored).toHaveLength(1)
    expect(await runAt(at('2026-11-02T10:00'), () => ring(id))).toBeNull()
    expect(await row(id)).toMatchObject({ doneBy: at('2026-11-04T18:00'), clockStep: 0 })
  })

  it('are put off by somebody who does not handle it, before they are over, and counted', async () => {
    const id = await openAt('2026-11-02T09:00', { severity: 'HIGH' })
    const later = { ...issueId(id), doneBy: at('2026-11-05T18:00').toISOString(), reason: '等银行放款' }
    await doAt('2026-11-02T10:00', command, 'takeIssue', issueId(id)).catch(() => {})
    await runAt(at('2026-11-02T09:10'), () => assignIssue(command, id, union.tax))
    await doAt('2026-11-02T09:20', command, 'takeIssue', issueId(id))
    await expectRefused(() => doAt('2026-11-02T10:00', command, 'extendIssue', later), 'FORBIDDEN')
    const other = await anActor((await anAccount(union.unionId, { role: 'COMMAND' })).id)
    const earlier = { ...later, doneBy: at('2026-11-02T12:00').toISOString() }
    await expectRefused(() => doAt('2026-11-02T10:00', other, 'extendIssue', earlier), 'INVALID', { field: 'doneBy' })
    await doAt('2026-11-02T10:00', other, 'extendIssue', later)
    expect(await row(id)).toMatchObject({ extensions: 1, doneBy: at('2026-11-05T18:00') })
    await until('2026-11-05T18:00', id)
    await expectRefused(
      () => doAt('2026-11-05T18:30', other, 'extendIssue', { ...later, doneBy: at('2026-11-09T18:00').toISOString() }),
      'CONFLICT',
    )
  })
})

describe('a clock that was stopped or changed', () => {
  it('goes on overdue and as far up the ladder as it was, whatever is done about it', async () => {
    const id = await openAt('2026-11-02T09:00', { severity: 'HIGH' })
    await until('2026-11-05T18:00', id)
    const before = await row(id)
    expect(before).toMatchObject({ climbedTo: 'CHAIR', state: 'UNASSIGNED' })
    // said to have been parked before it was overdue
    const parking = {
      ...issueId(id),
      reason: '等政策',
      reviewOn: '2026-12-31',
      happenedAt: at('2026-11-02T10:00').toISOString(),
    }
    await doAt('2026-11-06T09:00', command, 'parkIssue', parking)
    await doAt('2026-11-09T09:00', command, 'resumeIssue', issueId(id))
    await doAt('2026-11-09T09:10', command, 'updateIssue', { ...issueId(id), severity: 'LOW' })
    expect(await row(id)).toMatchObject({ takeBy: before.takeBy, climbedTo: 'CHAIR', clockStep: before.clockStep })
    await expectFiguresTrue(union.unionId)
  })

  it('has the same share of its time left by another urgency, wherever it stands', async () => {
    const id = await openAt('2026-11-02T09:00', { severity: 'LOW' })
    await doAt('2026-11-02T10:00', command, 'parkIssue', { ...issueId(id), reason: '等货', reviewOn: '2026-12-31' })
    await doAt('2026-11-20T09:00', command, 'updateIssue', { ...issueId(id), severity: 'MEDIUM' })
    await doAt('2026-11-23T09:00', command, 'resumeIssue', issueId(id))
    const { doneBy, clockStep } = await row(id)
    expect(clockStep).toBe(0)
    // of 35 hours 34 were left, and so 20.4 of 21
    expect(doneBy).toEqual(at('2026-11-25T17:24'))
  })

  it('waits again where its job comes early, and ends where the ladder has become shorter', async () => {
    const id = await openAt('2026-11-02T09:00', { severity: 'HIGH' })
    await db.$executeRaw`SELECT graphile_worker.remove_job(${`issue_clock ${id}`})`
    await runAt(at('2026-11-02T09:01'), () => ring(id))
    expect(await db.$queryRaw`SELECT 1 FROM graphile_worker.jobs WHERE key = ${`issue_clock ${id}`}`).toHaveLength(1)
    await until('2026-11-03T10:00', id)
    const rungs = [{ recipient: 'CHAIR', minutes: 0, emergencyMinutes: 0 }]
    await mutate(command, 'setEscalation', { rungs }, 'calendar { ladder { recipient } }')
    await until('2026-11-20T10:00', id)
    expect((await row(id)).alarmAt).toBeNull()
  })
})

describe('who is told', () => {
  it('is the centre where an agency has no head, and who has yet to take its part though another has', async () => {
    const officer = await anActor((await anAccount(union.unionId, { role: 'COMMAND', rank: 'DUTY_OFFICER' })).id)
    const id = await openAt('2026-11-02T09:00', { severity: 'HIGH' })
    const given = { ...issueId(id), agencyId: globalId('Agency', union.tax.agencyId!) }
    const supportingIds = [globalId('Agency', union.police.agencyId!)]
    await doAt('2026-11-02T09:00', command, 'assignIssue', { ...given, supportingIds })
    await doAt('2026-11-02T09:05', union.tax, 'takeIssue', issueId(id))
    const waiting = (actor: Actor) => db.reminder.count({ where: { accountId: actor.accountId, acknowledgedAt: null } })
    expect([await waiting(union.tax), await waiting(union.police)]).toEqual([0, 1])
    await until('2026-11-04T18:00', id)
    expect(await told(officer)).toContain('ESCALATED')
  })

  it('is the deputy of whoever is absent, and nobody where none is named', async () => {
    const deputy = await anActor((await anAccount(union.unionId, { role: 'AGENCY', agencyId: union.tax.agencyId })).id)
    const absence = { fromOn: '2026-11-02', toOn: '2026-11-03', deputyId: globalId('Account', deputy.accountId) }
    await runAt(at('2026-11-01T09:00'), () =>
      mutate(union.tax, 'setAbsences', { absences: [absence] }, 'inbox { open }'),
    )
    const id = await openAt('2026-11-02T09:00')
    await runAt(at('2026-11-02T09:00'), () => assignIssue(command, id, union.tax))
    expect(await told(union.tax)).toEqual([])
    expect(await told(deputy)).toEqual(['GIVEN'])
    await runAt(at('2026-11-04T09:00'), () => assignIssue(command, id, union.police))
    await runAt(at('2026-11-04T10:00'), () => assignIssue(command, id, union.tax))
    expect(await told(union.tax)).toEqual(['GIVEN'])
  })

  it('hears nothing outside working time but of an emergency, and nothing that was turned off', async () => {
    const settings = { mutedKinds: ['RETURNED'], soundsPerHour: 3 }
    await mutate(union.tax, 'setReminderSettings', { ...settings, mutedKinds: ['GIVEN'] }, 'inbox { open }')
    const night = await openAt('2026-11-06T22:00')
    await runAt(at('2026-11-06T22:00'), () => assignIssue(command, night, union.police))
    await runAt(at('2026-11-06T22:05'), () => assignIssue(command, night, union.tax))
    const urgent = await openAt('2026-11-06T22:00', { isEmergency: true })
    await runAt(at('2026-11-06T22:10'), () => assignIssue(command, urgent, union.police))
    expect(await told(union.tax)).toEqual([])
    const rings = await db.reminder.findMany({ where: { accountId: union.police.accountId }, orderBy: { at: 'asc' } })
    expect(rings.map(({ ringsAt }) => ringsAt)).toEqual([at('2026-11-09T09:00'), at('2026-11-06T22:10')])
  })

  it('waits for nobody any more once the issue has moved on', async () => {
    const id = await openAt('2026-11-02T09:00')
    await assignIssue(command, id, union.tax)
    await assignIssue(command, id, union.police)
    const waiting = { unionId: union.unionId, acknowledgedAt: null }
    expect(await db.reminder.findMany({ where: waiting, select: { accountId: true } })).toEqual([
      { accountId: union.police.accountId },
    ])
    await mutate(union.police, 'takeIssue', issueId(id))
    expect(await db.reminder.count({ where: { unionId: union.unionId, acknowledgedAt: null } })).toBe(0)
  })

  it('acknowledges its own alone', async () => {
    const id = await openAt('2026-11-02T09:00')
    await assignIssue(command, id, union.tax)
    const { id: reminder } = await db.reminder.findFirstOrThrow({ where: { accountId: union.tax.accountId } })
    const ids = { reminderIds: [globalId('Reminder', reminder)] }
    const others = () => mutate(union.police, 'acknowledgeReminders', ids, 'inbox { open }')
    await expectRefused(others, 'NOT_FOUND', { field: 'reminderIds' })
    const answer = await mutate<{ inbox: { open: number } }>(union.tax, 'acknowledgeReminders', ids, 'inbox { open }')
    expect(answer.inbox.open).toBe(0)
  })
})
