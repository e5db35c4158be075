import type { TFunction } from 'i18next'
import { listText } from '#client/ui/list-text.ts'

/** The words by which the filter of an entry is said: those of the desk, those of enums, and the language. */
type Words = { desk: TFunction<'desk'>; common: TFunction; language: string }

/** The enums of the fields of filters, by the field, or by the list and the field where several lists have one of that name. */
const enumOf: Record<string, string> = {
  resumption: 'Resumption',
  progress: 'VisitProgress',
  category: 'IssueCategory',
  kinds: 'IssueKind',
  severity: 'Severity',
  status: 'IssueStatus',
  outcome: 'VisitOutcome',
  'issues.states': 'IssueState',
  'visits.states': 'VisitState',
}

/** How a list was narrowed that left the house, as a person says it. In which order it was says nothing of what was taken. */
export function filterText(json: string, words: Words): string {
  const filter = JSON.parse(json) as Record<string, unknown>
  const parts = Object.entries(filter).flatMap(([list, value]) => {
    if (list.endsWith('Order')) return []
    return isFields(value) ? fieldsText(list, value, words) : fieldsText('', { [list]: value }, words)
  })
  return parts.join(words.language === 'en' ? '; ' : ';')
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && !Array.isArray(value)

const fieldsText = (list: string, fields: Record<string, unknown>, words: Words): string[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    value == null
      ? []
      : words.desk('audit.narrowed', {
          name: words.desk(`audit.narrowedBy.${name}` as 'audit.narrowedBy.search'),
          value: valueText(list, name, value, words),
        }),
  )

function valueText(list: string, name: string, value: unknown, words: Words): string {
  const { desk, common, language } = words
  if (Array.isArray(value))
    return listText(
      value.map((one) => valueText(list, name, one, words)),
      language,
    )
  if (typeof value === 'boolean') return desk(value ? 'yes' : 'no')
  if (isFields(value)) return `${value.from ?? ''} – ${value.to ?? ''}`
  if (name.endsWith('Id')) return desk('audit.one')
  if (name === 'having') return desk(`audit.stage.${value as 'reserved'}`)
  const type = enumOf[`${list}.${name}`] ?? enumOf[name]
  return type ? common(`${type}.${value}` as 'Severity.LOW') : String(value)
}
