import { setAlarm } from '#server/jobs/alarm.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { measureAlarms, noAlarm } from '#server/modules/calendars/measure-clock.ts'
import { settleMeasure } from '#server/modules/reminders/tell.ts'
import { builder } from '#server/platform/builder.ts'
import { paragraph } from '#server/platform/text.ts'
import { MeasureResultEnum } from './enums.ts'
import { measureEvents } from './events.ts'
import { afterRecording, checkToDo, measureLoad, standingOf } from './load.ts'
import { measureIfVisible } from './payload.ts'

const FinishMeasureInput = builder.inputType('FinishMeasureInput', {
  description: 'That a measure was carried out, and what it has come to. 措施已落实及其效果。',
  fields: (t) => ({
    ...changeFields(t),
    measureId: t.id({ description: 'The global id of the measure. 措施的编号。' }),
    result: t.field({ type: MeasureResultEnum, description: 'What the measure has come to. 效果。' }),
    note: t.string({
      validate: paragraph(1, 2000),
      description: 'What was done and what came of it, 1 to 2,000 characters. 落实情况与效果,1 至 2000 字。',
    }),
  }),
})

/** A measure was carried out: what came of it is known from then on where a measure is chosen for the next issue. */
export const finishMeasure = deed('finishMeasure', {
  does: {
    en: 'Records that a measure was carried out, and what it has come to.',
    zh: '登记措施已落实及其效果。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such measure', zh: '找不到措施' },
    CONFLICT: { en: 'the measure is done or dropped already', zh: '措施已落实或已取消' },
    INVALID: { en: 'happenedAt lies before the measure was recorded', zh: '时间早于措施的登记时间' },
  },
  input: FinishMeasureInput,
  roles: ['COMMAND', 'SQUAD', 'AGENCY'],
  ids: { measureId: 'Measure' },
  payload: measureIfVisible,
  load: (actor, { measureId }) => measureLoad(actor, measureId),
  decide({ measure, issues }, { result, note }, { at: reported }) {
    checkToDo(measure)
    const at = afterRecording(measure, reported)
    const done = { state: 'DONE' as const, result, resultNote: note, endedAt: at, ...noAlarm }
    return {
      subjectId: measure.id,
      writes: [
        update('Measure', measure.id, done),
        setAlarm(measureAlarms, measure.unionId, measure.id, null),
        settleMeasure(measure.id, at),
      ],
      events: [
        measureEvents.finished(measure, { ...standingOf({ ...measure, ...done }, issues), result }, { happenedAt: at }),
      ],
    }
  },
})
