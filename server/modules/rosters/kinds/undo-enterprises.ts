import { Prisma } from '#codegen/prisma/client.ts'
import type { ContactKind } from '#codegen/prisma/enums.ts'
import { entries, many, type Read } from '#server/log/load.ts'
import type { TallyDelta } from '#server/log/tallies.ts'
import { batches, rowsOfStatement } from '#server/modules/enterprises/bulk.ts'
import { renameInIssues } from '#server/modules/enterprises/rename-in-issues.ts'
import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import { becameOf, type KeptReason, kept } from '#server/modules/rosters/kept.ts'
import type { PlannedRow, RosterUndo, RowUndo } from '#server/modules/rosters/kind.ts'
import { hold, subjectsOf } from '#server/modules/rosters/taking-back.ts'
import { keepZonesOf } from '#server/modules/zones/load.ts'
import { now } from '#server/platform/clock.ts'
import { newId } from '#server/platform/ids.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { contactColumns, type EnterpriseColumn, type EnterpriseEntry, enterpriseColumns } from './enterprise-columns.ts'
import { readZoneIds } from './enterprises.ts'
import { registered } from './register.ts'

type Row = PlannedRow<EnterpriseEntry>

/** An enterprise as it is kept now, with its values by the columns, and what somebody has used it for since. */
type Now = Record<EnterpriseColumn, string> & { id: string; isRetired: boolean; use: KeptReason | null }

type Zones = ReadonlyMap<string, string>

type Reads = { held: Read<object[]>; enterprises: Read<Now[]>; zones: Read<Zones> }

/**
 * Enterprises that the roster has made leave the register as if they had never been in it, where nobody has used them since.
 * Of those that it has changed each value goes back that still stands as the roster left it.
 */
export const undoEnterprises: RosterUndo<EnterpriseEntry, Reads> = {
  load({ unionId }, rows) {
    const ids = subjectsOf(rows)
    return {
      lock: [keepZonesOf(unionId), entries(ids)],
      read: { held: hold('Enterprise', ids), enterprises: readNow(ids), zones: readZoneIds(unionId) },
    }
  },
  async decide(rows, { enterprises, zones }) {
    const present = new Map(enterprises.map((enterprise) => [enterprise.id, enterprise]))
    const outcomes = new Map<PlannedRow, RowUndo>()
    const gone: string[] = []
    const back: SetBack[] = []
    await inParts(rows, (part) => {
      for (const row of part) {
        const enterprise = present.get(row.subjectId ?? '')
        const step =
          enterprise && !enterprise.isRetired && row.kind === 'CHANGE' ? setBack(row, enterprise, zones) : null
        if (step && step.columns.length > 0) back.push(step)
        const use = enterprise?.isRetired && enterprise.use !== 'MERGED' ? 'RETIRED' : enterprise?.use
        const stays = enterprise ? use : 'GONE'
        const isChanged = !step && !stays && !isAsMade(row, enterprise!)
        const reason = isChanged ? 'CHANGED' : stays
        if (!step && !reason) gone.push(row.subjectId!)
        outcomes.set(row, step ? step.outcome : reason ? kept(reason) : becameOf.nothing)
      }
      return []
    })
    const union: TallyDelta = { enterprises: -gone.length, resumption: { NOT_RESUMED: -gone.length } }
    return {
      writes: [
        ...batches(gone).flatMap(deleteRows),
        ...(await inParts(back, (part) => setRows(part, zones), rowsOfStatement)),
      ],
      events: [],
      outcomes,
      ...(gone.length > 0 && { union }),
    }
  },
}

const readNow = (ids: readonly string[]): Read<Now[]> =>
  many(Prisma.sql`
    SELECT r.*, CASE
      WHEN EXISTS (SELECT FROM "Visit" v WHERE v."enterpriseId" = r.id AND v.state IN ('ARRIVED', 'FINISHED')) THEN 'VISITED'
      WHEN EXISTS (SELECT FROM "Visit" v WHERE v."enterpriseId" = r.id) THEN 'PLANNED'
      WHEN EXISTS (SELECT FROM "EnterpriseMerger" m WHERE m."intoId" = r.id OR m."doubleId" = r.id) THEN 'MERGED'
      WHEN EXISTS (SELECT FROM "Issue" i WHERE i."enterpriseId" = r.id) THEN 'ISSUE'
      WHEN EXISTS (SELECT FROM "SupplyOrder" o WHERE o."enterpriseId" = r.id) THEN 'ORDER'
      WHEN EXISTS (SELECT FROM "CampaignEnterprise" p WHERE p."enterpriseId" = r.id) THEN 'LISTED'
      WHEN EXISTS (SELECT FROM "Account" a WHERE a."enterpriseId" = r.id) THEN 'ACCOUNT'
      WHEN EXISTS (SELECT FROM "Measure" m WHERE m."enterpriseId" = r.id) THEN 'MEASURE'
      WHEN EXISTS (SELECT FROM "ResumptionChange" c WHERE c."enterpriseId" = r.id) THEN 'RESUMPTION'
      WHEN EXISTS (SELECT FROM "ResumptionPaper" p WHERE p."enterpriseId" = r.id) THEN 'PAPERS'
    END AS use
    FROM (${registered} WHERE e.id = ANY(${[...ids]}::uuid[])) r`)

/** True where the enterprise is as the row has made it, or is so again. */
const isAsMade = ({ entry }: Row, enterprise: Now): boolean =>
  (Object.keys(enterpriseColumns) as EnterpriseColumn[]).every(
    (column) => enterprise[column] === String(entry![column] ?? ''),
  )

const deleteRows = (ids: readonly string[]): Prisma.Sql[] => [
  Prisma.sql`DELETE FROM "Contact" WHERE "enterpriseId" = ANY(${[...ids]}::uuid[])`,
  Prisma.sql`DELETE FROM "Enterprise" WHERE id = ANY(${[...ids]}::uuid[])`,
]

/** The columns of an enterprise that go back, and its values with them. */
type SetBack = { id: string; columns: EnterpriseColumn[]; values: Record<EnterpriseColumn, string>; outcome: RowUndo }

/** What goes back of an enterprise: each value that still stands as the roster left it. */
function setBack({ changes }: Row, enterprise: Now, zones: Zones): SetBack {
  const canGo = changes.filter(
    ({ column, from, to }) =>
      enterprise[column as EnterpriseColumn] === to && (column !== 'zone' || from === '' || zones.has(from)),
  )
  const staying = changes.filter((change) => !canGo.includes(change))
  const columns = staying.map(({ column }) => column)
  return {
    id: enterprise.id,
    columns: canGo.map(({ column }) => column as EnterpriseColumn),
    values: { ...enterprise, ...Object.fromEntries(canGo.map(({ column, from }) => [column, from])) },
    outcome: staying.length > 0 ? becameOf.changedSince(enterpriseColumns, columns) : becameOf.before,
  }
}

/** Sets the values back, and the contacts: one that was not there before is deleted. */
function setRows(all: readonly SetBack[], zones: Zones): Prisma.Sql[] {
  const enterprises = batches(all).map((batch) => {
    const rows = batch.map(({ id, values }) => ({
      id,
      name: values.name,
      creditCode: values.creditCode || null,
      ...searchedColumns({ name: values.name, creditCode: values.creditCode || null }),
      address: values.address,
      industry: values.industry,
      headcount: values.headcount === '' ? null : Number(values.headcount),
      zoneId: zones.get(values.zone) ?? null,
    }))
    return Prisma.sql`
      UPDATE "Enterprise" e SET name = v.name, "creditCode" = v."creditCode", "plainName" = v."plainName", grams = v.grams,
        pinyin = v.pinyin, "codeParts" = v."codeParts", address = v.address,
        industry = v.industry, headcount = v.headcount, "zoneId" = v."zoneId", "updatedAt" = ${now()}::timestamptz
      FROM jsonb_populate_recordset(NULL::"Enterprise", ${JSON.stringify(rows)}::jsonb) AS v WHERE e.id = v.id`
  })
  const renamed = all.filter(({ columns }) => columns.includes('name')).map(({ id }) => id)
  return [...enterprises, ...batches(renamed).map(renameInIssues), ...setContacts(all.flatMap(contactsBack))]
}

type ContactBack = { id: string; enterpriseId: string; kind: ContactKind; name: string; phone: string }

const contactsBack = ({ id, columns, values }: SetBack): ContactBack[] =>
  contactColumns
    .filter(({ name, phone }) => columns.includes(name) || columns.includes(phone))
    .map(({ kind, name, phone }) => ({
      id: newId(),
      enterpriseId: id,
      kind,
      name: values[name],
      phone: values[phone],
    }))

const setContacts = (contacts: readonly ContactBack[]): Prisma.Sql[] =>
  batches(contacts).flatMap((batch) => [
    Prisma.sql`
      INSERT INTO "Contact" (id, "enterpriseId", kind, name, phone)
      SELECT v.id, v."enterpriseId", v.kind, v.name, v.phone
      FROM jsonb_populate_recordset(NULL::"Contact", ${JSON.stringify(batch)}::jsonb) AS v
      ON CONFLICT ("enterpriseId", kind) DO UPDATE SET name = excluded.name, phone = excluded.phone`,
    Prisma.sql`
      DELETE FROM "Contact"
      WHERE "enterpriseId" = ANY(${batch.map(({ enterpriseId }) => enterpriseId)}::uuid[]) AND name = '' AND phone = ''`,
  ])
