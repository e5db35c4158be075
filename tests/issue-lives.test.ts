import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor } from '#tests/setup/factories.ts'
import { liveIssue } from '#tests/setup/issue-life.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { assignIssue, closeIssue, mutate, openIssue, planVisit } from '#tests/setup/mutations.ts'
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

const issueId = (id: string) => ({ issueId: globalId('Issue', id) })
const agencyId = (actor: Actor) => globalId('Agency', actor.agencyId!)
const opened = async (input: object = {}, actor = command) => (await openIssue(actor, union.enterprises[0], input)).id
const row = (id: string) => db.issue.findUniqueOrThrow({ where: { id } })
const deputy = async () => anActor((await anAccount(union.unionId)).id)

type Shown = {
  issue: {
    no: string
    state: string
    returns: number
    needsConsultation: boolean
    proposedAgency: { name: string } | null
    contact: { name: string } | null
    parts: { agency: { name: string }; leads: boolean; state: string }[]
    entries: { text: string; isInternal: boolean }[]
    history: { edges: { node: { kind: string; entry: { text: string } | null } }[] }
  } | null
}
const shown = async (actor: Actor, id: string) => {
  const document = `query ($id: ID!) { issue(id: $id) { no state returns needsConsultation proposedAgency { name }
    contact { name } parts { agency { name } leads state } entries { text isInternal }
    history(first: 50) { edges { node { kind entry { text } } } } } }`
  return (await ask<Shown>(actor, document, { id: globalId('Issue', id) })).issue
}

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
    expect(await texts(union.wall)).toEqual([])
    await expectRefused(
      () => mutate(union.owner, 'addIssueNote', { ...issueId(id), text: '内部', isInternal: true }),
      'INVALID',
      { field: 'isInternal' },
    )
  })
})

describe('an agency', () => {
  it('sees the enterprises of its issues alone, with whom to talk to', async () => {
    const owner = { enterpriseId: union.enterprises[0], kind: 'OWNER' as const, name: '马六', phone: '15400000001' }
    await db.contact.create({ data: owner })
    const names = async () => {
      type Answer = { enterprises: { edges: { node: { id: string } }[] } }
      return (await ask<Answer>(union.tax, '{ enterprises { edges { node { id } } } }')).enterprises.edges.length
    }
    expect(await names()).toBe(0)
    const id = await opened()
    await assignIssue(command, id, union.tax)
    expect(await names()).toBe(1)
    expect((await shown(union.tax, id))!.contact).toEqual({ name: '马六' })
    await assignIssue(command, id, union.police)
    expect(await names()).toBe(0)
    expect(await shown(union.tax, id)).toBeNull()
    expect((await shown(union.wall, id))!.contact).toBeNull()
  })

  it('is proposed by the route of the category and zone, by that of the category, or by its kind', async () => {
    const proposed = async (id: string) => (await shown(command, id))!.proposedAgency?.name ?? null
    const id = await opened({ category: 'TAX' })
    expect(await proposed(id)).toBe('税务')
    const { id: zoneId } = await db.zone.findFirstOrThrow({ where: { unionId: union.unionId } })
    await db.enterprise.update({ where: { id: union.enterprises[0] }, data: { zoneId } })
    const set = (routes: object[]) => mutate(command, 'setIssueRoutes', { routes }, 'routes { id }')
    await set([{ category: 'TAX', agencyId: agencyId(union.police) }])
    expect(await proposed(id)).toBe('公安')
    await set([{ category: 'TAX', zoneId: globalId('Zone', zoneId), agencyId: agencyId(union.tax) }])
    expect(await proposed(id)).toBe('税务')
    await set([{ category: 'TAX', zoneId: globalId('Zone', zoneId) }, { category: 'TAX' }])
    const phone = await opened({ category: 'OTHER', agencyId: agencyId(union.police) }, union.squads[0])
    expect(await proposed(phone)).toBe('公安')
    expect((await shown(union.squads[0], phone))!.proposedAgency).toBeNull()
  })
})

describe('the number of an issue', () => {
  it('is one after the other in each union and year, also of those that are opened at once', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => opened()))
    const numbers = await Promise.all(ids.map(async (id) => (await row(id)).number))
    expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6])
    const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()
    const third = await db.issue.findFirstOrThrow({ where: { unionId: union.unionId, number: 3 } })
    expect((await shown(command, third.id))!.no).toBe(`${year}-0003`)
    const found = await ask<{ issues: { edges: { node: { id: string } }[] } }>(
      command,
      `{ issues(search: "${year}-0003") { edges { node { id } } } }`,
    )
    expect(found.issues.edges.map(({ node }) => node.id)).toEqual([globalId('Issue', third.id)])
    union = await aSmallUnion()
    command = union.command
    expect((await row(await opened())).number).toBe(1)
  })
})

describe('the issues of a visit that is voided', () => {
  it('stand where that is said, and are voided before where they do not', async () => {
    const { id: visitId } = await planVisit(union.squads[0], union.enterprises[0])
    const input = { visitId: globalId('Visit', visitId), source: 'VISIT' }
    const [one, other] = [await opened(input, union.squads[0]), await opened(input, union.squads[0])]
    const wrong = { visitId: globalId('Visit', visitId), reason: '走错门' }
    await expectRefused(() => mutate(command, 'voidVisit', wrong), 'INVALID', { field: 'keepsIssues' })
    await mutate(command, 'voidIssue', { ...issueId(one), reason: '走错门' })
    await expectRefused(() => mutate(command, 'voidVisit', wrong), 'INVALID', { field: 'keepsIssues' })
    await mutate(command, 'voidVisit', { ...wrong, keepsIssues: true })
    expect(await row(other)).toMatchObject({ state: 'UNASSIGNED' })
    await expectFiguresTrue(union.unionId)
  })
})

it('is not reopened at an enterprise that is retired', async () => {
  const { id: enterpriseId } = await db.enterprise.create({
    data: {
      unionId: union.unionId,
      name: '迁走的店',
      creditCode: 'X',
      address: '',
      industry: '',
      headcount: 1,
      grams: [],
    },
  })
  const { id } = await openIssue(command, enterpriseId)
  await closeIssue(command, id)
  await db.enterprise.update({ where: { id: enterpriseId }, data: { retiredAt: new Date() } })
  const reopen = () => mutate(command, 'reopenIssue', { ...issueId(id), reason: '没解决' })
  await expectRefused(reopen, 'CONFLICT', { current: globalId('Enterprise', enterpriseId) })
})

it('what is reported a little before the opening counts from it', async () => {
  const id = await opened()
  const { openedAt } = await row(id)
  const happenedAt = new Date(openedAt.getTime() - 60_000).toISOString()
  await mutate(command, 'closeIssue', { ...issueId(id), closingNote: '已办', happenedAt })
  expect((await row(id)).closedAt).toEqual(openedAt)
})

it('the same clientId closes an issue once', async () => {
  const id = await opened()
  const input = { clientId: randomUUID(), ...issueId(id), closingNote: '已办' }
  const first = await mutate<{ seq: number }>(command, 'closeIssue', input, 'seq')
  expect(await mutate<{ seq: number }>(command, 'closeIssue', input, 'seq')).toMatchObject({ seq: first.seq })
})
