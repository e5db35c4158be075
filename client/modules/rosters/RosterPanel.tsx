import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetHeaders } from '#client/graph/errors.ts'
import { useChange } from '#client/graph/useChange.ts'
import { Button, LinkButton } from '#client/ui/Button.tsx'
import { ActionForm, type Refusal } from '#client/ui/form/ActionForm.tsx'
import { FileField } from '#client/ui/form/FileField.tsx'
import { PasteField } from '#client/ui/form/TextField.tsx'
import { useListAddress } from '#client/ui/list/address.ts'
import { Tabs } from '#client/ui/Tabs.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { RosterColumnInput, RosterKind, RosterReadFragment } from '#codegen/graph/graphql.ts'
import { type Decisions, decisionsInput, noDecisions } from './DecisionTabs.tsx'
import { ApplyRosterDocument, PreviewRosterDocument } from './documents.ts'
import { MapColumns } from './MapColumns.tsx'
import { type Passwords, showPasswords } from './new-passwords.ts'
import { RosterRows } from './RosterRows.tsx'
import { RosterSheets } from './RosterSheets.tsx'
import './rosters.css'

type RosterPanelProps = {
  kind: RosterKind
  /** The button that exports the refused or the doubtful rows of a roster. */
  exported: (list: 'ROSTER_REFUSED' | 'ROSTER_DOUBTFUL', rosterId: string) => ReactNode
  /** Where one goes on after a roster is applied. */
  next?: ReactNode
}

/** A file as it was chosen, or text that was pasted. */
type Source = { file: File; headerOptional: boolean }

/** The three steps of an import: choose a file or paste a table, see what it would change, apply it. */
export function RosterPanel({ kind, exported, next }: RosterPanelProps) {
  const { t } = useTranslation('desk')
  const [source, setSource] = useState<Source | null>(null)
  const [roster, setRoster] = useState<RosterReadFragment | null>(null)
  const [decisions, setDecisions] = useState<Decisions>(noDecisions)
  /** The headers that are being set right by hand. */
  const [headers, setHeaders] = useState<readonly SheetHeaders[] | null>(null)
  const previewRoster = useChange(PreviewRosterDocument)
  const address = useListAddress()
  const preview = async (chosen: Source, columns?: RosterColumnInput[]) => {
    const standing = chosen === source ? headers : null
    setSource(chosen)
    setHeaders(standing)
    const { data, failure } = await previewRoster({ kind, ...chosen, ...(columns && { columns }) })
    setHeaders(failure ? (failure.sheets ?? standing) : null)
    if (failure) return failure
    setRoster(data.previewRoster.roster)
    setDecisions(noDecisions)
    address.set({ lot: undefined })
    return null
  }
  const startAgain = () => {
    setSource(null)
    setRoster(null)
    setHeaders(null)
    address.set({ lot: undefined })
  }
  const map = headers && source && (
    <MapColumns
      // the words alone: what is chosen and the refusal of it stay where the server takes the same headers for other columns
      key={JSON.stringify(headers.map((sheet) => [sheet.name, sheet.headers.map(({ header }) => header)]))}
      kind={kind}
      sheets={headers}
      onMap={(columns) => preview(source, columns)}
      onCancel={() => setHeaders(null)}
    />
  )
  if (!roster) {
    return (
      <>
        <ChooseRoster kind={kind} onChoose={preview} />
        {map}
      </>
    )
  }
  return (
    <>
      <ApplyBar
        roster={roster}
        decisions={decisions}
        onApplied={(applied, made) => {
          setRoster(applied)
          if (made.length > 0) showPasswords(made)
        }}
        onAnother={startAgain}
      >
        {roster.appliedAt && roster.doubtful > 0 && (
          <LinkButton href={`/desk/import/past/${roster.id}?lot=DOUBT`}>
            {t('roster.toDoubts', { count: roster.doubtful })}
          </LinkButton>
        )}
        {roster.doubtful > 0 && exported('ROSTER_DOUBTFUL', roster.id)}
        {roster.refused > 0 && exported('ROSTER_REFUSED', roster.id)}
        {!roster.appliedAt && !headers && source && (
          <Button onPress={() => setHeaders(roster.sheets)}>{t('roster.map.open')}</Button>
        )}
        {roster.appliedAt && next}
      </ApplyBar>
      {map}
      <RosterSheets roster={roster} />
      <RosterRows key={roster.id} roster={roster} decisions={decisions} onDecide={setDecisions} />
    </>
  )
}

type ChooseRosterProps = { kind: RosterKind; onChoose: (source: Source) => Promise<Refusal | null> }

function ChooseRoster({ kind, onChoose }: ChooseRosterProps) {
  const { t } = useTranslation('desk')
  const [from, setFrom] = useState<'upload' | 'paste'>('upload')
  const upload = async (form: FormData) => {
    const file = form.get('file')
    if (!(file instanceof File && file.name)) return { message: t('roster.choose'), field: 'file' }
    return onChoose({ file, headerOptional: false })
  }
  const paste = async (form: FormData) => {
    const text = String(form.get('text'))
    if (!text.trim()) return { message: t('roster.chooseText'), field: 'text' }
    return onChoose({ file: new File([text], t('roster.pasted'), { type: 'text/csv' }), headerOptional: true })
  }
  const sources = (['upload', 'paste'] as const).map((key) => ({ key, label: t(`roster.${key}`) }))
  return (
    <div className="ui-card roster-choice">
      <p>{t(`roster.about.${kind}`)}</p>
      <p className="ui-note">{t('roster.steps')}</p>
      <Tabs label={t('roster.source')} tabs={sources} chosen={from} onChoose={setFrom} />
      {from === 'upload' ? (
        <ActionForm key="upload" submit={t('roster.preview')} onSubmit={upload}>
          <FileField label={t('roster.file')} name="file" accept={formats} hint={t('roster.limits')} submits />
        </ActionForm>
      ) : (
        <ActionForm key="paste" submit={t('roster.preview')} onSubmit={paste}>
          <PasteField label={t('roster.text')} name="text" rows={10} hint={t('roster.textHint')} />
        </ActionForm>
      )}
    </div>
  )
}

// an .xls is read where it is SpreadsheetML, and else refused with what to do
const formats = '.xlsx,.csv,.txt,.tsv,.xml,.xls'

type ApplyBarProps = {
  roster: RosterReadFragment
  decisions: Decisions
  onApplied: (roster: RosterReadFragment, passwords: Passwords) => void
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
