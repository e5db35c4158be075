import type { AgencyKind, Duty } from '#codegen/prisma/enums.ts'
import { writeEvents } from '#server/log/old-write.ts'
import { agencyEvents, squadEvents } from './events.ts'

/** The values of a new agency. */
export type NewAgency = { kind: AgencyKind; name: string; aliases: string[] }

/** Creates the agencies of a new union, and returns their row ids by kind. */
export async function createAgencies(unionId: string, agencies: NewAgency[]): Promise<Map<AgencyKind, string>> {
  const ids = new Map<AgencyKind, string>()
  await writeEvents(unionId, async (tx) => {
    const rows = await tx.agency.createManyAndReturn({ data: agencies.map((agency) => ({ unionId, ...agency })) })
    for (const { kind, id } of rows) ids.set(kind, id)
    return {
      subjectId: unionId,
      events: [agencyEvents.created({ id: unionId }, { agencies: agencies.length })],
    }
  })
  return ids
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
  const ids: string[] = []
  await writeEvents(unionId, async (tx) => {
    for (const { zoneIds, members, ...squad } of squads) {
      const { id } = await tx.squad.create({
        data: {
          ...squad,
          unionId,
          zones: { connect: zoneIds.map((zoneId) => ({ id: zoneId })) },
          members: { createMany: { data: members } },
        },
      })
      await tx.squadTally.create({ data: { squadId: id, unionId } })
      ids.push(id)
    }
    const events = ids.map((id, index) => squadEvents.created({ id }, { number: squads[index]!.number }))
    return { subjectId: unionId, events }
  })
  return ids
}
