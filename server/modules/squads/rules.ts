import type { Squad } from '#codegen/prisma/client.ts'
import type { Duty } from '#codegen/prisma/enums.ts'
import { type Change, type Receipt, write } from '#server/log/write.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleAgencies, visibleSquads } from './access.ts'
import { squadEvents } from './events.ts'

/** What the desk may change of a squad; what is left out stays. Its number never changes. */
export type UpdateSquad = Change & {
  squadId: string
  cadreName?: string | null
  cadreTitle?: string | null
  phone?: string | null
  zoneIds?: string[] | null
}

/** Another cadre, phone, or other zones. */
export const updateSquad = (actor: Actor, input: UpdateSquad): Promise<Receipt> =>
  write(actor, 'updateSquad', input, async (tx) => {
    const squad = await loadSquad(tx, actor, input.squadId)
    const zones = await loadZones(tx, squad.unionId, input.zoneIds)
    await tx.squad.update({
      where: { id: squad.id },
      data: {
        cadreName: input.cadreName ?? undefined,
        cadreTitle: input.cadreTitle ?? undefined,
        phone: input.phone ?? undefined,
        zones: zones && { set: zones.map((id) => ({ id })) },
      },
    })
    return updated(squad, 'squad')
  })

/** A member as the desk enters it. */
export type Member = { name: string; duties: Duty[]; phone: string; agencyId?: string | null }

/** A squad's members, whole: who is not named is not in it any more. */
export const setSquadMembers = (
  actor: Actor,
  input: Change & { squadId: string; members: Member[] },
): Promise<Receipt> =>
  write(actor, 'setSquadMembers', input, async (tx) => {
    const squad = await loadSquad(tx, actor, input.squadId)
    await checkAgencies(tx, actor, squad.unionId, input.members)
    await tx.squadMember.deleteMany({ where: { squadId: squad.id } })
    await tx.squadMember.createMany({
      data: input.members.map(({ name, duties, phone, agencyId }) => ({
        squadId: squad.id,
        name,
        duties: [...new Set(duties)],
        phone,
        agencyId: agencyId ?? null,
      })),
    })
    return updated(squad, 'members')
  })

const updated = (squad: Squad, what: 'squad' | 'members') => ({
  subjectId: squad.id,
  unionId: squad.unionId,
  events: [squadEvents.updated(squad, { what })],
})

async function loadSquad(tx: Tx, actor: Actor, id: string): Promise<Squad> {
  allow(actor, 'COMMAND')
  const squad = await tx.squad.findFirst({ where: { AND: [{ id }, visibleSquads(actor)] } })
  if (!squad) throw notFound('squadId')
  await tx.$queryRaw`SELECT 1 FROM "Squad" WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return squad
}

async function loadZones(tx: Tx, unionId: string, ids: string[] | null | undefined): Promise<string[] | undefined> {
  if (!ids) return undefined
  const wanted = [...new Set(ids)]
  if ((await tx.zone.count({ where: { unionId, id: { in: wanted } } })) < wanted.length) throw notFound('zoneIds')
  return wanted
}

async function checkAgencies(tx: Tx, actor: Actor, unionId: string, members: Member[]): Promise<void> {
  const wanted = [...new Set(members.flatMap(({ agencyId }) => agencyId ?? []))]
  const known = await tx.agency.findMany({
    where: { AND: [{ unionId, id: { in: wanted } }, visibleAgencies(actor)] },
    select: { id: true },
  })
  const missing = members.findIndex(({ agencyId }) => agencyId && !known.some(({ id }) => id === agencyId))
  if (missing >= 0) throw notFound(`members.${missing}.agencyId`)
}
