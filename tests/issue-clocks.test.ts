import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { storeAlarms } from '#server/jobs/alarm.ts'
import { readEvents } from '#server/log/events.ts'
import { issueAlarms } from '#server/modules/issues/alarm.ts'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor } from '#tests/setup/factories.ts'
import { at, issueId, issueRow, timesOf, told } from '#tests/setup/issue-times.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { assignIssue, mutate } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let command: Actor
let { openAt, doAt, until, ring } = {} as ReturnType<typeof timesOf>

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  command = union.command
  ;({ openAt, doAt, until, ring } = timesOf(union))
})
afterAll(() => closeDb())

const events = async () => (await readEvents(db, union.unionId, { after: 0, take: 200 })).map(({ name }) => name)

describe('the clocks of an issue', () => {
  it('run over a holiday in working time, and stand while it waits', async () => {
    const id = await openAt('2026-09-30T16:00', { severity: 'MEDIUM' })
    expect(await issueRow(id)).toMatchObject({ takeBy: at('2026-10-08T16:00'), doneBy: at('2026-10-10T16:00') })
    await runAt(at('2026-09-30T17:00'), () => assignIssue(command, id, union.tax))
    expect((await issueRow(id)).takeBy).toEqual(at('2026-10-08T17:00'))
    await doAt('2026-10-08T09:00', union.tax, 'takeIssue', issueId(id))
    await doAt('2026-10-09T16:00', union.tax, 'answerIssue', { ...issueId(id), answer: '已缓缴' })
    expect(await issueRow(id)).toMatchObject({ stoppedAt: at('2026-10-09T16:00'), alarmAt: null })
    // a working day was left of the make-up Saturday's week, and goes on from the call back
    const back = { ...issueId(id), result: 'NOT_SOLVED', note: '还没到账' }
    await doAt('2026-10-14T09:00', command, 'callBackIssue', back)
    const { doneBy, stoppedAt } = await issueRow(id)
    expect(stoppedAt).toBeNull()
    expect(doneBy).toEqual(at('2026-10-14T18:00'))
  })

  it('run round the clock for an emergency, over midnight', async () => {
    const id = await openAt('2026-10-01T23:30', { isEmergency: true })
    expect(await issueRow(id)).toMatchObject({ takeBy: at('2026-10-02T00:30'), doneBy: at('2026-10-02T23:30') })
  })

  it('begin anew by another urgency, from the opening, and from a reopening', async () => {
    const id = await openAt('2026-11-02T09:00', { severity: 'LOW' })
    expect((await issueRow(id)).doneBy).toEqual(at('2026-11-06T18:00'))
    await doAt('2026-11-02T10:00', command, 'updateIssue', { ...issueId(id), severity: 'HIGH' })
    // 34 hours of 35 were left, and so 6.8 of seven
    expect((await issueRow(id)).doneBy).toEqual(at('2026-11-03T09:48'))
    await doAt('2026-11-02T11:00', command, 'closeIssue', { ...issueId(id), closingNote: '已到货' })
    await doAt('2026-11-10T09:00', union.owner, 'reopenIssue', { ...issueId(id), reason: '又断货' })
    expect(await issueRow(id)).toMatchObject({ doneBy: at('2026-11-10T18:00'), clockStep: 0 })
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
    expect(await issueRow(id)).toMatchObject({ climbedTo: 'CHAIR', alarmAt: null, clockStep: 6 })
    expect(await db.reminder.count({ where: { accountId: union.tax.accountId, acknowledgedAt: null } })).toBe(1)
    await expectFiguresTrue(union.unionId)
    await doAt('2026-11-10T09:00', union.tax, 'answerIssue', { ...issueId(id), answer: '已办' })
    await expectFiguresTrue(union.unionId)
  })

  it('do a step once, however often its job is tried and by however many at once', async () => {
    const id = await openAt('2026-11-02T09:00', { severity: 'HIGH' })
    const { alarmAt } = await issueRow(id)
    expect(await runAt(at('2026-11-02T09:01'), () => ring(id))).toBeNull()
    const seqs = await Promise.all(Array.from({ length: 5 }, () => runAt(alarmAt!, () => ring(id))))
    expect(seqs.filter((seq) => seq !== null)).toHaveLength(1)
    expect((await issueRow(id)).clockStep).toBe(1)
  })

  it('begin for an issue that is older than they are, from its opening', async () => {
    const id = await openAt('2026-11-02T09:00', { severity: 'MEDIUM' })
    const none = { takeBy: null, doneBy: null, alarmAt: null }
    await db.issue.update({ where: { id }, data: none })
    await db.$executeRaw`SELECT graphile_worker.remove_job(${`issue_clock ${id}`})`
    await storeAlarms(issueAlarms)
    const stored = await db.$queryRaw`SELECT 1 FROM graphile_worker.jobs WHERE key = ${`issue_clock ${id}`}`
    expect(stored).toHaveLength(1)
    expect(await runAt(at('2026-11-02T10:00'), () => ring(id))).toBeNull()
    expect(await issueRow(id)).toMatchObject({ doneBy: at('2026-11-04T18:00'), clockStep: 0 })
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
    expect(await issueRow(id)).toMatchObject({ extensions: 1, doneBy: at('2026-11-05T18:00') })
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
    const before = await issueRow(id)
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
    expect(await issueRow(id)).toMatchObject({ takeBy: before.takeBy, climbedTo: 'CHAIR', clockStep: before.clockStep })
    await expectFiguresTrue(union.unionId)
  })

  it('stays over whenever a deed is said to have happened', async () => {
    const happenedAt = at('2026-11-02T10:00').toISOString()
    const taken = await openAt('2026-11-02T09:00', { severity: 'HIGH' })
    await runAt(at('2026-11-02T09:00'), () => assignIssue(command, taken, union.tax))
    await doAt('2026-11-02T09:30', union.tax, 'takeIssue', issueId(taken))
    await until('2026-11-02T18:00', taken)
    const before = await issueRow(taken)
    await doAt('2026-11-03T09:00', command, 'updateIssue', { ...issueId(taken), severity: 'LOW', happenedAt })
    expect(await issueRow(taken)).toMatchObject({ doneBy: before.doneBy, clockStep: 2 })
    const left = await openAt('2026-11-02T09:00', { severity: 'LOW' })
    const { takeBy, doneBy } = await issueRow(left)
    await until('2026-11-09T09:00', left)
    const parking = { ...issueId(left), reason: '等货', reviewOn: '2026-12-31', happenedAt }
    await doAt('2026-11-09T10:00', command, 'parkIssue', parking)
    await doAt('2026-11-10T10:00', command, 'resumeIssue', issueId(left))
    expect(await issueRow(left)).toMatchObject({ takeBy, doneBy })
  })

  it('is no younger where the issue was voided, or merged, and brought back', async () => {
    const other = await openAt('2026-11-02T09:00')
    const over = {
      voidIssue: { reason: '录错' },
      mergeIssue: { intoId: globalId('Issue', other) },
    }
    for (const [name, input] of Object.entries(over)) {
      const id = await openAt('2026-11-02T09:00', { severity: 'HIGH' })
      await until('2026-11-03T18:00', id)
      const { doneBy, clockStep, climbedTo } = await issueRow(id)
      await doAt('2026-11-04T09:00', command, name, { ...issueId(id), ...input })
      await doAt('2026-11-04T09:10', command, 'reopenIssue', { ...issueId(id), reason: '没录错' })
      expect(await issueRow(id)).toMatchObject({ doneBy, clockStep, climbedTo })
    }
    await expectFiguresTrue(union.unionId)
  })

  it('has the same share of its time left by another urgency, wherever it stands', async () => {
    const id = await openAt('2026-11-02T09:00', { severity: 'LOW' })
    await doAt('2026-11-02T10:00', command, 'parkIssue', { ...issueId(id), reason: '等货', reviewOn: '2026-12-31' })
    await doAt('2026-11-20T09:00', command, 'updateIssue', { ...issueId(id), severity: 'MEDIUM' })
    await doAt('2026-11-23T09:00', command, 'resumeIssue', issueId(id))
    const { doneBy, clockStep } = await issueRow(id)
    expect(clockStep).toBe(0)
    // of 35 hours 34 were left, and so 20.4 of 21
    expect(doneBy).toEqual(at('2026-11-25T17:24'))
  })

  it('has the whole time of another urgency at most, where its deadline was put off', async () => {
    const doneBy = at('2027-10-29T18:00').toISOString()
    const changed = async (from: string, to: string) => {
      const id = await openAt('2026-11-02T09:00', { severity: from })
      await doAt('2026-11-02T09:30', command, 'extendIssue', { ...issueId(id), doneBy, reason: '等政策' })
      await doAt('2026-11-02T10:00', command, 'updateIssue', { ...issueId(id), severity: to })
      return (await issueRow(id)).doneBy
    }
    expect(await changed('LOW', 'HIGH')).toEqual(at('2026-11-03T10:00'))
    expect(await changed('HIGH', 'LOW')).toEqual(new Date(doneBy))
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
    expect((await issueRow(id)).alarmAt).toBeNull()
  })
})
