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
import { useScreen } from './screen-context.ts'
import { useForm, useHasDraft } from './useForm.ts'

/** The issues that this visit brought to light, and the form for one more. */
export function IssueSection({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation(['field', 'common'])
  const hasDraft = useHasDraft(stop, 'openIssue', 'issue')
  /** The number of the issue to which was added what had been typed: the form is folded away by then. */
  const [added, setAdded] = useState<string | null>(null)
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
        <IssueForm stop={stop} onAdded={setAdded} />
      </details>
      <div role="status">{added && <p>{t('addedToIssue', { no: added })}</p>}</div>
    </Section>
  )
}

type IssueFormProps = { stop: StopOnPhone; onAdded: (no: string | null) => void }

function IssueForm({ stop, onAdded }: IssueFormProps) {
  const { t } = useTranslation(['field', 'common'])
  const { draft, change, problem, setProblem, submit, store } = useForm(stop, 'openIssue', 'issue')
  const { account } = useScreen()
  // the command centre gives an issue to an agency at the desk
  const agencies = (account.role === 'SQUAD' && account.agencies) || []
  const { id, enterprise } = stop.visit
  const send = (event: FormEvent) => {
    event.preventDefault()
    onAdded(null)
    const { kind, category, severity, isEmergency, evidence, saidBy, agencyId } = draft
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
      ...(isEmergency && { isEmergency }),
      ...(agencyId && { agencyId }),
    })
  }
  const addTo = async (issue: { id: string; no: string }) => {
    // the enterprise reads a note: who said it is not for everybody
    const text = [draft.title, draft.evidence].flatMap((each) => each.trim() || []).join('\n')
    const input = { issueId: issue.id, text }
    if (await store({ mutation: 'addIssueNote', input, visit: id, title: enterprise.name })) onAdded(issue.no)
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
      <label className="field-check">
        <input
          type="checkbox"
          checked={draft.isEmergency}
          onChange={(event) => change({ isEmergency: event.target.checked })}
        />
        {t('isEmergency')}
      </label>
      <TextField label={t('issueTitle')} hint={t('common:titleOnWall')} autoComplete="off" {...text('title', 100)} />
      <LikeIssues
        enterpriseId={enterprise.id}
        category={draft.category}
        title={draft.title}
        onAdd={(issue) => void addTo(issue)}
      />
      <AreaField label={t('evidence')} {...text('evidence', 2000)} />
      <TextField label={t('saidByOptional')} autoComplete="off" {...text('saidBy', 200)} />
      {agencies.length > 0 && (
        <SelectField
          label={t('proposedAgency')}
          name="agencyId"
          empty={t('proposedNone')}
          hint={t('proposedHint')}
          options={agencies.map((agency) => ({ value: agency.id, label: agency.name }))}
          value={draft.agencyId}
          onChange={(event) => change({ agencyId: event.target.value })}
        />
      )}
      {problem && <Problem>{problem}</Problem>}
      <button type="submit" className="field-button field-main">
        {t('reportIssue')}
      </button>
    </form>
  )
}
