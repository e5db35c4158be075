import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Role, Scope } from '#codegen/prisma/enums.ts'
import { visibleEntries } from '#server/modules/campaigns/access.ts'
import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { visibleIssues } from '#server/modules/issues/access.ts'
import { visibleSupplyOrders } from '#server/modules/supplies/access.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import type { Viewer } from '#server/platform/context.ts'
import { db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let unions: SmallUnion[]

beforeAll(async () => {
  openDb(await freshDatabase())
  unions = [await aSmallUnion(), await aSmallUnion()]
  for (const { unionId, squads, enterprises, tax, mask } of unions) {
    for (const enterpriseId of enterprises.slice(0, 2)) {
      for (const squad of squads) {
        const at = new Date('2026-01-01T00:00:00Z')
        const visit = { unionId, squadId: squad.squadId!, enterpriseId, plannedOn: at, stop: 1 }
        await db.visit.create({ data: visit })
        const issue = { unionId, enterpriseId, squadId: squad.squadId, agencyId: tax.agencyId, openedAt: at }
        const words = {
          kind: 'DIFFICULTY',
          category: 'OTHER',
          severity: 'LOW',
          source: 'CALL',
          title: '缺口罩',
        } as const
        await db.issue.create({ data: { ...issue, ...words } })
      }
      await db.supplyOrder.create({ data: { unionId, enterpriseId, itemId: mask, requested: 1 } })
    }
  }
})
afterAll(() => db.$disconnect())

const nouns = {
  Visit: { access: visibleVisits, rows: (where?: object) => db.visit.findMany({ where }) },
  Issue: { access: visibleIssues, rows: (where?: object) => db.issue.findMany({ where }) },
  SupplyOrder: { access: visibleSupplyOrders, rows: (where?: object) => db.supplyOrder.findMany({ where }) },
  Enterprise: { access: visibleEnterprises, rows: (where?: object) => db.enterprise.findMany({ where }) },
  CampaignEnterprise: { access: visibleEntries, rows: (where?: object) => db.campaignEnterprise.findMany({ where }) },
} as const

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort()

it('a right says the same as a filter, as a condition in SQL and as a test on a row', async () => {
  const viewers = fc.record({
    role: fc.constantFrom(...Object.values(Role)),
    union: fc.nat(1),
    both: fc.boolean(),
    which: fc.nat(2),
    scopes: fc.uniqueArray(fc.constantFrom(...Object.values(Scope))),
  })
  await fc.assert(
    fc.asyncProperty(viewers, async ({ role, union, both, which, scopes }) => {
      const own = unions[union]!
      const viewer: Viewer = {
        role,
        unionId: own.unionId,
        unionIds: both ? unions.map(({ unionId }) => unionId) : [own.unionId],
        squadId: which === 2 ? null : own.squads[which]!.squadId,
        agencyId: which === 2 ? randomUUID() : own.tax.agencyId,
        enterpriseId: which === 2 ? null : own.enterprises[which]!,
        scopes,
      }
      for (const [table, { access, rows }] of Object.entries(nouns)) {
        const condition = access.sql(viewer, 'r')
        const query = `SELECT r.id FROM "${table}" r WHERE ${condition.text} ORDER BY r.id`
        const bySql = await db.$queryRawUnsafe<{ id: string }[]>(query, ...condition.values)
        const byTest = (await rows()).filter((row) => access.includes(viewer, row))
        expect(ids(byTest), `${table} ${JSON.stringify(viewer)}`).toEqual(ids(await rows(access(viewer))))
        expect(ids(bySql)).toEqual(ids(byTest))
      }
    }),
    { numRuns: 40 },
  )
})
