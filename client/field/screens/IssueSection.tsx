import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueCategory } from '#codegen/graph/graphql.ts'
import { Choices } from './Choices.tsx'
import { AreaField, SelectField, TextField } from './fields.tsx'
import { LikeIssues } from './LikeIssues.tsx'
import { PlaceMark } from './PlaceMark.tsx'
import { Problem } from './Problem.tsx'
import { Section } from './Section.tsx'
import { useForm, useHasDraft } from './useForm.ts'

/** The issues that this visit brought to light, and the form for one more. */
export function IssueSection({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation(['field', 'common'])
  const hasDraft = useHasDraft(stop, 'openIssue', 'issue')
  return (
    <Section title={t('issues')}>
      {stop.issues.length > 0 && (
        <ul className="field-notes">
          {stop.issues.map(({ key, kind, title, place }) => (
            <li key={key} className="field-line">
              <span>
                {t(`common:IssueKind.${kind}`)} · {title}
              </span>
              <PlaceMark place={place} />
            </li>
          ))}
        </ul>
      )}
      <details open={hasDraft}>
        <summary>{t('reportIssue')}</summary>
        <IssueForm stop={stop} />
      </details>
    </Section>
  )
}

function IssueForm({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation(['field', 'common'])
  const { draft, change, problem, setProblem, submit, store } = useForm(stop, 'openIssue', 'issue')
  const { id, enterprise } = stop.visit
  const [added, setAdded] = useState<string | null>(null)
  const send = (event: FormEvent) => {
    event.preventDefault()
    setAdded(null)
    const { kind, category, severity, evidence, saidBy } = draft
    const title = draft.title.trim()
    if (!kind || !category || !severity || !title) return setProblem(t('problem.issue'))
    void submit({
      enterpriseId: enterprise.id,
      visitId: id,
      source: 'VISIT',
      kind,
      category,
      severity,
      title,
      evidence: evidence.trim(),
      saidBy: saidBy.trim(),
    })
  }
  const addTo = async (issue: { id: string; no: string }) => {
    const text = [draft.title, draft.evidence, draft.saidBy].flatMap((each) => each.trim() || []).join('\n')
    const input = { issueId: issue.id, text }
    if (await store({ mutation: 'addIssueNote', input, visit: id, title: enterprise.name })) setAdded(issue.no)
  }
  const text = (name: 'title' | 'evidence' | 'saidBy', maxLength: number) => ({
    name,
    maxLength,
    value: draft[name],
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  })
  return (
    <form className="field-form" onSubmit={send} noValidate>
      <Choices
        legend={t('issueKind')}
        name={`kind ${id}`}
        values={enums.IssueKind}
        value={draft.kind}
        label={(kind) => t(`common:IssueKind.${kind}`)}
        onChoose={(kind) => change({ kind })}
      />
      <SelectField
        label={t('issueCategory')}
        name="category"
        empty=""
        options={enums.IssueCategory.map((value) => ({ value, label: t(`common:IssueCategory.${value}`) }))}
        value={draft.category}
        onChange={(event) => change({ category: event.target.value as IssueCategory })}
      />
      <Choices
        legend={t('severity')}
        name={`severity ${id}`}
        values={enums.Severity}
        value={draft.severity}
        label={(severity) => t(`common:Severity.${severity}`)}
        onChoose={(severity) => change({ severity })}
      />
      <TextField label={t('issueTitle')} autoComplete="off" {...text('title', 100)} />
      <LikeIssues
        enterpriseId={enterprise.id}
        category={draft.category}
        title={draft.title}
        onAdd={(issue) => void addTo(issue)}
      />
      <AreaField label={t('evidence')} {...text('evidence', 2000)} />
      <TextField label={t('saidByOptional')} autoComplete="off" {...text('saidBy', 200)} />
      {added && <p role="status">{t('addedToIssue', { no: added })}</p>}
      {problem && <Problem>{problem}</Problem>}
      <button type="submit" className="field-button field-main">
        {t('reportIssue')}
      </button>
    </form>
  )
}
