import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { visitEvents } from './events.ts'
import { visitLoad } from './load.ts'
import { visitPayload } from './payload.ts'

const ConfirmVisitInput = builder.inputType('ConfirmVisitInput', {
  description: 'Which visit took place as it is recorded. 确认哪次走访属实。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: 'The global id of the visit. 走访的编号。' }),
  }),
})

/** Somebody of the command centre has looked at a visit that looked empty or doubled: it took place as it is recorded. */
export const confirmVisit = deed('confirmVisit', {
  does: {
    en: 'Confirms a visit that looked empty or doubled: it took place as it is recorded. A wrong one is voided instead.',
    zh: '确认一次看似空白或重复的走访属实;不属实的应作废。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such visit', zh: '找不到这次走访' },
    CONFLICT: {
      en: 'there is nothing to confirm, or it is confirmed or voided already',
      zh: '没有要确认的,或已确认、已作废',
    },
  },
  input: ConfirmVisitInput,
  roles: ['COMMAND'],
  ids: { visitId: 'Visit' },
  payload: visitPayload,
  load: (actor, { visitId }) => visitLoad(actor, visitId),
  decide({ visit }, _, { at }) {
    if (!visit.doubtful) throw nothingToConfirm(visit.id)
    return {
      subjectId: visit.id,
      writes: [update('Visit', visit.id, { doubtful: false, confirmedAt: now() })],
      events: [visitEvents.confirmed(visit, {}, { happenedAt: at })],
    }
  },
})

const nothingToConfirm = (visitId: string) =>
  conflict(
    { zh: '这次走访没有要确认的。', en: 'There is nothing to confirm of this visit.' },
    globalId('Visit', visitId),
  )
