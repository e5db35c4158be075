import { isDeepStrictEqual } from 'node:util'
import { type Agency, Prisma, type SquadMember, type Zone } from '#codegen/prisma/client.ts'
import { many, type Read, root, rootsOf } from '#server/log/load.ts'
import { readAllAgencies } from '#server/modules/agencies/load.ts'
import {
  applyDecisions,
  type Effect,
  type Moment,
  type RosterKind,
  type RowDecision,
} from '#server/modules/rosters/kind.ts'
import { createSquad } from '#server/modules/squads/create.ts'
import { mostZones } from '#server/modules/squads/limits.ts'
import { squadRetired } from '#server/modules/squads/load.ts'
import { setSquadMembers } from '#server/modules/squads/set-members.ts'
import { updateSquad } from '#server/modules/squads/update.ts'
import { keepZonesOf, readZones } from '#server/modules/zones/load.ts'
import { zoneFinder } from './named-zones.ts'
import { type SquadEntry, squadColumns } from './squad-columns.ts'
import {
  asInput,
  type Known,
  memberAfter,
  ownAfter,
  ownChanges,
  ownOf,
  type Plan,
  planOf,
  type State,
} from './squad-plan.ts'

type Reads = {
  squads: Read<Known[]>
  members: Read<SquadMember[]>
  zones: Read<Zone[]>
  agencies: Read<Agency[]>
}

/** All that is written for a squad because of its rows so far: the last of them has the whole. */
type SquadDecision = RowDecision & { number: number }

/** Squads, one member a row. The rows of a squad are written at once: one that is not there yet is made with its members. */
export const squadRoster: RosterKind<SquadEntry, Reads, SquadDecision> = {
  columns: squadColumns,
  subject: 'Squad',
  needs: [['squad'], ['member', 'cadreName']],
  mostRows: 2000,
  nameOf: ({ member, cadreName, squad }) => ({ name: member || cadreName, key: squad }),
  load({ unionId }, rows) {
    const numbers = [...new Set(rows.flatMap(({ entry }) => entry?.squad ?? []))]
    const named = Prisma.sql`
      SELECT id FROM "Squad" WHERE "unionId" = ${unionId}::uuid AND number = ANY(${numbers}::int[])`
    return {
      lock: [root('TradeUnion', unionId), rootsOf('Squad', named), keepZonesOf(unionId)],
      read: {
        squads: readKnownSquads(unionId),
        members: readSquadMembers(named),
        zones: readZones(unionId),
        agencies: readAllAgencies(unionId),
      },
    }
  },
  comparer(state, moment) {
    const plans = new Map<number, Plan>()
    const zoneIdsOf = zoneFinder(state.zones)
    let last: { sheet: string; row: number; number: number } | undefined
    return (entry, { sheet, row }) => {
      // a row without a number belongs to the squad of the row right before it, unless that one is refused
      const number = entry.squad ?? (last?.sheet === sheet && last.row === row - 1 ? last.number : null)
      if (number === null) return [{ column: 'squad', reason: 'REQUIRED' }]
      const plan = plans.get(number) ?? planOf(number, state)
      if (plan.kept?.retiredAt) throw squadRetired(plan.kept)
      const zoneIds = entry.zones ? zoneIdsOf(entry.zones) : null
      if (zoneIds && !Array.isArray(zoneIds)) return [zoneIds]
      if (zoneIds && zoneIds.length > mostZones) return [{ column: 'zones', reason: 'TOO_LONG' }]
      const own = ownAfter(plan, entry, zoneIds)
      if (Array.isArray(own)) return own
      const joined = memberAfter(plan, entry, state, number)
      if (Array.isArray(joined)) return joined
      const next: Plan = {
        kept: plan.kept,
        own,
        members: joined.members,
        said: { ...plan.said, ...Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null)) },
        named: entry.member ? new Map(plan.named).set(entry.member, row) : plan.named,
      }
      const changes = [...(plan.own ? ownChanges(plan.own, own, state.zones) : []), ...joined.changes]
      const isNew = !plan.own || joined.isNew
      const others = [...plans].flatMap(([each, { kept }]) => (kept || each === number ? [] : each))
      const effect =
        isNew || changes.length > 0 ? { number, ...decide(number, next, others, state, moment) } : undefined
      plans.set(number, next)
      last = { sheet, row, number }
      return { isNew, subjectId: plan.kept?.id ?? null, key: String(number), changes, ...(effect && { effect }) }
    }
  },
  apply(effects) {
    const whole = new Map(effects.map((each) => [each.effect.number, each]))
    const ids = effects.map(({ row, effect }) => [row.place, whole.get(effect.number)!.effect.subjectId] as const)
    return { ...applyDecisions([...whole.values()] as Effect<SquadEntry, RowDecision>[]), ids: new Map(ids) }
  },
}

/** Reads the squads of the union, in use and retired, with their zones. */
export const readKnownSquads = (unionId: string): Reads['squads'] =>
  many(Prisma.sql`
    SELECT q.*, ARRAY(SELECT z."B"::text FROM "_SquadToZone" z WHERE z."A" = q.id ORDER BY 1) AS "zoneIds"
    FROM "Squad" q WHERE q."unionId" = ${unionId}::uuid`)

/** Reads who is and was a member of the squads whose ids the statement selects. */
export const readSquadMembers = (squadIds: Prisma.Sql): Reads['members'] =>
  many(Prisma.sql`
    SELECT id, "unionId", "squadId", position, name, duties::text[] AS duties, phone, "agencyId", "retiredAt"
    FROM "SquadMember" WHERE "squadId" IN (${squadIds}) ORDER BY position, id`)

/** What the rules decide for the squad as it is after its rows so far. `others` are the numbers of further new squads. */
function decide(
  number: number,
  { kept, own, members }: Plan,
  others: readonly number[],
  { squads, members: all, zones, agencies }: State,
  moment: Moment<undefined>,
): RowDecision {
  const clientId = ''
  if (!kept) {
    const made = others.map((each) => ({ id: '', number: each, retiredAt: null }))
    return createSquad.decide(
      { squads: [...squads, ...made], zones, agencies },
      { clientId, number, ...own!, members },
      moment,
    )
  }
  const squadId = kept.id
  const recorded = all.filter((member) => member.squadId === squadId)
  const isSame = isDeepStrictEqual(members, recorded.filter(({ retiredAt }) => !retiredAt).map(asInput))
  // rows change members and add some, and take none away: no account ends by them
  const state = { squad: kept, recorded, accounts: [], agencies }
  const decisions = [
    ...(isDeepStrictEqual(own, ownOf(kept))
      ? []
      : [updateSquad.decide({ squad: kept, zones }, { clientId, squadId, ...own! }, moment)]),
    ...(isSame ? [] : [setSquadMembers.decide(state, { clientId, squadId, members }, moment)]),
  ]
  return {
    subjectId: squadId,
    writes: decisions.flatMap(({ writes }) => writes),
    events: decisions.flatMap(({ events }) => events),
  }
}
