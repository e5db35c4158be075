import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { localDate, now } from '#server/platform/clock.ts'
import { invalid } from '#server/platform/errors.ts'
import { paragraph } from '#server/platform/text.ts'
import { changeIssue } from './change.ts'
import { issueEvents } from './events.ts'
import { WaitsForEnum } from './life-enums.ts'
import { checkOpen, issueLoad } from './load.ts'
import { issuePayload } from './payload.ts'

const ParkIssueInput = builder.inputType('ParkIssueInput', {
  description: 'Which issue cannot be solved for now, why, and when it is looked at again. 挂账的问题、原因与复核日。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
    reason: t.string({
      validate: paragraph(1, 500),
      description: 'Why it cannot be solved for now, 1 to 500 characters. 暂时无法解决的原因,1 至 500 字。',
    }),
    waitsFor: t.field({
      type: WaitsForEnum,
      required: false,
      description: 'For whom it waits; as before, or OTHER, where it is left out. 等谁,不填为原来的或其他。',
    }),
    reviewOn: t.field({
      type: 'Date',
      description:
        'The day on which it is looked at again, by Beijing time, not before today. 复核日(北京时间),不早于今天。',
    }),
  }),
})

/** An issue that cannot be solved for now is parked until a day (practice: 挂账). It stays open and in sight. */
export const parkIssue = deed('parkIssue', {
  does: {
    en: 'Parks an issue that cannot be solved for now until a day, or gives a parked one another day. It stays open and in every list and figure.',
    zh: '把暂时无法解决的问题挂账到复核日,或改期;它仍未办结,始终可见。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue', zh: '找不到问题' },
    CONFLICT: { en: 'the issue is closed, voided or merged', zh: '问题已办结、作废或并案' },
    INVALID: {
      en: 'reviewOn is before today, or happenedAt lies before the issue was opened',
      zh: '复核日早于今天,或时间早于提出时间',
    },
  },
  input: ParkIssueInput,
  roles: ['COMMAND'],
  ids: { issueId: 'Issue' },
  payload: issuePayload,
  load: (actor, { issueId }) => issueLoad(actor, issueId),
  decide(state, { reason, reviewOn, waitsFor }, { at, actor }) {
    checkOpen(state.issue)
    if (reviewOn < localDate(now())) throw inThePast()
    return changeIssue(state, {
      actor,
      at,
      set: { state: 'PARKED', reviewOn: new Date(reviewOn), waitsFor: waitsFor ?? state.issue.waitsFor ?? 'OTHER' },
      words: { kind: 'PARKING', text: reason },
      event: (standing, additions) => issueEvents.parked(state.issue, { ...standing, reviewOn }, additions),
    })
  },
})

const inThePast = () =>
  invalid('reviewOn', { zh: '复核日不能早于今天。', en: 'The day of the review may not be past.' })
