import type { AgencyKind, Duty } from '#codegen/prisma/enums.ts'
import { insertAll } from '#server/log/rows.ts'
import { writeEvents } from '#server/log/write.ts'
import { newId } from '#server/platform/ids.ts'
import { agencyEvents, squadEvents } from './events.ts'
import { mostSquads } from './limits.ts'
import { putZones } from './zones.ts'

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
      events: [agencyEvents.created({ id: unionId }, { agencies: rows.length })],
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
  if (squads.length > mostSquads) throw new Error(`A union has at most ${mostSquads} squads.`)
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
