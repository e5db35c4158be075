import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor } from '#tests/setup/factories.ts'
import { at, issueId, timesOf, told } from '#tests/setup/issue-times.ts'
import { assignIssue, mutate } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let command: Actor
let { openAt, doAt, until } = {} as ReturnType<typeof timesOf>

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  command = union.command
  ;({ openAt, doAt, until } = timesOf(union))
})
afterAll(() => closeDb())

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

  it('is whoever is there at the end of a row of deputies, and the centre where they stand in for each other', async () => {
    const officer = await anActor((await anAccount(union.unionId, { role: 'COMMAND', rank: 'DUTY_OFFICER' })).id)
    const colleague = async () =>
      anActor((await anAccount(union.unionId, { role: 'AGENCY', agencyId: union.tax.agencyId })).id)
    const [b, c, d] = [await colleague(), await colleague(), await colleague()]
    const away = (actor: Actor, deputy: Actor) => {
      const absence = { fromOn: '2026-11-02', toOn: '2026-11-03', deputyId: globalId('Account', deputy.accountId) }
      return runAt(at('2026-11-01T09:00'), () =>
        mutate(actor, 'setAbsences', { absences: [absence] }, 'inbox { open }'),
      )
    }
    for (const [actor, deputy] of [[union.tax, b] as const, [b, c] as const, [c, d] as const]) await away(actor, deputy)
    const id = await openAt('2026-11-02T09:00')
    await runAt(at('2026-11-02T09:00'), () => assignIssue(command, id, union.tax))
    expect([await told(union.tax), await told(b), await told(c), await told(d)]).toEqual([[], [], [], ['GIVEN']])
    await away(d, union.tax)
    const before = await told(officer)
    const other = await openAt('2026-11-02T10:00')
    await runAt(at('2026-11-02T10:00'), () => assignIssue(command, other, union.tax))
    expect([await told(union.tax), await told(b), await told(c), await told(d)]).toEqual([[], [], [], ['GIVEN']])
    expect((await told(officer)).length).toBe(before.length + 2)
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
