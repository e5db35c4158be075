import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { StopOnPhone } from '#client/field/store/on-phone.ts'
import { AreaField, SelectField, TextField } from '#client/ui/fields.tsx'
import type { IssueCategory, IssueKind, Severity } from '#codegen/graph/graphql.ts'
import { Choices, Place, Problem, Section } from './parts.tsx'
import { useBegun, useForm } from './work.tsx'

const kinds: readonly IssueKind[] = ['SUGGESTION', 'DIFFICULTY', 'HARD_POINT', 'BLOCKAGE']
const severities: readonly Severity[] = ['LOW', 'MEDIUM', 'HIGH']
const categories: readonly IssueCategory[] = [
  'SUPPLIES',
  'WORKERS',
  'FUNDS',
  'TAX',
  'LOGISTICS',
  'RENT',
  'EPIDEMIC',
  'LICENCE',
  'MARKET',
  'OTHER',
]

/** An issue as it is being typed. */
export type IssueDraft = {
  kind?: IssueKind
  category: IssueCategory | ''
  severity?: Severity
  title: string
  evidence: string
  saidBy: string
}

/** Issues that this visit brought to light, and the form for one more. */
export function IssueSection({ on }: { on: StopOnPhone }) {
  const { t } = useTranslation(['field', 'common'])
  const begun = useBegun(on, 'issue')
  return (
    <Section title={t('issues')}>
      {on.issues.length > 0 && (
        <ul className="field-notes">
          {on.issues.map(({ key, kind, title, where }) => (
            <li key={key} className="field-line">
              <span>
                {t(`common:issueKind.${kind}`)} · {title}
              </span>
              <Place where={where} />
            </li>
          ))}
        </ul>
      )}
      <details open={begun}>
        <summary>{t('reportIssue')}</summary>
        <IssueForm on={on} />
      </details>
    </Section>
  )
}

const blank: IssueDraft = { category: '', title: '', evidence: '', saidBy: '' }

function IssueForm({ on }: { on: StopOnPhone }) {
  const { t } = useTranslation(['field', 'common'])
  const { draft, change, problem, setProblem, submit } = useForm(on, 'issue', blank)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const { kind, category, severity, evidence, saidBy } = draft
    const title = draft.title.trim()
    if (!kind || !category || !severity || !title) return setProblem(t('problem.issue'))
    const said = { title, evidence: evidence.trim(), saidBy: saidBy.trim() }
    const about = { enterpriseId: on.stop.enterprise.id, visitId: on.stop.id, source: 'VISIT' as const }
    void submit({ mutation: 'openIssue', input: { ...about, kind, category, severity, ...said } })
  }
  const text = (name: 'title' | 'evidence' | 'saidBy', maxLength: number) => ({
    name,
    maxLength,
    value: draft[name],
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  })
  return (
    <form className="ui-form" onSubmit={send} noValidate>
      <Choices
        legend={t('issueKind')}
        name={`kind ${on.stop.id}`}
        values={kinds}
        chosen={draft.kind}
        say={(kind) => t(`common:issueKind.${kind}`)}
        choose={(kind) => change({ kind })}
      />
      <SelectField
        label={t('issueCategory')}
        name="category"
        empty=""
        options={categories.map((value) => ({ value, label: t(`common:category.${value}`) }))}
        value={draft.category}
        onChange={(event) => change({ category: event.target.value as IssueCategory })}
      />
      <Choices
        legend={t('severity')}
        name={`severity ${on.stop.id}`}
        values={severities}
        chosen={draft.severity}
        say={(severity) => t(`common:severity.${severity}`)}
        choose={(severity) => change({ severity })}
      />
      <TextField label={t('issueTitle')} autoComplete="off" {...text('title', 100)} />
      <AreaField label={t('evidence')} {...text('evidence', 2000)} />
      <TextField label={t('saidByOptional')} autoComplete="off" {...text('saidBy', 200)} />
      {problem && <Problem>{problem}</Problem>}
      <button type="submit" className="field-button field-main">
        {t('reportIssue')}
      </button>
    </form>
  )
}
