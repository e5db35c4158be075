import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Scope } from '#codegen/prisma/enums.ts'
import { mayKnow } from '#server/log/catalogue.ts'
import { assignIssue } from '#server/modules/issues/assign.ts'
import { closeIssue } from '#server/modules/issues/close.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { recountIssues } from '#server/modules/issues/tallies.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { voidVisit } from '#server/modules/visits/void.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { eventOf, expectOneWinner, expectRefused, unionTally } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type Listed, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
})
afterAll(() => closeDb())

const anIssue = (given: Partial<Parameters<typeof openIssue>[1]> = {}): Parameters<typeof openIssue>[1] => ({
  clientId: randomUUID(),
  enterpriseId: union.enterprises[0],
  kind: 'DIFFICULTY',
  category: 'SUPPLIES',
  severity: 'HIGH',
  source: 'CALL',
  title: '口罩不够',
  ...given,
})

const opened = async (actor: Actor, given: Partial<Parameters<typeof openIssue>[1]> = {}) =>
  (await openIssue(actor, anIssue(given))).subjectId!

const close = (actor: Actor, issueId: string, clientId = randomUUID()) =>
  closeIssue(actor, { clientId, issueId, closingNote: '已协调到位' })

const aVisit = async (actor: Actor, enterpriseId = union.enterprises[0]) => {
  const stop = { squadId: actor.squadId!, enterpriseId, plannedOn: localDate(new Date()) }
  return (await planVisit(actor, { clientId: randomUUID(), ...stop })).subjectId!
}

describe('openIssue', () => {
  it('opens an issue from a squad’s visit, with its event and tallies', async () => {
    const [squad] = union.squads
    const visitId = await aVisit(squad)
    const receipt = await openIssue(squad, anIssue({ visitId, source: 'VISIT', agencyId: union.tax.agencyId }))
    const issue = await db.issue.findUniqueOrThrow({ where: { id: receipt.subjectId! } })
    const proposed = { agencyId: null, proposedAgencyId: union.tax.agencyId }
    expect(issue).toMatchObject({ status: 'OPEN', state: 'UNASSIGNED', visitId, squadId: squad.squadId, ...proposed })
    const event = await eventOf(union.unionId, receipt)
    expect(event).toMatchObject({
      name: 'issue.opened',
      subjectId: issue.id,
      squadId: squad.squadId,
      enterpriseId: union.enterprises[0],
      unionTally: { issues: 1, openIssues: 1, days: { [localDate(new Date())]: { issues: 1 } } },
      facts: { kind: 'DIFFICULTY', agencyId: null, agencyIds: [], state: 'UNASSIGNED' },
    })
    expect(JSON.stringify(event)).not.toContain('口罩不够')
    const enterprise = await db.enterprise.findUniqueOrThrow({ where: { id: union.enterprises[0] } })
    expect(enterprise.openIssues).toBe(1)
  })

  it('takes what an enterprise reports for itself, from no other source and for no other enterprise', async () => {
    await opened(union.owner, { source: 'ENTERPRISE' })
    await expectRefused(() => opened(union.owner), 'INVALID', { field: 'source' })
    const elsewhere = { source: 'ENTERPRISE' as const, enterpriseId: union.enterprises[1] }
    await expectRefused(() => opened(union.owner, elsewhere), 'NOT_FOUND', { field: 'enterpriseId' })
  })

  it('refuses the wrong person', async () => {
    for (const actor of [union.tax, union.wall, union.integrator('ISSUES')]) {
      await expectRefused(() => opened(actor), 'FORBIDDEN')
    }
    const other = await aSmallUnion()
    await expectRefused(() => opened(other.command), 'NOT_FOUND', { field: 'enterpriseId' })
    await expectRefused(() => opened(union.command, { agencyId: other.tax.agencyId }), 'NOT_FOUND')
  })

  it('refuses another’s visit, a visit elsewhere, and VISIT without a visit', async () => {
    const visitId = await aVisit(union.squads[1])
    await expectRefused(() => opened(union.squads[0], { visitId }), 'NOT_FOUND', { field: 'visitId' })
    await expectRefused(() => opened(union.command, { visitId, enterpriseId: union.enterprises[1] }), 'NOT_FOUND')
    await expectRefused(() => opened(union.command, { source: 'VISIT' }), 'INVALID', { field: 'visitId' })
  })

  it('is CONFLICT on a voided visit', async () => {
    const visitId = await aVisit(union.squads[0])
    await voidVisit(union.command, { clientId: randomUUID(), visitId, reason: '录错' })
    const current = globalId('Visit', visitId)
    await expectRefused(() => opened(union.squads[0], { visitId }), 'CONFLICT', { current })
  })

  it('answers the same clientId with the first answer', async () => {
    const input = anIssue()
    const first = await openIssue(union.command, input)
    expect(await openIssue(union.command, input)).toEqual(first)
    expect(await db.issue.count({ where: { unionId: union.unionId } })).toBe(1)
  })
})

describe('closeIssue', () => {
  it('closes it with its event and tallies', async () => {
    const id = await opened(union.command)
    const receipt = await close(union.command, id)
    expect(await eventOf(union.unionId, receipt)).toMatchObject({ name: 'issue.closed', subjectId: id })
    expect(await unionTally(union.unionId)).not.toHaveProperty('openIssues')
    expect(await unionTally(union.unionId)).toMatchObject(await recountIssues(db, union.unionId))
    expect(await db.issue.findUnique({ where: { id } })).toMatchObject({ status: 'CLOSED', closingNote: '已协调到位' })
    const enterprise = await db.enterprise.findUniqueOrThrow({ where: { id: union.enterprises[0] } })
    expect(enterprise.openIssues).toBe(0)
  })

  it('refuses the wrong person, and a closed one', async () => {
    const id = await opened(union.command)
    for (const actor of [union.tax, union.wall]) await expectRefused(() => close(actor, id), 'FORBIDDEN')
    for (const actor of [...union.squads, union.neighbour]) await expectRefused(() => close(actor, id), 'NOT_FOUND')
    const other = await aSmallUnion()
    await expectRefused(() => close(other.command, id), 'NOT_FOUND', { field: 'issueId' })
    await close(union.command, id)
    await expectRefused(() => close(union.command, id), 'CONFLICT', { current: globalId('Issue', id) })
  })

  it('takes it for done after it came up, and for come up within sixty days', async () => {
    const days = (n: number) => new Date(Date.now() - n * 24 * 3_600_000)
    const tooOld = () => opened(union.command, { happenedAt: days(61) })
    await expectRefused(tooOld, 'INVALID', { field: 'happenedAt' })
    const issueId = await opened(union.command, { happenedAt: days(1) })
    const done = { clientId: randomUUID(), issueId, closingNote: '已协调到位', happenedAt: days(2) }
    await expectRefused(() => closeIssue(union.command, done), 'INVALID', { field: 'happenedAt' })
  })

  it('lets one of two racing callers win', async () => {
    const id = await opened(union.command)
    await expectOneWinner(
      globalId('Issue', id),
      () => close(union.command, id),
      () => close(union.command, id),
    )
    expect(await unionTally(union.unionId)).toMatchObject({ issues: 1 })
    expect(await unionTally(union.unionId)).not.toHaveProperty('openIssues')
  })
})

describe('who sees an issue', () => {
  it('is the same in the list, the count and the feed', async () => {
    const { squads, tax, police, owner, neighbour, command, wall, integrator } = union
    const { subjectId } = await openIssue(squads[0], anIssue())
    const given = { clientId: randomUUID(), issueId: subjectId!, agencyId: tax.agencyId! }
    const event = await eventOf(union.unionId, await assignIssue(command, given))
    const seen = async (actor: Actor) => {
      const { issues } = await ask<{ issues: Listed<{ id: string; title: string; squad: object | null }> }>(
        actor,
        '{ issues { totalCount edges { node { id title squad { id } } } } }',
      )
      expect(issues.totalCount).toBe(issues.edges.length)
      expect(mayKnow(actor, event)).toBe(issues.totalCount === 1)
      return issues.totalCount as number
    }
    for (const actor of [command, wall, squads[0], tax, owner, integrator('ISSUES')]) expect(await seen(actor)).toBe(1)
    for (const actor of [squads[1], police, neighbour, integrator('VISITS')]) expect(await seen(actor)).toBe(0)
  })

  it('reads who spoke and free text only where it is needed', async () => {
    const spoken = { agencyId: union.tax.agencyId!, evidence: '账上只够一个月', saidBy: '会计王某' }
    const issueId = await opened(union.command, spoken)
    await closeIssue(union.command, { clientId: randomUUID(), issueId, closingNote: '已缓缴' })
    const reported = { evidence: '合同', saidBy: '老板', source: 'ENTERPRISE' as const }
    await opened(union.owner, reported)
    const read = async (actor: Actor) => {
      const { issues } = await ask<{ issues: Listed<{ title: string }> }>(
        actor,
        '{ issues { edges { node { title source evidence saidBy closingNote } } } }',
      )
      return issues.edges.map(({ node }) => node)
    }
    const whole = { evidence: spoken.evidence, saidBy: spoken.saidBy, closingNote: '已缓缴' }
    for (const actor of [union.command, union.integrator('ISSUES')]) {
      expect(await read(actor)).toMatchObject([{ saidBy: '老板' }, whole])
    }
    expect(await read(union.owner)).toMatchObject([{ saidBy: '老板' }, { ...whole, evidence: null, saidBy: null }])
    expect(await read(union.tax)).toMatchObject([{ ...whole, saidBy: null }])
    const nothing = { evidence: null, saidBy: null, closingNote: null }
    expect(await read(union.wall)).toMatchObject([nothing, nothing])
    expect((await read(union.wall))[0]!.title).toBeTruthy()
  })

  it('shows a token of its enterprise and squad what its scopes include', async () => {
    await opened(union.squads[0])
    const read = (fields: string, ...scopes: Scope[]) =>
      ask(union.integrator('ISSUES', ...scopes), `{ issues { edges { node { ${fields} } } } }`)
    await read('enterprise { id name zone { name } contacts { phone } } squad { id number phone zones { name } }')
    for (const detail of ['creditCode', 'address', 'headcount', 'industry', 'resumptionChanges { totalCount }']) {
      const fields = `enterprise { ${detail} }`
      for (const scopes of [[], ['BOARD']] as Scope[][]) {
        await expect(read(fields, ...scopes)).rejects.toMatchObject({ code: 'FORBIDDEN' })
      }
      await read(fields, 'ENTERPRISES')
      await expect(ask(union.wall, `{ issues { edges { node { ${fields} } } } }`)).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
    }
    for (const standing of ['resumption', 'progress', 'openIssues', 'position']) {
      await expect(read(`enterprise { ${standing} }`)).rejects.toMatchObject({ code: 'FORBIDDEN' })
      await read(`enterprise { ${standing} }`, 'BOARD')
    }
    for (const person of ['cadreName', 'cadreTitle', 'members { name }']) {
      await expect(read(`squad { ${person} }`)).rejects.toMatchObject({ code: 'FORBIDDEN' })
      await read(`squad { ${person} }`, 'BOARD')
    }
  })

  it('filters, newest first, and stands beside its visit and its enterprise', async () => {
    const visitId = await aVisit(union.squads[0])
    const first = await opened(union.squads[0], { visitId, source: 'VISIT', kind: 'BLOCKAGE' })
    const second = await opened(union.command)
    type Issues = { issues: Listed<{ id: string }> }
    const { issues, visit, enterprise } = await ask<Issues & { visit: Issues; enterprise: Issues }>(
      union.command,
      `query ($visit: ID!, $enterprise: ID!, $filter: IssueFilter) {
        issues(filter: $filter) { totalCount edges { node { id } } }
        visit(id: $visit) { issues { totalCount edges { node { id } } } }
        enterprise(id: $enterprise) { issues { totalCount edges { node { id } } } }
      }`,
      {
        visit: globalId('Visit', visitId),
        enterprise: globalId('Enterprise', union.enterprises[0]),
        filter: { kinds: ['BLOCKAGE'], visitId: globalId('Visit', visitId), status: 'OPEN' },
      },
    )
    const ids = (list: { edges: { node: { id: string } }[] }) => list.edges.map(({ node }) => node.id)
    expect(ids(issues)).toEqual([globalId('Issue', first)])
    expect(ids(visit.issues)).toEqual([globalId('Issue', first)])
    expect(ids(enterprise.issues)).toEqual([globalId('Issue', second), globalId('Issue', first)])
    expect(enterprise.issues.totalCount).toBe(2)
  })
})
