import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { db } from '#server/postgres/db.ts'
import { visibleZones } from './access.ts'
import { zoneEvents } from './events.ts'
import { lockUnion } from './load.ts'

const CreateZoneInput = builder.inputType('CreateZoneInput', {
  description: 'A further zone of the union. 新划的一个片区。',
  fields: (t) => ({
    ...changeFields(t),
    name: t.string({
      validate: line(1, 50),
      description:
        'The name of the zone, 1 to 50 characters, which no other zone of the union has. 片区名称,1 至 50 字,不能重名。',
    }),
  }),
})

/** A zone is added after the others. */
export const createZone = deed('createZone', {
  does: { en: 'Adds a zone after the others.', zh: '新增一个片区,排在最后。' },
  errors: { CONFLICT: { en: 'there is a zone of this name already', zh: '已有同名片区' } },
  input: CreateZoneInput,
  roles: ['COMMAND'],
  payload: (t) => ({
    zone: t.prismaField({
      type: 'Zone',
      description: 'The zone that was added. 新增的片区。',
      resolve: (query, { subjectId }, _, context) =>
        db.zone.findFirstOrThrow({ ...query, where: { AND: [{ id: subjectId! }, visibleZones(signedIn(context))] } }),
    }),
  }),
  async work(tx, { actor, input }) {
    const { unionId } = actor
    await lockUnion(tx, unionId)
    const zones = await tx.zone.aggregate({ where: { unionId }, _max: { position: true } })
    const { count } = await tx.zone.createMany({
      data: [{ unionId, name: input.name, position: (zones._max.position ?? 0) + 1 }],
      skipDuplicates: true,
    })
    const zone = await tx.zone.findUniqueOrThrow({ where: { unionId_name: { unionId, name: input.name } } })
    if (!count) {
      throw conflict(
        { zh: '已经有同名的片区。', en: 'There is a zone of that name already.' },
        globalId('Zone', zone.id),
      )
    }
    return { subjectId: zone.id, events: [zoneEvents.created(zone, { zones: 1 })] }
  },
})
