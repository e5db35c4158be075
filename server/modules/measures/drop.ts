import { setAlarm } from '#server/jobs/alarm.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { measureAlarms, noAlarm } from '#server/modules/calendars/measure-clock.ts'
import { settleMeasure } from '#server/modules/reminders/tell.ts'
import { builder } from '#server/platform/builder.ts'
import { paragraph } from '#server/platform/text.ts'
import { measureEvents } from './events.ts'
import { afterRecording, checkOwn, checkToDo, measureLoad, standingOf } from './load.ts'
import { measureIfVisible } from './payload.ts'

const DropMeasureInput = builder.inputType('DropMeasureInput', {
  description: 'Which measure is not carried out any more, and why. 取消哪项措施及原因。',
  fields: (t) => ({
    ...changeFields(t),
    measureId: t.id({ description: 'The global id of the measure. 措施的编号。' }),
    reason: t.string({
      validate: paragraph(1, 500),
      description: 'Why it is not carried out, 1 to 500 characters. 取消的原因,1 至 500 字。',
    }),
  }),
})

/** A measure is not carried out any more. It stays on record with the reason. */
export const dropMeasure = deed('dropMeasure', {
  does: {
    en: 'Drops a measure that is not carried out any more, with the reason.',
    zh: '取消不再落实的措施,并写明原因。',
  },
  errors: {
    FORBIDDEN: {
      en: 'you act for an agency that neither carries it out nor has recorded it',
      zh: '措施既不由本部门落实,也不是您登记的',
    },
    NOT_FOUND: { en: 'you see no such measure', zh: '找不到措施' },
    CONFLICT: { en: 'the measure is done or dropped already', zh: '措施已落实或已取消' },
    INVALID: { en: 'happenedAt lies before the measure was recorded', zh: '时间早于措施的登记时间' },
  },
  input: DropMeasureInput,
  roles: ['COMMAND', 'SQUAD', 'AGENCY'],
  ids: { measureId: 'Measure' },
  payload: measureIfVisible,
  load: (actor, { measureId }) => measureLoad(actor, measureId),
  decide({ measure, issues }, { reason }, { at: reported, actor }) {
    checkOwn(actor, measure)
    checkToDo(measure)
    const at = afterRecording(measure, reported)
    const dropped = { state: 'DROPPED' as const, dropReason: reason, endedAt: at, ...noAlarm }
    return {
      subjectId: measure.id,
      writes: [
        update('Measure', measure.id, dropped),
        setAlarm(measureAlarms, measure.unionId, measure.id, null),
        settleMeasure(measure.id, at),
      ],
      events: [measureEvents.dropped(measure, standingOf({ ...measure, ...dropped }, issues), { happenedAt: at })],
    }
  },
})
