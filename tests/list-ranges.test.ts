import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Prisma } from '#codegen/prisma/client.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

/** The ids of the rows by the names that the tests give them. */
const rows: Record<string, string> = {}

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
  await db.enterprise.updateMany({ data: { zoneId: null } })
  const { unionId } = union
  const zone = await db.zone.create({ data: { unionId, name: '北院门', position: 9 } })
  const [first, second, third] = union.enterprises as [string, string, string]
  Object.assign(rows, { first, second, third })
  const enterprise = (id: string, data: object) => db.enterprise.update({ where: { id }, data })
  await enterprise(first, { zoneId: zone.id, resumption: 'RESUMED', resumptionOn: dayOf('2020-03-10') })
  await enterprise(second, { resumption: 'RESUMED', resumptionOn: dayOf('2020-03-12') })
  await enterprise(third, { resumption: 'SUSPENDED', resumptionOn: dayOf('2020-03-10') })
  await visits()
  await issues()
  await orders()
})
afterAll(() => closeDb())

const dayOf = (day: string) => new Date(`${day}T00:00:00Z`)
const at = (time: string) => new Date(`${time}+08:00`)

async function visits(): Promise<void> {
  const squadId = union.squads[0].squadId!
  const all: Record<string, Partial<Prisma.VisitUncheckedCreateInput>> = {
    late: {
      plannedOn: dayOf('2020-03-20'),
      finishedAt: at('2020-03-20T23:59:59.999'),
      followUpOn: dayOf('2020-03-25'),
    },
    early: {
      enterpriseId: union.enterprises[1],
      plannedOn: dayOf('2020-03-21'),
      finishedAt: at('2020-03-21T00:00:00'),
      followUp: '送口罩',
    },
    planned: { enterpriseId: union.enterprises[2], plannedOn: dayOf('2020-03-22'), state: 'PLANNED', followUp: '' },
  }
  for (const [name, about] of Object.entries(all)) {
    const { id } = await db.visit.create({
      data: {
        ...{ id: newId(), unionId: union.unionId, squadId, enterpriseId: union.enterprises[0], stop: 1 },
        ...{ state: 'FINISHED', plannedOn: dayOf('2020-03-20') },
        ...about,
      },
    })
    rows[name] = id
  }
  const check = (visit: string, item: 'DISINFECTION' | 'WORKER_FILES', answer: 'NO' | 'FIX_BY', fixBy: string) =>
    db.visitCheck.create({ data: { visitId: rows[visit]!, item, answer, fixBy: dayOf(fixBy) } })
  await check('late', 'DISINFECTION', 'FIX_BY', '2020-03-26')
  await check('late', 'WORKER_FILES', 'FIX_BY', '2020-03-28')
  await check('early', 'DISINFECTION', 'FIX_BY', '2020-03-28')
  await check('planned', 'DISINFECTION', 'NO', '2020-03-26')
}

async function issues(): Promise<void> {
  const agencyId = (await db.agency.findFirstOrThrow({ where: { unionId: union.unionId, kind: 'TAX' } })).id
  const all: Record<string, Partial<Prisma.IssueUncheckedCreateInput>> = {
    assigned: { agencyId, visitId: rows.late, squadId: union.squads[0].squadId },
    unassigned: { openedAt: at('2020-03-21T00:00:00'), closedAt: at('2020-03-22T00:00:00'), status: 'CLOSED' },
  }
  for (const [name, about] of Object.entries(all)) {
    const { id } = await db.issue.create({
      data: {
        ...{ id: newId(), unionId: union.unionId, enterpriseId: union.enterprises[0], title: name },
        ...{ kind: 'DIFFICULTY', category: 'RENT', severity: 'LOW', source: 'VISIT' },
        openedAt: at('2020-03-20T23:59:59.999'),
        ...about,
      },
    })
    rows[name] = id
  }
}

async function orders(): Promise<void> {
  const all: Record<string, Partial<Prisma.SupplyOrderUncheckedCreateInput>> = {
    gap: { reserved: 4, createdAt: at('2020-03-20T23:59:59.999') },
    reserved: { reserved: 5, createdAt: at('2020-03-21T00:00:00') },
    cancelled: { reserved: 0, createdAt: at('2020-03-22T00:00:00'), cancelledAt: at('2020-03-22T01:00:00') },
  }
  for (const [name, about] of Object.entries(all)) {
    const { id } = await db.supplyOrder.create({
      data: {
        ...{
          id: newId(),
          unionId: union.unionId,
          enterpriseId: union.enterprises[0],
          itemId: union.mask,
          requested: 5,
        },
        ...about,
      },
    })
    rows[name] = id
  }
}

/** A list, a filter, and the rows that it leaves. */
const filters: [string, string, string[]][] = [
  ['visits', 'plannedOn: { from: "2020-03-21" }', ['early', 'planned']],
  ['visits', 'plannedOn: { to: "2020-03-21" }', ['late', 'early']],
  ['visits', 'plannedOn: { from: "2020-03-21", to: "2020-03-21" }', ['early']],
  ['visits', 'plannedOn: { to: "2020-03-22" }, states: [PLANNED]', ['planned']],
  ['visits', 'plannedOn: {}', ['late', 'early', 'planned']],
  ['visits', 'plannedOn: null', ['late', 'early', 'planned']],
  // a day by the time of Beijing, whatever the zone of the database
  ['visits', 'finished: { to: "2020-03-20" }', ['late']],
  ['visits', 'finished: { from: "2020-03-21" }', ['early']],
  ['visits', 'finished: { from: "2020-03-20", to: "2020-03-21" }', ['late', 'early']],
  ['visits', 'finished: { from: "2020-03-22" }', []],
  ['visits', 'followUp: { to: "2020-03-25" }', ['late']],
  ['visits', 'followUp: { to: "2020-03-24" }', []],
  ['visits', 'hasFollowUp: true', ['late', 'early']],
  ['visits', 'hasFollowUp: false', ['planned']],
  ['visits', 'fixBy: { to: "2020-03-26" }', ['late']],
  ['visits', 'fixBy: { from: "2020-03-27" }', ['late', 'early']],
  ['visits', 'fixBy: { to: "2020-03-25" }', []],
  ['issues', 'opened: { to: "2020-03-20" }', ['assigned']],
  ['issues', 'opened: { from: "2020-03-21" }', ['unassigned']],
  ['issues', 'closed: { from: "2020-03-22", to: "2020-03-22" }', ['unassigned']],
  ['issues', 'closed: { to: "2020-03-21" }', []],
  ['issues', 'hasAgency: true', ['assigned']],
  ['issues', 'hasAgency: false', ['unassigned']],
  ['issues', 'hasAgency: false, status: OPEN', []],
  ['issues', 'hasSquad: true', ['assigned']],
  ['issues', 'hasSquad: false', ['unassigned']],
  ['issues', 'hasVisit: true', ['assigned']],
  ['issues', 'hasVisit: false', ['unassigned']],
  ['enterprises', 'resumed: { to: "2020-03-11" }', ['first']],
  ['enterprises', 'resumed: { from: "2020-03-10", to: "2020-03-12" }', ['first', 'second']],
  ['enterprises', 'hasZone: true', ['first']],
  ['enterprises', 'hasZone: false', ['second', 'third']],
  ['supplyOrders', 'ordered: { to: "2020-03-20" }', ['gap']],
  ['supplyOrders', 'ordered: { from: "2020-03-21", to: "2020-03-21" }', ['reserved']],
  ['supplyOrders', 'hasGap: true', ['gap']],
  ['supplyOrders', 'hasGap: false', ['reserved', 'cancelled']],
]

const types: Record<string, string> = {
  visits: 'Visit',
  issues: 'Issue',
  enterprises: 'Enterprise',
  supplyOrders: 'SupplyOrder',
}

type Answer = Record<string, { totalCount: number; edges: { node: { id: string } }[] }>

async function listed(list: string, args: string, actor: Actor = union.command): Promise<string[]> {
  const answer = await ask<Answer>(actor, `{ ${list}(${args}) { totalCount edges { node { id } } } }`)
  const ids = answer[list]!.edges.map(({ node }) => node.id)
  expect(answer[list]!.totalCount).toBe(ids.length)
  return ids.sort()
}

describe('a filter', () => {
  it.each(filters)('%s with %s', async (list, filter, expected) => {
    const ids = expected.map((name) => globalId(types[list]!, rows[name]!)).sort()
    expect(await listed(list, `filter: { ${filter} }`)).toEqual(ids)
    expect(await listed(list, `last: 20, filter: { ${filter} }`)).toEqual(ids)
  })

  it.each([
    ['visits', 'plannedOn'],
    ['visits', 'finished'],
    ['visits', 'followUp'],
    ['visits', 'fixBy'],
    ['issues', 'opened'],
    ['issues', 'closed'],
    ['enterprises', 'resumed'],
    ['supplyOrders', 'ordered'],
  ])('%s.%s refuses days that are the wrong way round', async (list, field) => {
    const asked = listed(list, `filter: { ${field}: { from: "2020-03-21", to: "2020-03-20" } }`)
    await expect(asked).rejects.toMatchObject({ code: 'INVALID', details: { field: `filter.${field}` } })
  })

  it('does not tell what the viewer may not read', async () => {
    const { wall, tax, integrator } = union
    const refused: [Actor, string, string, string][] = [
      [wall, 'visits', 'hasFollowUp', 'true'],
      [wall, 'visits', 'fixBy', '{}'],
      [wall, 'enterprises', 'industry', '"零售"'],
      [integrator('BOARD'), 'enterprises', 'industry', '"零售"'],
      [tax, 'issues', 'hasVisit', 'true'],
      [tax, 'issues', 'visitId', `"${globalId('Visit', rows.late!)}"`],
      [integrator('ISSUES'), 'issues', 'hasVisit', 'false'],
    ]
    for (const [actor, list, field, value] of refused) {
      const asked = listed(list, `filter: { ${field}: ${value} }`, actor)
      await expect(asked).rejects.toMatchObject({ code: 'INVALID', details: { field: `filter.${field}` } })
      expect(await listed(list, `filter: { ${field}: null }`, actor)).toEqual(await listed(list, 'first: 20', actor))
    }
    expect(await listed('issues', 'filter: { hasAgency: false }', tax)).toEqual([])
    expect(await listed('visits', 'filter: { followUp: { to: "2020-03-25" } }', union.neighbour)).toEqual([])
  })
})
