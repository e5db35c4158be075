import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { Button } from '#client/ui/Button.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { FileField } from '#client/ui/form/FileField.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { RosterCountsFragment } from '#codegen/graph/graphql.ts'
import { ApplyRosterDocument, PreviewRosterDocument } from './documents.ts'
import { RosterRows } from './RosterRows.tsx'

/**
 * The three steps of an import: choose a file, see what it would change, apply it. `refused` is the button that
 * exports the refused rows.
 */
export function RosterPanel({ refused }: { refused: (rosterId: string) => ReactNode }) {
  const [roster, setRoster] = useState<RosterCountsFragment | null>(null)
  if (!roster) return <ChooseRoster onPreview={setRoster} />
  return (
    <>
      <ApplyBar roster={roster} onApplied={setRoster} onAnother={() => setRoster(null)}>
        {roster.refused > 0 && refused(roster.id)}
      </ApplyBar>
      <RosterRows key={roster.id} roster={roster} />
    </>
  )
}

function ChooseRoster({ onPreview }: { onPreview: (roster: RosterCountsFragment) => void }) {
  const { t } = useTranslation('desk')
  const previewRoster = useChange(PreviewRosterDocument)
  const submit = async (form: FormData) => {
    const file = form.get('file')
    if (!(file instanceof File) || !file.name) return { message: t('roster.choose'), field: 'file' }
    const { data, failure } = await previewRoster({ file })
    if (failure) return failure
    onPreview(data.previewRoster.roster)
    return null
  }
  return (
    <div className="ui-card">
      <ActionForm submit={t('roster.preview')} onSubmit={submit}>
        <p className="ui-note">{t('roster.about')}</p>
        <FileField label={t('roster.file')} name="file" accept=".xlsx,.csv" hint={t('roster.limits')} />
      </ActionForm>
    </div>
  )
}

type ApplyBarProps = {
  roster: RosterCountsFragment
  onApplied: (roster: RosterCountsFragment) => void
  onAnother: () => void
  children: ReactNode
}

function ApplyBar({ roster, onApplied, onAnother, children }: ApplyBarProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const applyRoster = useChange(ApplyRosterDocument)
  const apply = async () => {
    const { data, failure } = await applyRoster({ rosterId: roster.id })
    if (failure) return failure
    onApplied(data.applyRoster.roster)
    say(t('roster.applied', data.applyRoster.roster))
    return null
  }
  const actions = (
    <>
      {children}
      <Button onPress={onAnother}>{t('roster.another')}</Button>
    </>
  )
  const canApply = !roster.appliedAt && roster.created + roster.changed > 0
  return (
    <div className="ui-card ui-form roster-bar">
      <strong>{roster.fileName}</strong>
      {roster.appliedAt && <p className="ui-note">{t('roster.applied', roster)}</p>}
      {canApply ? (
        <ActionForm submit={t('roster.apply')} onSubmit={apply} actions={actions} />
      ) : (
        <div className="ui-actions">{actions}</div>
      )}
    </div>
  )
}
