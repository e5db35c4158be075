import { Prisma } from '#codegen/prisma/client.ts'
import { type Read, rootsOf } from '#server/log/load.ts'
import { type BulkContact, batches, insertEnterprises, putContacts } from '#server/modules/enterprises/bulk.ts'
import { creditCodeIndex } from '#server/modules/enterprises/entry.ts'
import { renameInIssues } from '#server/modules/enterprises/rename-in-issues.ts'
import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import { outdated } from '#server/modules/rosters/errors.ts'
import { rosterEvents } from '#server/modules/rosters/events.ts'
import type { ChangedCell, PlannedRow, RefusedCell, RosterKind } from '#server/modules/rosters/kind.ts'
import { keepZonesOf } from '#server/modules/zones/load.ts'
import { now } from '#server/platform/clock.ts'
import { newId } from '#server/platform/ids.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { contactColumns, type EnterpriseColumn, type EnterpriseEntry, enterpriseColumns } from './enterprise-columns.ts'
import { retired } from './named-enterprises.ts'

type Row = PlannedRow<EnterpriseEntry>

/** An enterprise of the register with its values by the columns. A value that the register does not have is an empty text. */
type Registered = { id: string; isRetired: boolean; values: Record<EnterpriseColumn, string> }

type Zones = ReadonlyMap<string, string>

type Reads = { enterprises: Read<ReadonlyMap<string, Registered>>; zones: Read<Zones> }

/** The register of enterprises: a row enters one, or changes the one with its credit code. It is one event. */
export const enterpriseRoster: RosterKind<EnterpriseEntry, Reads, Row> = {
  columns: enterpriseColumns,
  needs: [['name'], ['creditCode']],
  mostRows: 20_000,
  nameOf: ({ name, creditCode }) => ({ name, key: creditCode }),
  identity: { column: 'creditCode', of: ({ creditCode }) => creditCode },
  load({ unionId }, rows) {
    const codes = (all: readonly Row[]) => all.flatMap(({ entry }) => entry?.creditCode ?? [])
    const changing = codes(rows.filter(({ kind }) => kind === 'CHANGE'))
    return {
      lock: [
        keepZonesOf(unionId),
        rootsOf(
          'Enterprise',
          Prisma.sql`
            SELECT id FROM "Enterprise" WHERE "unionId" = ${unionId}::uuid AND "creditCode" = ANY(${changing}::text[])`,
        ),
      ],
      read: { enterprises: readRegistered(unionId, codes(rows)), zones: readZoneIds(unionId) },
    }
  },
  // An empty cell changes nothing, and neither does a column that the file does not have.
  comparer:
    ({ enterprises, zones }) =>
    (entry, row) => {
      const faults = zoneFault(entry, zones)
      if (faults.length > 0) return faults
      const known = enterprises.get(entry.creditCode)
      if (!known) return { isNew: true, subjectId: null, effect: row }
      if (known.isRetired) return [{ column: 'creditCode', sentence: retired }]
      const changes = (Object.keys(enterpriseColumns) as EnterpriseColumn[]).flatMap((column): ChangedCell[] => {
        const from = known.values[column]
        const to = entry[column] ?? from
        return String(to) === from ? [] : [{ column, from, to: String(to) }]
      })
      return { isNew: false, subjectId: known.id, changes, effect: row }
    },
  async apply(effects, { zones }, { at, actor: { unionId }, roster }) {
    const { id, created, changed, unchanged, refused } = roster
    const rows = effects.map(({ row }) => row)
    const made = inOrderOfCodes(rows.filter(({ kind }) => kind === 'CREATE')).map((row) => ({
      ...row,
      subjectId: newId(),
    }))
    const changing = rows.filter(({ kind }) => kind === 'CHANGE')
    const union = { enterprises: created, resumption: { NOT_RESUMED: created } }
    return {
      writes: [
        ...(await inParts(made, (part) => createRows(unionId, part, zones))),
        ...(await inParts(changing, (part) => changeRows(part, zones))),
      ],
      events:
        rows.length > 0
          ? [rosterEvents.applied({ id }, { created, changed, unchanged, refused }, { happenedAt: at, union })]
          : [],
      ids: new Map(made.map(({ row, subjectId }) => [row, subjectId])),
      // an enterprise with one of these credit codes was entered since the register was read
      uniqueness: { index: creditCodeIndex, conflict: { statement: null, from: () => outdated(id) } },
    }
  },
}

/** The rows by credit code: of two rosters with the same new enterprises one waits for the other, and never each for the other. */
const inOrderOfCodes = (rows: Row[]): Row[] => rows.sort((a, b) => (a.key < b.key ? -1 : 1))

const zoneFault = ({ zone }: EnterpriseEntry, zones: Zones): RefusedCell[] =>
  !zone || zones.has(zone) ? [] : [{ column: 'zone', reason: 'NO_SUCH_ZONE', detail: [...zones.keys()].join('、') }]

/** Reads the enterprises of the union that have one of these credit codes, by credit code. */
const readRegistered = (unionId: string, codes: string[]): Reads['enterprises'] => ({
  statement: Prisma.sql`
    SELECT e.id, e."retiredAt" IS NOT NULL AS "isRetired", e.name, e."creditCode", e.address, e.industry, e.headcount::text AS headcount,
      coalesce(z.name, '') AS zone,
      coalesce(o.name, '') AS "contactName", coalesce(o.phone, '') AS "contactPhone",
      coalesce(u.name, '') AS "unionChairName", coalesce(u.phone, '') AS "unionChairPhone",
      coalesce(h.name, '') AS "healthContactName", coalesce(h.phone, '') AS "healthContactPhone"
    FROM "Enterprise" e LEFT JOIN "Zone" z ON z.id = e."zoneId"
      LEFT JOIN "Contact" o ON o."enterpriseId" = e.id AND o.kind = 'OWNER'
      LEFT JOIN "Contact" u ON u."enterpriseId" = e.id AND u.kind = 'UNION_CHAIR'
      LEFT JOIN "Contact" h ON h."enterpriseId" = e.id AND h.kind = 'HEALTH'
    WHERE e."unionId" = ${unionId}::uuid AND e."creditCode" IN (SELECT unnest(${codes}::text[]))`,
  from: (rows: (Registered['values'] & Omit<Registered, 'values'>)[]) =>
    new Map(
      rows.map(({ id, isRetired, ...values }): [string, Registered] => [values.creditCode, { id, isRetired, values }]),
    ),
})

/** Reads the row ids of the union's zones in use by their names, in the order of the zones. */
const readZoneIds = (unionId: string): Reads['zones'] => ({
  statement: Prisma.sql`
    SELECT id, name FROM "Zone" WHERE "unionId" = ${unionId}::uuid AND "retiredAt" IS NULL ORDER BY position, id`,
  from: (rows: { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [name, id])),
})

/** Enters the enterprises of the rows into the register, and their contacts. */
function createRows(unionId: string, rows: readonly Row[], zones: Zones): Prisma.Sql[] {
  const enterprises = rows.map(({ subjectId, entry }) => ({
    id: subjectId!,
    name: entry!.name,
    creditCode: entry!.creditCode,
    address: entry!.address ?? '',
    industry: entry!.industry ?? '',
    headcount: entry!.headcount ?? 0,
    zoneId: zones.get(entry!.zone ?? '') ?? null,
  }))
  return [...insertEnterprises(unionId, enterprises, now()), ...putContacts(rows.flatMap(contactsOf))]
}

/** Changes the enterprises of the rows to the values of the roster. Values that a row leaves out stay as they are. */
function changeRows(rows: readonly Row[], zones: Zones): Prisma.Sql[] {
  const changes = batches(rows).map((batch) => {
    const values = batch.map(({ subjectId, entry }) => ({
      id: subjectId,
      name: entry!.name,
      ...searchedColumns(entry!),
      address: entry!.address ?? null,
      industry: entry!.industry ?? null,
      headcount: entry!.headcount ?? null,
      zoneId: zones.get(entry!.zone ?? '') ?? null,
    }))
    return Prisma.sql`
      UPDATE "Enterprise" e SET name = v.name, "plainName" = v."plainName", grams = v.grams, pinyin = v.pinyin,
        "codeParts" = v."codeParts", address = coalesce(v.address, e.address),
        industry = coalesce(v.industry, e.industry), headcount = coalesce(v.headcount, e.headcount),
        "zoneId" = coalesce(v."zoneId", e."zoneId"), "updatedAt" = ${now()}::timestamptz
      FROM jsonb_populate_recordset(NULL::"Enterprise", ${JSON.stringify(values)}::jsonb) AS v WHERE e.id = v.id`
  })
  const renamed = rows.filter((row) => row.changes.some(({ column }) => column === 'name'))
  const inIssues = batches(renamed).map((batch) => renameInIssues(batch.map(({ subjectId }) => subjectId!)))
  return [...changes, ...inIssues, ...putContacts(rows.flatMap(contactsOf))]
}

/** The contacts of a row, each with a name, a phone number or both. */
const contactsOf = ({ subjectId, entry }: Row): BulkContact[] =>
  contactColumns.flatMap(({ kind, name, phone }) => {
    const contact = { name: entry![name] ?? null, phone: entry![phone] ?? null }
    return contact.name || contact.phone ? [{ enterpriseId: subjectId!, kind, ...contact }] : []
  })
