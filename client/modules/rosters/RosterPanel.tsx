import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { Button } from '#client/ui/Button.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { FileField } from '#client/ui/form/FileField.tsx'
import { PasteField } from '#client/ui/form/TextField.tsx'
import { Tabs } from '#client/ui/Tabs.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { RosterCountsFragment, RosterKind } from '#codegen/graph/graphql.ts'
import { type Decisions, decisionsInput, noDecisions } from './DecisionTabs.tsx'
import { ApplyRosterDocument, PreviewRosterDocument } from './documents.ts'
import { PasswordList, type Passwords } from './PasswordList.tsx'
import { RosterRows } from './RosterRows.tsx'
import './rosters.css'

type RosterPanelProps = {
  kind: RosterKind
  /** The button that exports the refused rows of a roster. */
  refused: (rosterId: string) => ReactNode
  /** Where one goes on after a roster is applied. */
  next?: ReactNode
}

/** The three steps of an import: choose a file or paste a table, see what it would change, apply it. */
export function RosterPanel({ kind, refused, next }: RosterPanelProps) {
  const [roster, setRoster] = useState<RosterCountsFragment | null>(null)
  const [passwords, setPasswords] = useState<Passwords>([])
  const [decisions, setDecisions] = useState<Decisions>(noDecisions)
  const change = (next: RosterCountsFragment | null, made: Passwords = []) => {
    setRoster(next)
    setPasswords(made)
    setDecisions(noDecisions)
  }
  if (!roster) return <ChooseRoster kind={kind} onPreview={change} />
  return (
    <>
      <ApplyBar roster={roster} decisions={decisions} onApplied={change} onAnother={() => change(null)}>
        {roster.refused > 0 && refused(roster.id)}
        {roster.appliedAt && next}
      </ApplyBar>
      {passwords.length > 0 && <PasswordList passwords={passwords} />}
      <RosterRows key={roster.id} roster={roster} decisions={decisions} onDecide={setDecisions} />
    </>
  )
}

type ChooseRosterProps = { kind: RosterKind; onPreview: (roster: RosterCountsFragment) => void }

function ChooseRoster({ kind, onPreview }: ChooseRosterProps) {
  const { t } = useTranslation('desk')
  const [source, setSource] = useState<'upload' | 'paste'>('upload')
  const previewRoster = useChange(PreviewRosterDocument)
  const preview = async (file: File, headerOptional: boolean) => {
    const { data, failure } = await previewRoster({ kind, file, headerOptional })
    if (failure) return failure
    onPreview(data.previewRoster.roster)
    return null
  }
  const upload = async (form: FormData) => {
    const file = form.get('file')
    return file instanceof File && file.name ? preview(file, false) : { message: t('roster.choose'), field: 'file' }
  }
  const paste = async (form: FormData) => {
    const text = String(form.get('text'))
    if (!text.trim()) return { message: t('roster.chooseText'), field: 'text' }
    return preview(new File([text], t('roster.pasted'), { type: 'text/csv' }), true)
  }
  const sources = (['upload', 'paste'] as const).map((key) => ({ key, label: t(`roster.${key}`) }))
  return (
    <div className="ui-card roster-choice">
      <p>{t(`roster.about.${kind}`)}</p>
      <p className="ui-note">{t('roster.steps')}</p>
      <Tabs label={t('roster.source')} tabs={sources} chosen={source} onChoose={setSource} />
      {source === 'upload' ? (
        <ActionForm key="upload" submit={t('roster.preview')} onSubmit={upload}>
          <FileField label={t('roster.file')} name="file" accept=".xlsx,.csv" hint={t('roster.limits')} submits />
        </ActionForm>
      ) : (
        <ActionForm key="paste" submit={t('roster.preview')} onSubmit={paste}>
          <PasteField label={t('roster.text')} name="text" rows={10} hint={t('roster.textHint')} />
        </ActionForm>
      )}
    </div>
  )
}

type ApplyBarProps = {
  roster: RosterCountsFragment
  decisions: Decisions
  onApplied: (roster: RosterCountsFragment, passwords: Passwords) => void
  onAnother: () => void
  children: ReactNode
}

function ApplyBar({ roster, decisions, onApplied, onAnother, children }: ApplyBarProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const applyRoster = useChange(ApplyRosterDocument)
  const apply = async () => {
    const { data, failure } = await applyRoster({ rosterId: roster.id, ...decisionsInput(decisions) })
    if (failure) return failure
    onApplied(data.applyRoster.roster, data.applyRoster.passwords ?? [])
    say(t('roster.applied', data.applyRoster.roster))
    return null
  }
  const actions = (
    <>
      {children}
      <Button onPress={onAnother}>{t('roster.another')}</Button>
    </>
  )
  const canApply = !roster.appliedAt && roster.created + roster.changed + roster.doubtful > 0
  return (
    <div className="ui-card ui-form roster-bar">
      <strong>{roster.fileName}</strong>
      {roster.appliedAt && <p className="ui-note">{t('roster.applied', roster)}</p>}
      {roster.toCheck > 0 && <p className="ui-note">{t('roster.toCheckNote', { count: roster.toCheck })}</p>}
      {canApply ? (
        <ActionForm submit={t('roster.apply')} onSubmit={apply} actions={actions} />
      ) : (
        <div className="ui-actions">{actions}</div>
      )}
    </div>
  )
}
