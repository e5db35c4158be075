import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleZones } from './access.ts'

/** The payload of every deed on one zone: the zone, read again as the caller may see it. */
export const zonePayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  zone: t.prismaField({
    type: 'Zone',
    description: 'The zone as it stands after the change. 操作后的片区。',
    resolve: (query, { subjectId }, _, context) =>
      db.zone.findFirstOrThrow({ ...query, where: { AND: [{ id: subjectId! }, visibleZones(signedIn(context))] } }),
  }),
})
