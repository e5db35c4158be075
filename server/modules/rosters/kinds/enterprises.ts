import { Prisma } from '#codegen/prisma/client.ts'
import { entries, type Read } from '#server/log/load.ts'
import type { NewRow } from '#server/log/rows.ts'
import {
  type BulkContact,
  batches,
  insertEnterprises,
  putContacts,
  rowsOfStatement,
} from '#server/modules/enterprises/bulk.ts'
import { creditCodeIndex } from '#server/modules/enterprises/entry.ts'
import { renameInIssues } from '#server/modules/enterprises/rename-in-issues.ts'
import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import { cleared } from '#server/modules/rosters/cells.ts'
import { outdated } from '#server/modules/rosters/errors.ts'
import { rosterEvents } from '#server/modules/rosters/events.ts'
import type { ChangedCell, PlannedRow, RosterKind, Told } from '#server/modules/rosters/kind.ts'
import { keepZonesOf } from '#server/modules/zones/load.ts'
import { now } from '#server/platform/clock.ts'
import { newId } from '#server/platform/ids.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { nameKey, sameName } from '#server/platform/plain.ts'
import { db } from '#server/postgres/db.ts'
import { contactColumns, type EnterpriseColumn, type EnterpriseEntry, enterpriseColumns } from './enterprise-columns.ts'
import { retired } from './named-enterprises.ts'
import { zoneNamer } from './named-zones.ts'
import { matchOf, type Registered, readRegister, registered, registerOf } from './register.ts'

/** A row, and what the register has of its enterprise before it; null where it is new. */
type Row = PlannedRow<EnterpriseEntry> & { before: Registered['values'] | null }

type Zones = ReadonlyMap<string, string>

type Reads = { enterprises: Read<Registered[]>; zones: Read<Zones> }

/**
 * The register of enterprises: a row enters one, or changes the one that it is about. Of one that is likely to be in the register
 * already somebody decides. It is one event.
 */
export const enterpriseRoster: RosterKind<EnterpriseEntry, Reads, Row> = {
  columns: enterpriseColumns,
  subject: 'Enterprise',
  keepsTexts: true,
  needs: [['name']],
  mostRows: 20_000,
  nameOf: ({ name, creditCode }) => ({ name, key: creditCode }),
  // of those of one name whose place is not known a phone number tells one from another
  identity({ name, creditCode, address, ...entry }) {
    if (creditCode) return { column: 'creditCode', value: creditCode }
    const phone = address ? undefined : contactColumns.map((contact) => entry[contact.phone]).find(Boolean)
    return { column: 'name', value: [nameKey(name), nameKey(address ?? ''), phone].join(' ') }
  },
  load({ unionId }, rows) {
    const changing = rows.flatMap(({ kind, subjectId }) => (subjectId && kind !== 'SAME' ? subjectId : []))
    return {
      lock: [keepZonesOf(unionId), entries(changing)],
      read: { enterprises: readRegister(unionId, rows), zones: readZoneIds(unionId) },
    }
  },
  // An empty cell changes nothing, and neither does a column that the file does not have.
  comparer: async ({ enterprises, zones }) => {
    const register = await registerOf(enterprises)
    const zoneNameOf = zoneNamer([...zones.keys()])
    const rowsOf = new Map<string, number>()
    const withZone = ({ entry, texts }: Told<EnterpriseEntry>): Told<EnterpriseEntry> => {
      const word = entry.zone || texts.find(({ column }) => column === 'zone')?.text
      const zone = word && zoneNameOf(word)
      const unread = word && !zone ? [{ column: 'zone', text: word, isDoubtful: true }] : []
      return {
        entry: { ...entry, ...(word && { zone: zone ?? null }) },
        texts: [...texts.filter(({ column }) => column !== 'zone'), ...unread],
      }
    }
    return (entry, row, unsettled) => {
      const told = withZone({ entry, texts: row.texts })
      const match = matchOf(entry, row.texts, register)
      if (!match) return { isNew: true, subjectId: null, ...told, effect: { ...row, ...told, before: null } }
      const { found, isSure } = match
      if (found.isRetired) return [{ column: 'creditCode', sentence: retired }]
      // one row names it by its code, another by its name and address
      const first = rowsOf.get(found.id)
      if (isSure && first) return [{ column: 'name', reason: 'DUPLICATE', detail: String(first) }]
      if (isSure) rowsOf.set(found.id, row.row)
      const open = withZone(unsettled(found.id))
      const changes = changesOf(open.entry, found)
      const effect = { ...row, ...open, before: found.values }
      // of a doubtful row all is kept: it may be new
      return { isNew: false, isDoubtful: !isSure, subjectId: found.id, changes, effect, ...(isSure ? open : told) }
    }
  },
  async readSubjects(ids) {
    const found = await db.$queryRaw<({ id: string } & Registered['values'])[]>`
      ${registered} WHERE e.id = ANY(${[...ids]}::uuid[])`
    const known = (values: object) =>
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value || null]))
    return new Map(found.map(({ id, ...values }) => [id, known(values)]))
  },
  async apply(effects, { zones }, { at, actor: { unionId }, roster }) {
    const { id, created, changed, unchanged, doubtful, refused } = roster
    // what the rows say of zones is what the comparison made of it
    const rows = effects.map(({ row, effect: { entry, before } }) =>
      row.kind === 'CREATE' ? { ...row, before: null } : { ...row, entry, before },
    )
    const ordered = inOrderOfCodes(rows.filter(({ kind }) => kind === 'CREATE'))
    const made = await inParts(ordered, (part) => part.map((row) => ({ ...row, subjectId: newId() })))
    const changing = rows.filter(({ kind }) => kind === 'CHANGE')
    const union = { enterprises: created, resumption: { NOT_RESUMED: created } }
    return {
      writes: [
        ...(await inParts(made, (part) => createRows(unionId, part, zones), rowsOfStatement)),
        ...(await inParts(changing, (part) => changeRows(part, zones), rowsOfStatement)),
      ],
      events:
        rows.length > 0
          ? [
              rosterEvents.applied(
                { id },
                { created, changed, unchanged, doubtful, refused },
                { happenedAt: at, union },
              ),
            ]
          : [],
      ids: new Map(made.map(({ place, subjectId }) => [place, subjectId])),
      // an enterprise with one of these credit codes was entered since the register was read
      uniqueness: { index: creditCodeIndex, conflict: { statement: null, from: () => outdated(id) } },
    }
  },
}

/** The rows by credit code: of two rosters with the same new enterprises one waits for the other, and never each for the other. */
const inOrderOfCodes = (rows: Row[]): Row[] => rows.sort((a, b) => (a.key < b.key ? -1 : 1))

const isNamed = (column: EnterpriseColumn): column is 'name' | 'address' => column === 'name' || column === 'address'

/** Whether it is by this that a list names an entry that was merged into the enterprise. */
const isOfDouble = ({ doubles }: Registered, column: EnterpriseColumn, to: string): boolean =>
  doubles.some((double) =>
    isNamed(column) ? sameName(double[column], to) : column === 'creditCode' && double.creditCode === to,
  )

/**
 * What a row changes of an enterprise. A name or an address in other brackets or width is no other one, and neither is that of an
 * entry that was merged into it.
 */
const changesOf = (entry: EnterpriseEntry, found: Registered): ChangedCell[] =>
  (Object.keys(enterpriseColumns) as EnterpriseColumn[]).flatMap((column): ChangedCell[] => {
    const from = found.values[column]
    const to = String(entry[column] ?? from)
    const isSame = to === from || (isNamed(column) && sameName(to, from)) || isOfDouble(found, column, to)
    return isSame ? [] : [{ column, from, to }]
  })

/** Reads the row ids of the union's zones in use by their names, in the order of the zones. */
export const readZoneIds = (unionId: string): Reads['zones'] => ({
  statement: Prisma.sql`
    SELECT id, name FROM "Zone" WHERE "unionId" = ${unionId}::uuid AND "retiredAt" IS NULL ORDER BY position, id`,
  from: (rows: { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [name, id])),
})

/** Enters the enterprises of the rows into the register, and their contacts. */
function createRows(unionId: string, rows: readonly Row[], zones: Zones): Prisma.Sql[] {
  const enterprises = rows.map(({ subjectId, entry }) => ({
    id: subjectId!,
    name: entry!.name,
    creditCode: entry!.creditCode || null,
    address: entry!.address ?? '',
    industry: entry!.industry ?? '',
    headcount: entry!.headcount === cleared ? null : (entry!.headcount ?? null),
    zoneId: zones.get(entry!.zone ?? '') ?? null,
  }))
  return insertEnterprises(unionId, enterprises, rows.flatMap(contactsOf), now())
}

/** What an enterprise is found by after a row. */
function namesAfter(
  entry: EnterpriseEntry,
  before: Registered['values'],
  changes: readonly ChangedCell[],
): Pick<NewRow<'Enterprise'>, 'name' | 'creditCode' | keyof ReturnType<typeof searchedColumns>> {
  const changed = new Set(changes.map(({ column }) => column))
  const name = changed.has('name') ? entry.name : before.name
  const creditCode = (changed.has('creditCode') && entry.creditCode) || before.creditCode || null
  return { name, creditCode, ...searchedColumns({ name, creditCode }) }
}

/** Changes the enterprises of the rows to the values of the roster. Values that a row leaves out stay as they are. */
function changeRows(rows: readonly Row[], zones: Zones): Prisma.Sql[] {
  const changes = batches(rows).map((batch) => {
    const values = batch.map(({ subjectId, entry, before, changes }) => ({
      id: subjectId,
      ...namesAfter(entry!, before!, changes),
      address: changes.some(({ column }) => column === 'address') ? entry!.address : null,
      industry: entry!.industry ?? null,
      headcount: entry!.headcount === cleared ? null : (entry!.headcount ?? null),
      clearsHeadcount: entry!.headcount === cleared,
      zoneId: zones.get(entry!.zone ?? '') ?? null,
      clearsZone: entry!.zone === cleared,
    }))
    return Prisma.sql`
      UPDATE "Enterprise" e SET name = v.name, "creditCode" = v."creditCode", "plainName" = v."plainName", grams = v.grams,
        pinyin = v.pinyin, "codeParts" = v."codeParts",
        address = coalesce(v.address, e.address), industry = coalesce(v.industry, e.industry),
        headcount = CASE WHEN v."clearsHeadcount" THEN NULL ELSE coalesce(v.headcount, e.headcount) END,
        "zoneId" = CASE WHEN v."clearsZone" THEN NULL ELSE coalesce(v."zoneId", e."zoneId") END,
        "updatedAt" = ${now()}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS v(
        id uuid, name text, "creditCode" text, "plainName" text, grams text[], pinyin int[], "codeParts" text[],
        address text, industry text, headcount int, "clearsHeadcount" boolean, "zoneId" uuid, "clearsZone" boolean
      ) WHERE e.id = v.id`
  })
  const renamed = rows.filter((row) => row.changes.some(({ column }) => column === 'name'))
  const inIssues = batches(renamed).map((batch) => renameInIssues(batch.map(({ subjectId }) => subjectId!)))
  return [...changes, ...inIssues, ...putContacts(rows.flatMap(contactsOf))]
}

/** The contacts of a row, each with a name, a phone number or both; an empty text takes one away. */
const contactsOf = ({ subjectId, entry }: Row): BulkContact[] =>
  contactColumns.flatMap(({ kind, name, phone }) => {
    const contact = { name: entry![name] ?? null, phone: entry![phone] ?? null }
    return contact.name === null && contact.phone === null ? [] : [{ enterpriseId: subjectId!, kind, ...contact }]
  })
