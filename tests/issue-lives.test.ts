import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor } from '#tests/setup/factories.ts'
import { liveIssue } from '#tests/setup/issue-life.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { assignIssue, closeIssue, mutate, openIssue } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { shown } from '#tests/setup/shown-issue.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let command: Actor

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  command = union.command
})
afterAll(() => closeDb())

const issueId = (id: string) => ({ issueId: globalId('Issue', id) })
const agencyId = (actor: Actor) => globalId('Agency', actor.agencyId!)
const opened = async (input: object = {}, actor = command) => (await openIssue(actor, union.enterprises[0], input)).id
const row = (id: string) => db.issue.findUniqueOrThrow({ where: { id } })
const deputy = async () => anActor((await anAccount(union.unionId)).id)

describe('the life of an issue', () => {
  it('goes through every state, and its figures and its wall are true after it', async () => {
    const id = await opened()
    await liveIssue(union, id, (deed) => deed())
    await expectFiguresTrue(union.unionId)
    expect(await row(id)).toMatchObject({
      state: 'ASSIGNED',
      status: 'OPEN',
      comebacks: 2,
      returns: 1,
      isEmergency: true,
    })
  })

  it('has one agency that leads and others that support it, each with its own part and answer', async () => {
    const id = await opened()
    const given = { ...issueId(id), agencyId: agencyId(union.tax), supportingIds: [agencyId(union.police)] }
    await mutate(command, 'assignIssue', given)
    await mutate(union.police, 'answerIssue', { ...issueId(id), answer: '已查明车辆' })
    expect((await row(id)).state).toBe('ASSIGNED')
    await mutate(union.tax, 'takeIssue', issueId(id))
    await mutate(union.tax, 'answerIssue', { ...issueId(id), answer: '已缓缴' })
    const issue = (await shown(union.owner, id))!
    expect(issue.state).toBe('ANSWERED')
    expect(issue.parts).toEqual(
      expect.arrayContaining([
        { agency: { name: '税务' }, leads: true, state: 'ANSWERED' },
        { agency: { name: '公安' }, leads: false, state: 'ANSWERED' },
      ]),
    )
    expect(issue.entries.map(({ text }) => text)).toEqual(['已缓缴', '已查明车辆'])
  })

  it('is returned with a reason and a proposal, and consulted on after the third time', async () => {
    const id = await opened()
    for (const time of [1, 2, 3]) {
      await assignIssue(command, id, union.tax)
      const input = { ...issueId(id), reason: `第${time}次退单`, proposedAgencyId: agencyId(union.police) }
      await mutate(union.tax, 'returnIssue', input, 'issue { id }')
      const issue = (await shown(command, id))!
      expect(issue).toMatchObject({ state: 'UNASSIGNED', returns: time, needsConsultation: time === 3 })
      expect(issue.proposedAgency).toEqual({ name: '公安' })
    }
    expect(await shown(union.tax, id)).toBeNull()
    expect((await shown(union.owner, id))!.entries).toEqual([])
    const list = await ask<{ issues: { totalCount: number } }>(
      command,
      '{ issues(filter: { needsConsultation: true }) { totalCount } }',
    )
    expect(list.issues.totalCount).toBe(1)
  })

  it('is closed by somebody who has not handled it: another of the centre, the squad, or the enterprise', async () => {
    const close = (actor: Actor, id: string) => closeIssue(actor, id)
    const ids = [
      await opened({}, union.squads[0]),
      await opened({}, union.squads[0]),
      await opened({}, union.squads[0]),
    ]
    for (const id of ids) {
      await assignIssue(command, id, union.tax)
      // the tax office has said so on the phone
      await mutate(command, 'answerIssue', { ...issueId(id), answer: '电话答复:已缓缴' })
      await expectRefused(() => close(command, id), 'FORBIDDEN')
      await expectRefused(() => close(union.tax, id), 'FORBIDDEN')
    }
    await close(await deputy(), ids[0]!)
    await close(union.squads[0], ids[1]!)
    await close(union.owner, ids[2]!)
    await expectFiguresTrue(union.unionId)
  })

  it('is not closed by who handled one that was merged into it', async () => {
    const [double, between, id] = [await opened(), await opened(), await opened()]
    await assignIssue(command, double, union.tax)
    await mutate(command, 'answerIssue', { ...issueId(double), answer: '电话答复:已缓缴' })
    await mutate(command, 'mergeIssue', { ...issueId(double), intoId: globalId('Issue', between) })
    await mutate(command, 'mergeIssue', { ...issueId(between), intoId: globalId('Issue', id) })
    await expectRefused(() => closeIssue(command, id), 'FORBIDDEN')
    await closeIssue(await deputy(), id)
  })

  it('comes back from the enterprise, and is reopened by it with the same number', async () => {
    const id = await opened()
    await assignIssue(command, id, union.tax)
    await mutate(union.tax, 'answerIssue', { ...issueId(id), answer: '已办' })
    await expectRefused(
      () => mutate(union.neighbour, 'callBackIssue', { ...issueId(id), result: 'PARTLY', note: '别家的' }),
      'NOT_FOUND',
    )
    await mutate(union.owner, 'callBackIssue', { ...issueId(id), result: 'PARTLY', note: '还差一半' })
    expect(await row(id)).toMatchObject({ state: 'TAKEN', comebacks: 1, callBackResult: 'PARTLY' })
    const { no } = (await shown(command, id))!
    await closeIssue(command, id)
    await mutate(union.owner, 'reopenIssue', { ...issueId(id), reason: '没解决' })
    expect(await shown(command, id)).toMatchObject({ no, state: 'ASSIGNED' })
    const { history } = (await shown(union.owner, id))!
    expect(history.edges[0]!.node).toEqual({ kind: 'ISSUE_REOPENED', entry: { text: '没解决' } })
  })

  it('shows an internal note to the centre, the squad and the agency, and never to the enterprise', async () => {
    const id = await opened({}, union.squads[0])
    await assignIssue(command, id, union.tax)
    await mutate(union.tax, 'addIssueNote', { ...issueId(id), text: '老板脾气急', isInternal: true })
    await mutate(command, 'addIssueNote', { ...issueId(id), text: '下午上门' })
    const texts = async (actor: Actor) => {
      const issue = (await shown(actor, id))!
      const told = issue.history.edges.flatMap(({ node }) => node.entry?.text ?? [])
      expect(told).toEqual(issue.entries.map(({ text }) => text))
      return told
    }
    for (const actor of [command, union.tax, union.squads[0]]) {
      expect(await texts(actor)).toEqual(['下午上门', '老板脾气急'])
    }
    expect(await texts(union.owner)).toEqual(['下午上门'])
    const kinds = (await shown(union.owner, id))!.history.edges.map(({ node }) => node.kind)
    expect(kinds).toEqual(['ISSUE_NOTED', 'ISSUE_ASSIGNED', 'ISSUE_OPENED'])
    expect(await texts(union.wall)).toEqual([])
    await expectRefused(
      () => mutate(union.owner, 'addIssueNote', { ...issueId(id), text: '内部', isInternal: true }),
      'INVALID',
      { field: 'isInternal' },
    )
  })
})
