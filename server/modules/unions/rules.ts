import { type Change, type Receipt, write } from '#server/log/write.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { zoneEvents } from './events.ts'

/** A zone more, after the others. CONFLICT where its name is taken. */
export const createZone = (actor: Actor, input: Change & { name: string }): Promise<Receipt> =>
  write(actor, 'createZone', input, async (tx) => {
    allow(actor, 'COMMAND')
    const { unionId } = actor
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
  })
