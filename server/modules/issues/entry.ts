import type { InputFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { line, paragraph } from '#server/platform/text.ts'
import { IssueCategoryEnum, IssueKindEnum, SeverityEnum } from './enums.ts'

/** The check of an issue's title. */
export const issueTitle = line(1, 100)

/** What an issue says that may be left out when it is opened as well as when it is changed. */
export const issueTexts = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  isEmergency: t.boolean({
    required: false,
    description: 'True: it endangers people now; its clocks run day and night. 真:特急,正危及人身,昼夜计时。',
  }),
  evidence: t.string({
    required: false,
    validate: paragraph(0, 2000),
    description: 'What shows that it is so, up to 2,000 characters. 依据,至多 2000 字。',
  }),
  saidBy: t.string({
    required: false,
    validate: line(0, 200),
    description: 'Who said it, up to 200 characters. 谁说的,至多 200 字。',
  }),
})

/** The kind, category and severity of an issue, each of which may be left out of a change. */
export const issueClasses = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  kind: t.field({ type: IssueKindEnum, required: false, description: 'Which kind of issue it is. 问题的类型。' }),
  category: t.field({ type: IssueCategoryEnum, required: false, description: 'What the issue is about. 问题的类别。' }),
  severity: t.field({
    type: SeverityEnum,
    required: false,
    description: 'How much depends on the issue. 严重程度。',
  }),
})
