import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { Button } from '#client/ui/Button.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { textOf } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { AreaField, TextField } from '#client/ui/form/TextField.tsx'
import type { LinkAct, LinkedIssueShownFragment } from '#codegen/graph/graphql.ts'
import { ActByIssueLinkDocument } from './documents.ts'

type ActsProps = {
  secret: string
  issue: LinkedIssueShownFragment
  /** The act whose form is open at once. */
  begin: LinkAct | null
  onDone: (act: LinkAct, after: LinkedIssueShownFragment | null) => void
}

/** What can be done by the link now: large buttons, of which taking does it at once and all others open a form. */
export function LinkedIssueActs({ secret, issue, begin, onDone }: ActsProps) {
  const { t } = useTranslation()
  const change = useChange(ActByIssueLinkDocument)
  const [chosen, setChosen] = useState<LinkAct | null>(begin)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  const { acts } = issue
  const send = async (act: LinkAct, given: { text?: string; proposedAgencyId?: string; name?: string } = {}) => {
    const { data, failure } = await change({ secret, act, ...given })
    if (failure) return failure
    onDone(act, data.actByIssueLink.issue ?? null)
    return null
  }
  const take = async () => {
    setBusy(true)
    setRefusal('')
    const failure = await send('TAKE')
    // once it is taken, other acts stand here
    if (!failure) return
    setBusy(false)
    setRefusal(failure.message || t('offline'))
  }
  if (acts.length === 0) return <section className="issue-link-card">{t('links.issue.nothing')}</section>
  if (chosen) {
    return <ActForm issue={issue} act={chosen} onCancel={() => setChosen(null)} send={(given) => send(chosen, given)} />
  }
  return (
    <section className="issue-link-acts" aria-label={t('links.issue.acts')}>
      {refusal && <p role="alert">{refusal}</p>}
      {acts.map((act, i) => (
        <Button
          key={act}
          {...(i === 0 && { tone: 'main' as const })}
          isDisabled={isBusy}
          onPress={() => (act === 'TAKE' ? take() : setChosen(act))}
        >
          {act === 'ANSWER' && issue.partState === 'ANSWERED' ? t('links.issue.answerMore') : t(`LinkAct.${act}`)}
        </Button>
      ))}
    </section>
  )
}

type ActFormProps = {
  issue: LinkedIssueShownFragment
  act: LinkAct
  onCancel: () => void
  send: (given: { text?: string; proposedAgencyId?: string; name?: string }) => Promise<{ message: string } | null>
}

/** The words of an act, where it is returned the agency that should take it, and once the name of whoever acts. */
function ActForm({ issue, act, onCancel, send }: ActFormProps) {
  const { t } = useTranslation()
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    frame.current?.scrollIntoView()
  }, [])
  const submit = (form: FormData) => {
    const [text, proposedAgencyId, name] = [
      textOf(form, 'text'),
      textOf(form, 'proposedAgencyId'),
      textOf(form, 'name'),
    ]
    return send({ ...(text && { text }), ...(proposedAgencyId && { proposedAgencyId }), ...(name && { name }) })
  }
  return (
    <section className="issue-link-card" ref={frame}>
      <ActionForm submit={t(`links.issue.send.${act}`)} onSubmit={submit} onCancel={onCancel}>
        <AreaField
          label={t(`links.issue.words.${act}`)}
          name="text"
          rows={4}
          required={act !== 'SOLVED'}
          maxLength={act === 'RETURN' ? 500 : 2000}
        />
        {act === 'RETURN' && (
          <SelectField
            label={t('links.issue.proposed')}
            name="proposedAgencyId"
            empty={t('links.issue.proposedNone')}
            options={issue.agencies.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        {!issue.isNamed && <TextField label={t('links.issue.name')} name="name" maxLength={30} autoComplete="name" />}
      </ActionForm>
    </section>
  )
}
