import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { assignIssue, closeIssue, mutate, openIssue, planVisit } from '#tests/setup/mutations.ts'
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

  it('sees neither the issue into which one of its own was merged, nor that from which it was split', async () => {
    const [double, other] = [await opened(), await opened()]
    await assignIssue(command, double, union.tax)
    await mutate(command, 'mergeIssue', { ...issueId(double), intoId: globalId('Issue', other) })
    await mutate(command, 'splitIssue', { ...issueId(other), title: '拆出的部分' })
    const part = await db.issue.findFirstOrThrow({ where: { splitFromId: other } })
    await assignIssue(command, part.id, union.tax)
    type Led = { issue: { mergedInto: object | null; splitFrom: object | null } }
    const led = async (actor: Actor, id: string) => {
      const document = 'query ($id: ID!) { issue(id: $id) { mergedInto { id } splitFrom { id } } }'
      const { mergedInto, splitFrom } = (await ask<Led>(actor, document, { id: globalId('Issue', id) })).issue
      return mergedInto ?? splitFrom
    }
    for (const id of [double, part.id]) {
      expect(await led(command, id)).toEqual({ id: globalId('Issue', other) })
      expect(await led(union.tax, id)).toBeNull()
    }
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
