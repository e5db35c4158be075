import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Role, Scope } from '#codegen/prisma/enums.ts'
import { visibleAgencies } from '#server/modules/agencies/access.ts'
import { visibleCampaigns, visibleEntries } from '#server/modules/campaigns/access.ts'
import { visibleCellTexts } from '#server/modules/cell-texts/access.ts'
import { visibleDoubles } from '#server/modules/doubles/access.ts'
import { visibleContacts, visibleDetails, visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { visibleIssues } from '#server/modules/issues/access.ts'
import { visibleLinks } from '#server/modules/links/access.ts'
import { visibleMeasures } from '#server/modules/measures/access.ts'
import { visibleAccounts, visibleSessions } from '#server/modules/people/access.ts'
import { visiblePolicyDocuments } from '#server/modules/policy-documents/access.ts'
import { visibleReplyTemplates } from '#server/modules/reply-templates/access.ts'
import { visibleRosters } from '#server/modules/rosters/access.ts'
import { visibleSquads } from '#server/modules/squads/access.ts'
import { visibleSuppliers, visibleSupplyItems, visibleSupplyOrders } from '#server/modules/supplies/access.ts'
import { visibleContents, visibleNotes, visibleVisits } from '#server/modules/visits/access.ts'
import { visibleZones } from '#server/modules/zones/access.ts'
import type { Access } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { files } from '#tests/setup/sources.ts'

let unions: SmallUnion[]
/** Of each union the ids of two zones. */
const zones: string[][] = []

beforeAll(async () => {
  openDb(await freshDatabase())
  unions = [await aSmallUnion(), await aSmallUnion()]
  for (const { unionId } of unions) {
    const made = ['东片', '西片'].map((name) => db.zone.create({ data: { unionId, name, position: 9 } }))
    zones.push((await Promise.all(made)).map(({ id }) => id))
  }
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
        const measure = { unionId, enterpriseId, squadId: squad.squadId, agencyIds: [tax.agencyId!], dueOn: at }
        await db.measure.create({ data: { ...measure, what: '送口罩', form: '送口罩', recordedAt: at } })
      }
      await db.supplyOrder.create({ data: { unionId, enterpriseId, itemId: mask, requested: 1 } })
    }
  }
})
afterAll(() => closeDb())

type Rows = (where?: object) => Promise<{ id: string }[]>
// biome-ignore lint/suspicious/noExplicitAny: each right tells the columns of its own table
type Noun = { access: Access<any>; rows: Rows }

/** Each right with the table that it is about, whose name is the first word. */
const nouns: Record<string, Noun> = {
  Account: { access: visibleAccounts, rows: (where) => db.account.findMany({ where }) },
  Agency: { access: visibleAgencies, rows: (where) => db.agency.findMany({ where }) },
  Campaign: { access: visibleCampaigns, rows: (where) => db.campaign.findMany({ where }) },
  CampaignEnterprise: { access: visibleEntries, rows: (where) => db.campaignEnterprise.findMany({ where }) },
  Contact: { access: visibleContacts, rows: (where) => db.contact.findMany({ where }) },
  Enterprise: { access: visibleEnterprises, rows: (where) => db.enterprise.findMany({ where }) },
  CellText: { access: visibleCellTexts, rows: (where) => db.cellText.findMany({ where }) },
  'Enterprise as a double': { access: visibleDoubles, rows: (where) => db.enterprise.findMany({ where }) },
  Issue: { access: visibleIssues, rows: (where) => db.issue.findMany({ where }) },
  Measure: { access: visibleMeasures, rows: (where) => db.measure.findMany({ where }) },
  PersonalLink: { access: visibleLinks, rows: (where) => db.personalLink.findMany({ where }) },
  PolicyDocument: { access: visiblePolicyDocuments, rows: (where) => db.policyDocument.findMany({ where }) },
  ReplyTemplate: { access: visibleReplyTemplates, rows: (where) => db.replyTemplate.findMany({ where }) },
  ResumptionChange: { access: visibleDetails, rows: (where) => db.resumptionChange.findMany({ where }) },
  RosterImport: { access: visibleRosters, rows: (where) => db.rosterImport.findMany({ where }) },
  Session: { access: visibleSessions, rows: (where) => db.session.findMany({ where }) },
  Squad: { access: visibleSquads, rows: (where) => db.squad.findMany({ where }) },
  Supplier: { access: visibleSuppliers, rows: (where) => db.supplier.findMany({ where }) },
  SupplyItem: { access: visibleSupplyItems, rows: (where) => db.supplyItem.findMany({ where }) },
  SupplyOrder: { access: visibleSupplyOrders, rows: (where) => db.supplyOrder.findMany({ where }) },
  Visit: { access: visibleVisits, rows: (where) => db.visit.findMany({ where }) },
  Zone: { access: visibleZones, rows: (where) => db.zone.findMany({ where }) },
  CompletedStep: { access: visibleContents, rows: (where) => db.completedStep.findMany({ where }) },
  VisitNote: { access: visibleNotes, rows: (where) => db.visitNote.findMany({ where }) },
}

it('every right on rows that a module says is tried here', async () => {
  const modules = files.filter((file) => /^server\/modules\/[^/]+\/access\.ts$/.test(file))
  const all = await Promise.all(modules.map(async (file) => Object.entries(await import(join(process.cwd(), file)))))
  const rights = all
    .flat()
    .filter(([name, value]) => name.startsWith('visible') && typeof value === 'function' && 'columns' in value)
  expect(rights.length).toBeGreaterThan(10)
  const tried = new Set<unknown>(Object.values(nouns).map(({ access }) => access))
  expect(rights.filter(([, right]) => !tried.has(right)).map(([name]) => name)).toEqual([])
})

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
        zoneId: which === 2 ? null : zones[union]![which]!,
        scopes,
        linkId: null,
      }
      for (const [noun, { access, rows }] of Object.entries(nouns)) {
        const [table] = noun.split(' ')
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
