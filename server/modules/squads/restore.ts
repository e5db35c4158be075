import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { squadEvents } from './events.ts'
import { checkRoom, lockSquad, readSquad, readSquads } from './load.ts'
import { squadPayload } from './payload.ts'
import { leaveRetiredZones } from './zones.ts'

const RestoreSquadInput = builder.inputType('RestoreSquadInput', {
  description: 'The retired squad that is used again. 要恢复使用的小分队。',
  fields: (t) => ({
    ...changeFields(t),
    squadId: t.id({ description: 'The global id of the squad. 小分队的编号。' }),
  }),
})

/** A retired squad is used again, with its number, its members and those of its zones that are in use. */
export const restoreSquad = deed('restoreSquad', {
  does: {
    en: 'Takes a retired squad into use again, with its number, its members and those of its zones that are in use.',
    zh: '恢复使用已停用的小分队,序号、队员与在用的片区不变。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such squad', zh: '找不到小分队' },
    CONFLICT: { en: 'the squad is in use, or there are forty squads', zh: '小分队在用,或已有四十支小分队' },
  },
  input: RestoreSquadInput,
  roles: ['COMMAND'],
  ids: { squadId: 'Squad' },
  payload: squadPayload,
  load: (actor, { squadId }) => ({
    lock: lockSquad(actor, squadId),
    read: { squad: readSquad(actor, squadId), squads: readSquads(actor.unionId) },
  }),
  decide({ squad, squads }) {
    if (!squad.retiredAt) throw squadInUse(squad.id)
    checkRoom(squads)
    return {
      subjectId: squad.id,
      writes: [update('Squad', squad.id, { retiredAt: null }), leaveRetiredZones(squad.id)],
      events: [squadEvents.restored(squad, {})],
    }
  },
})

const squadInUse = (id: string) =>
  conflict({ zh: '这支小分队正在使用。', en: 'This squad is in use.' }, globalId('Squad', id))
