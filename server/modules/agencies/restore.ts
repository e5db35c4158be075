import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { checkRoom } from './entry.ts'
import { agencyEvents } from './events.ts'
import { lockAgency, readAgency, readAllAgencies } from './load.ts'
import { agencyPayload } from './payload.ts'
import { leaveRetiredZones } from './zones.ts'

const RestoreAgencyInput = builder.inputType('RestoreAgencyInput', {
  description: 'The retired agency that is used again. 要恢复使用的部门。',
  fields: (t) => ({
    ...changeFields(t),
    agencyId: t.id({ description: 'The global id of the agency. 部门的编号。' }),
  }),
})

/** A retired agency is used again, with those of its zones that are in use. */
export const restoreAgency = deed('restoreAgency', {
  does: {
    en: 'Takes a retired agency into use again, with those of its zones that are in use.',
    zh: '恢复使用已停用的部门,仍负责在用的片区。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such agency', zh: '找不到部门' },
    CONFLICT: { en: 'the agency is in use, or there are a hundred agencies', zh: '部门在用,或已有一百个部门' },
  },
  input: RestoreAgencyInput,
  roles: ['COMMAND'],
  ids: { agencyId: 'Agency' },
  payload: agencyPayload,
  load: (actor, { agencyId }) => ({
    lock: lockAgency(actor, agencyId),
    read: { agency: readAgency(actor, agencyId), agencies: readAllAgencies(actor.unionId) },
  }),
  decide({ agency, agencies }) {
    if (!agency.retiredAt) throw agencyInUse(agency.id)
    checkRoom(agencies)
    return {
      subjectId: agency.id,
      writes: [update('Agency', agency.id, { retiredAt: null }), leaveRetiredZones(agency.id)],
      events: [agencyEvents.restored(agency, {})],
    }
  },
})

const agencyInUse = (id: string) =>
  conflict({ zh: '这个部门正在使用。', en: 'This agency is in use.' }, globalId('Agency', id))
