import { isDeepStrictEqual } from 'node:util'
import { type Agency, Prisma, type SquadMember, type Zone } from '#codegen/prisma/client.ts'
import { many, type Read, root, roots } from '#server/log/load.ts'
import { readAllAgencies } from '#server/modules/agencies/load.ts'
import { becameOf, type KeptReason, kept } from '#server/modules/rosters/kept.ts'
import type { RosterUndo, RowUndo, Undoing } from '#server/modules/rosters/kind.ts'
import { hold, subjectsOf, unlessRefused } from '#server/modules/rosters/taking-back.ts'
import { retireSquad } from '#server/modules/squads/retire.ts'
import { setSquadMembers } from '#server/modules/squads/set-members.ts'
import { updateSquad } from '#server/modules/squads/update.ts'
import { keepZonesOf, readZones } from '#server/modules/zones/load.ts'
import { isAsMade, squadBefore } from './squad-before.ts'
import type { SquadEntry } from './squad-columns.ts'
import { asInput, type Known } from './squad-plan.ts'
import { readKnownSquads, readSquadMembers } from './squads.ts'

type Use = { id: string; use: KeptReason | null }

type Reads = {
  held: Read<object[]>
  squads: Read<Known[]>
  members: Read<SquadMember[]>
  zones: Read<Zone[]>
  agencies: Read<Agency[]>
  uses: Read<Use[]>
}

/**
 * Squads that the roster has made are gone with their members, where nothing refers to them. Of others the members that it has
 * brought leave again, and each value goes back that still stands.
 */
export const undoSquads: RosterUndo<SquadEntry, Reads> = {
  load({ unionId }, rows) {
    const ids = subjectsOf(rows)
    const named = Prisma.sql`SELECT unnest(${ids}::uuid[])`
    return {
      lock: [root('TradeUnion', unionId), roots('Squad', ids), keepZonesOf(unionId)],
      read: {
        held: hold('Squad', ids),
        squads: readKnownSquads(unionId),
        members: readSquadMembers(named),
        zones: readZones(unionId),
        agencies: readAllAgencies(unionId),
        uses: readUses(ids),
      },
    }
  },
  decide(rows, { squads, members, zones, agencies, uses }, { actor, at }) {
    const moment = { actor, at, prepared: undefined }
    const undone = subjectsOf(rows).map((squadId): Undoing => {
      const own = rows.filter(({ subjectId }) => subjectId === squadId)
      const all = (outcome: RowUndo): Undoing => ({
        writes: [],
        events: [],
        outcomes: new Map(own.map((row) => [row, outcome])),
      })
      const squad = squads.find(({ id }) => id === squadId)
      if (!squad) return all(kept('GONE'))
      if (squad.retiredAt) return all(kept('RETIRED'))
      const recorded = members.filter((member) => member.squadId === squadId)
      if (own.some(({ isMaker }) => isMaker)) {
        const use = [squadId, ...recorded.map(({ id }) => id)].flatMap((id) => useOf(uses, id) ?? [])[0]
        if (use) return all(kept(use))
        if (!isAsMade(squad, recorded, own)) return all(kept('CHANGED'))
        const state = { squad, accounts: [], planned: null }
        const { events } = retireSquad.decide(state, { clientId: '', squadId }, moment)
        // the event is about a squad that has no figures any more
        const ofUnion = events.map((event) => ({ ...event, squadId: null }))
        return { ...all(becameOf.nothing), writes: deleteSquad(squadId), events: ofUnion }
      }
      const before = squadBefore({ squad, recorded, zones, agencies }, own, (id) => useOf(uses, id))
      const isSame = isDeepStrictEqual(before.members, recorded.filter(({ retiredAt }) => !retiredAt).map(asInput))
      const clientId = ''
      const taken = unlessRefused(() => {
        const decisions = [
          ...(before.own ? [updateSquad.decide({ squad, zones }, { clientId, squadId, ...before.own }, moment)] : []),
          ...(isSame
            ? []
            : [
                setSquadMembers.decide(
                  { squad, recorded, accounts: [], agencies },
                  { clientId, squadId, members: before.members },
                  moment,
                ),
              ]),
        ]
        const gone = Prisma.sql`DELETE FROM "SquadMember" WHERE id = ANY(${before.gone}::uuid[])`
        return {
          outcome: becameOf.before,
          effect: {
            writes: [...decisions.flatMap(({ writes }) => writes), ...(before.gone.length > 0 ? [gone] : [])],
            events: decisions.flatMap(({ events }) => events),
          },
        }
      })
      if (!taken.effect) return all(taken.outcome)
      return { ...taken.effect, outcomes: before.outcomes }
    })
    return {
      writes: undone.flatMap(({ writes }) => writes),
      events: undone.flatMap(({ events }) => events),
      outcomes: new Map(undone.flatMap(({ outcomes }) => [...outcomes])),
    }
  },
}

const useOf = (uses: readonly Use[], id: string): KeptReason | null => uses.find((each) => each.id === id)?.use ?? null

const deleteSquad = (id: string): Prisma.Sql[] => [
  Prisma.sql`DELETE FROM "SquadMember" WHERE "squadId" = ${id}::uuid`,
  Prisma.sql`DELETE FROM "SquadTally" WHERE "squadId" = ${id}::uuid`,
  Prisma.sql`DELETE FROM "Squad" WHERE id = ${id}::uuid`,
]

/** What the squads and their members are used for. */
const readUses = (squadIds: readonly string[]): Read<Use[]> =>
  many(Prisma.sql`
    SELECT q.id, CASE
      WHEN EXISTS (SELECT FROM "Visit" v WHERE v."squadId" = q.id) THEN 'PLANNED'
      WHEN EXISTS (SELECT FROM "Account" a WHERE a."squadId" = q.id) THEN 'ACCOUNT'
      WHEN EXISTS (SELECT FROM "Issue" i WHERE i."squadId" = q.id)
        OR EXISTS (SELECT FROM "Measure" m WHERE m."squadId" = q.id) THEN 'IN_USE'
    END AS use
    FROM "Squad" q WHERE q.id = ANY(${[...squadIds]}::uuid[])
    UNION ALL
    SELECT p.id, CASE
      WHEN EXISTS (SELECT FROM "Account" a WHERE a."memberId" = p.id) THEN 'ACCOUNT'
      WHEN EXISTS (SELECT FROM "VisitMember" v WHERE v."memberId" = p.id) THEN 'VISITED'
    END AS use
    FROM "SquadMember" p WHERE p."squadId" = ANY(${[...squadIds]}::uuid[])`)
