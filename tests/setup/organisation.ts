import type { AgencyKind, Duty } from '#codegen/prisma/enums.ts'
import { insertAll } from '#server/log/rows.ts'
import { writeEvents } from '#server/log/write.ts'
import { agencyEvents } from '#server/modules/agencies/events.ts'
import { squadEvents } from '#server/modules/squads/events.ts'
import { putZones } from '#server/modules/squads/zones.ts'
import { zoneEvents } from '#server/modules/zones/events.ts'
import { newId } from '#server/platform/ids.ts'

// What a new union has before anybody of it has an account that could do the deeds.

/** Creates the zones of a new union with the positions 1, 2, 3 …. Returns their row ids in the same order. */
export async function createZones(unionId: string, names: string[]): Promise<string[]> {
  const zones = names.map((name, index) => ({ id: newId(), unionId, name, position: index + 1 }))
  await writeEvents(unionId, {
    load: { lock: [], read: {} },
    decide: () => ({
      subjectId: unionId,
      writes: insertAll('Zone', zones),
      events: [zoneEvents.created(zones[0]!, { zones: zones.length })],
    }),
  })
  return zones.map(({ id }) => id)
}

/** The values of a new agency. */
export type NewAgency = { kind: AgencyKind; name: string; aliases: string[] }

/** Creates the agencies of a new union, and returns their row ids by kind. */
export async function createAgencies(unionId: string, agencies: NewAgency[]): Promise<Map<AgencyKind, string>> {
  const rows = agencies.map((agency) => ({ id: newId(), unionId, ...agency }))
  await writeEvents(unionId, {
    load: { lock: [], read: {} },
    decide: () => ({
      subjectId: unionId,
      writes: insertAll('Agency', rows),
      events: [agencyEvents.created(rows[0]!, { agencies: rows.length })],
    }),
  })
  return new Map(rows.map(({ kind, id }) => [kind, id]))
}

/** The values of a new squad and its members; zones and agencies by their row ids. */
export type NewSquad = {
  number: number
  cadreName: string
  cadreTitle: string
  phone: string
  zoneIds: string[]
  members: { name: string; duties: Duty[]; phone: string; agencyId: string | null }[]
}

/** Creates the squads of a new union with their members and empty tallies. Returns their row ids in the same order. */
export async function createSquads(unionId: string, squads: NewSquad[]): Promise<string[]> {
  const made = squads.map((squad) => ({ id: newId(), ...squad }))
  const rows = made.map(({ zoneIds, members, ...squad }) => ({ unionId, ...squad }))
  const members = made.flatMap(({ id: squadId, members }) =>
    members.map((member, index) => ({ id: newId(), unionId, squadId, position: index + 1, ...member })),
  )
  const tallies = made.map(({ id: squadId }) => ({ squadId, unionId }))
  await writeEvents(unionId, {
    load: { lock: [], read: {} },
    decide: () => ({
      subjectId: unionId,
      writes: [
        ...insertAll('Squad', rows),
        ...insertAll('SquadMember', members),
        ...insertAll('SquadTally', tallies),
        ...made.flatMap(({ id, zoneIds }) => putZones(id, zoneIds)),
      ],
      events: made.map(({ id, number }) => squadEvents.created({ id }, { number })),
    }),
  })
  return made.map(({ id }) => id)
}
