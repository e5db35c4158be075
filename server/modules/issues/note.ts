import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import { paragraph } from '#server/platform/text.ts'
import { changeIssue } from './change.ts'
import { issueEvents } from './events.ts'
import { issueLoad } from './load.ts'
import { issueIfVisible } from './payload.ts'

const AddIssueNoteInput = builder.inputType('AddIssueNoteInput', {
  description: 'A note about an issue. 关于问题的备注。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
    text: t.string({
      // the title and the evidence of an issue that would have been a double fit into it
      validate: paragraph(1, 2200),
      description: 'What is noted, 1 to 2,200 characters. 备注,1 至 2200 字。',
    }),
    isInternal: t.boolean({
      required: false,
      description:
        'True: the enterprise never reads it. An enterprise writes none of these. 真:企业始终看不到;企业不能写内部备注。',
    }),
  }),
})

/** Somebody writes a note about an issue, in whatever state it is. */
export const addIssueNote = deed('addIssueNote', {
  does: {
    en: 'Adds a note to an issue in whatever state it is. An internal one is never shown to the enterprise.',
    zh: '为问题写备注,任何状态都可以;内部备注企业始终看不到。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue', zh: '找不到问题' },
    INVALID: {
      en: 'an enterprise writes an internal note, or happenedAt lies before the issue was opened',
      zh: '企业写内部备注,或时间早于提出时间',
    },
  },
  input: AddIssueNoteInput,
  roles: ['COMMAND', 'AGENCY', 'SQUAD', 'ENTERPRISE'],
  ids: { issueId: 'Issue' },
  payload: issueIfVisible,
  load: (actor, { issueId }) => issueLoad(actor, issueId),
  decide(state, { text, isInternal }, { at, actor }) {
    if (isInternal && actor.role === 'ENTERPRISE') throw notForEnterprises()
    return changeIssue(state, {
      actor,
      at,
      words: { kind: 'NOTE', text, isInternal: isInternal ?? false, agencyId: actor.agencyId },
      event: (standing, additions) =>
        issueEvents[isInternal ? 'notedInside' : 'noted'](state.issue, standing, additions),
    })
  },
})

const notForEnterprises = () =>
  invalid('isInternal', { zh: '企业不能写内部备注。', en: 'An enterprise writes no internal notes.' })
