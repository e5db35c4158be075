import { Prisma, type Zone } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { oneOrNull, type Read, root, value } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { db } from '#server/postgres/db.ts'
import { visibleZones } from './access.ts'
import { zoneEvents } from './events.ts'
import { mostZones } from './limits.ts'

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
  errors: {
    CONFLICT: {
      en: 'there is a zone of this name already, or there are a hundred zones',
      zh: '已有同名片区,或已有一百个片区',
    },
  },
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
  load: ({ unionId }, { name }) => ({
    lock: [root('TradeUnion', unionId)],
    read: { namesake: readZoneOfName(unionId, name), lastPosition: readLastPosition(unionId) },
  }),
  decide({ namesake, lastPosition }, { name }, { actor }) {
    if (namesake) throw nameTaken(namesake.id)
    if (lastPosition >= mostZones) throw noMoreZones()
    const zone = { id: newId(), unionId: actor.unionId, name, position: lastPosition + 1 }
    return { subjectId: zone.id, writes: [insert('Zone', zone)], events: [zoneEvents.created(zone, { zones: 1 })] }
  },
})

/** Reads the zone of the union that has this name. */
const readZoneOfName = (unionId: string, name: string): Read<Pick<Zone, 'id'> | null> =>
  oneOrNull(Prisma.sql`SELECT id FROM "Zone" WHERE "unionId" = ${unionId}::uuid AND name = ${name}`)

/** Reads the position of the union's last zone; 0 where it has none. */
const readLastPosition = (unionId: string): Read<number> =>
  value(Prisma.sql`SELECT coalesce(max(position), 0) AS value FROM "Zone" WHERE "unionId" = ${unionId}::uuid`)

const noMoreZones = () => conflict({ zh: `至多 ${mostZones} 个片区。`, en: `A union has at most ${mostZones} zones.` })

/** CONFLICT that shows the zone which has the name. */
const nameTaken = (zoneId: string) =>
  conflict({ zh: '已经有同名的片区。', en: 'There is a zone of that name already.' }, globalId('Zone', zoneId))
