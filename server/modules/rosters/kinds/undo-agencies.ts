import { isDeepStrictEqual } from 'node:util'
import { Prisma, type Zone } from '#codegen/prisma/client.ts'
import type { AgencyKind } from '#codegen/prisma/enums.ts'
import { many, type Read, root, roots } from '#server/log/load.ts'
import { otherNames } from '#server/modules/agencies/entry.ts'
import { retireAgency } from '#server/modules/agencies/retire.ts'
import { updateAgency } from '#server/modules/agencies/update.ts'
import { partsOf } from '#server/modules/rosters/cells.ts'
import { becameOf, type KeptReason, kept } from '#server/modules/rosters/kept.ts'
import type { PlannedRow, RosterUndo } from '#server/modules/rosters/kind.ts'
import { hold, inReverse, subjectsOf, type TakenBack } from '#server/modules/rosters/taking-back.ts'
import { keepZonesOf, readZones } from '#server/modules/zones/load.ts'
import { type AgencyEntry, agencyRoster, type KnownAgency, readKnownAgencies } from './agencies.ts'
import { zoneFinder, zoneNames } from './named-zones.ts'

type Row = PlannedRow<AgencyEntry>

type Reads = {
  held: Read<object[]>
  agencies: Read<KnownAgency[]>
  uses: Read<{ id: string; use: KeptReason | null }[]>
  zones: Read<Zone[]>
}

/** Agencies that the roster has made are gone where nothing refers to them. What it has changed of others goes back. */
export const undoAgencies: RosterUndo<AgencyEntry, Reads> = {
  load({ unionId }, rows) {
    const ids = subjectsOf(rows)
    return {
      lock: [root('TradeUnion', unionId), keepZonesOf(unionId), roots('Agency', ids)],
      read: {
        held: hold('Agency', ids),
        agencies: readKnownAgencies(unionId),
        uses: readUses(ids),
        zones: readZones(unionId),
      },
    }
  },
  decide(rows, { agencies, uses, zones }, { actor, at }) {
    const now = new Map(agencies.map((agency) => [agency.id, agency]))
    const moment = { actor, at, prepared: undefined }
    const zoneIdsOf = zoneFinder(zones)
    const remove = (agency: KnownAgency, entry: AgencyEntry): TakenBack => {
      const use = uses.find(({ id }) => id === agency.id)?.use
      if (use) return { outcome: kept(use) }
      const { kind, name, aliases, phone, zones: names } = entry
      const made = { kind, aliases: otherNames(aliases ?? [], name), phone: phone ?? '', zones: names ?? [] }
      const own = { ...agency, zones: partsOf(zoneNames(zones, agency.zoneIds)) }
      const isAsMade =
        own.kind === made.kind &&
        own.phone === made.phone &&
        isDeepStrictEqual(own.aliases.toSorted(), made.aliases.toSorted()) &&
        isDeepStrictEqual(own.zones.toSorted(), made.zones.toSorted())
      if (!isAsMade) return { outcome: kept('CHANGED') }
      const state = { agency, issues: null, accounts: [] }
      const { events } = retireAgency.decide(state, { clientId: '', agencyId: agency.id }, moment)
      const writes = [Prisma.sql`DELETE FROM "Agency" WHERE id = ${agency.id}::uuid`]
      return { outcome: becameOf.nothing, effect: { writes, events } }
    }
    const setBack = (agency: KnownAgency, { changes }: Row): TakenBack => {
      const texts: Record<string, string> = {
        kind: agency.kind,
        aliases: agency.aliases.join('、'),
        phone: agency.phone,
        zones: zoneNames(zones, agency.zoneIds),
      }
      const standing = changes.filter(({ column, to }) => texts[column] === to)
      const others = changes.filter((change) => !standing.includes(change))
      const columns = others.map(({ column }) => column)
      const outcome = others.length > 0 ? becameOf.changedSince(agencyRoster.columns, columns) : becameOf.before
      if (standing.length === 0) return { outcome }
      const from = { ...texts, ...Object.fromEntries(standing.map((change) => [change.column, change.from])) }
      const zoneIds = zoneIdsOf(partsOf(from.zones!))
      if (!Array.isArray(zoneIds)) return { outcome: becameOf.changedSince(agencyRoster.columns, ['zones']) }
      const after = {
        kind: from.kind as AgencyKind,
        aliases: from.aliases ? from.aliases.split('、') : [],
        phone: from.phone!,
        zoneIds,
      }
      const state = { agency, agencies: [...now.values()], zones, recorded: agency.zoneIds }
      const effect = updateAgency.decide(state, { clientId: '', agencyId: agency.id, ...after }, moment)
      now.set(agency.id, { ...agency, ...after })
      return { outcome, effect }
    }
    return inReverse(rows, (row: Row) => {
      const agency = now.get(row.subjectId ?? '')
      if (!agency) return { outcome: kept('GONE') }
      if (agency.retiredAt) return { outcome: kept('RETIRED') }
      return row.kind === 'CREATE' ? remove(agency, row.entry!) : setBack(agency, row)
    })
  },
}

const readUses = (ids: readonly string[]): Reads['uses'] =>
  many(Prisma.sql`
    SELECT a.id, CASE
      WHEN EXISTS (SELECT FROM "Account" u WHERE u."agencyId" = a.id) THEN 'ACCOUNT'
      WHEN EXISTS (SELECT FROM "Issue" i WHERE i."agencyId" = a.id OR i."proposedAgencyId" = a.id)
        OR EXISTS (SELECT FROM "IssuePart" p WHERE p."agencyId" = a.id)
        OR EXISTS (SELECT FROM "IssueEntry" e WHERE e."agencyId" = a.id) THEN 'ISSUE'
      WHEN EXISTS (SELECT FROM "Measure" m WHERE m."agencyId" = a.id) THEN 'MEASURE'
      WHEN EXISTS (SELECT FROM "SquadMember" q WHERE q."agencyId" = a.id)
        OR EXISTS (SELECT FROM "IssueRoute" r WHERE r."agencyId" = a.id) THEN 'IN_USE'
    END AS use
    FROM "Agency" a WHERE a.id = ANY(${[...ids]}::uuid[])`)
