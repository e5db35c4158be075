import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { DecideBar } from '#client/modules/rosters/DecideBar.tsx'
import { type Deciding, noDecisions } from '#client/modules/rosters/DecisionTabs.tsx'
import { RosterRecordDocument, UndoRosterDocument } from '#client/modules/rosters/documents.ts'
import { RosterRecordRows } from '#client/modules/rosters/RosterRecordRows.tsx'
import { type RosterLot, rosterLot } from '#client/modules/rosters/roster-lots.ts'
import { UndoQuestion } from '#client/modules/rosters/UndoQuestion.tsx'
import { RosterStateTag } from '#client/modules/rosters/useRosterColumns.tsx'
import { Button } from '#client/ui/Button.tsx'
import type { Deed } from '#client/ui/DeedBar.tsx'
import { momentText } from '#client/ui/dates.ts'
import { Facts } from '#client/ui/Facts.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { useListAddress } from '#client/ui/list/address.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { RosterLineFragment, RosterRecordQuery } from '#codegen/graph/graphql.ts'
import { RecordColumn, RecordFrame, RecordPart } from './RecordFrame.tsx'
import { RecordResult } from './RecordResult.tsx'

type Roster = NonNullable<RosterRecordQuery['roster']>

/** One import: who, when, which file, and each of its rows before and after. */
export function RosterRecord({ viewer, id }: { viewer: Viewer; id: string }) {
  const { t } = useTranslation('desk')
  const { get } = useListAddress()
  const lot = rosterLot(get('lot'))
  // the rows of several pages are decided together
  const [decisions, onDecide] = useState(noDecisions)
  const [result, again] = useQuery({ query: RosterRecordDocument, variables: { id, ...lot?.asked, ...usePage() } })
  return (
    <RecordResult result={result} retry={again} pick={({ roster }) => roster} title={t('roster.past')}>
      {(roster) => (
        <RosterPage
          viewer={viewer}
          roster={roster}
          lot={lot}
          deciding={{ decisions, onDecide }}
          again={() => again({ requestPolicy: 'network-only' })}
        />
      )}
    </RecordResult>
  )
}

type PageProps = {
  viewer: Viewer
  roster: Roster
  lot: RosterLot | undefined
  deciding: Deciding
  again: () => void
}

function RosterPage({ viewer, roster, lot, deciding, again }: PageProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { set } = useListAddress()
  const canDecide = may(viewer.role, 'decideRoster') && roster.state === 'APPLIED' && roster.doubtful > 0
  const by = (at: string | null | undefined, name: string | null | undefined) => at && [momentText(at), name].join(' ')
  return (
    <RecordFrame
      href={`/desk/import/past/${roster.id}`}
      kind={
        <>
          <Link href="/desk/import/past">{t('roster.past')}</Link> · {common(`RosterKind.${roster.kind}`)}
        </>
      }
      title={roster.fileName}
      marks={<RosterStateTag state={roster.state} />}
      deeds={useDeeds(viewer, roster, () => {
        set({ lot: undefined })
        again()
      })}
    >
      <RecordColumn>
        <RecordPart title={t('roster.record')}>
          <Facts
            facts={[
              [t('roster.previewed'), by(roster.createdAt, roster.uploadedBy)],
              [t('roster.notApplied'), roster.state === 'PREVIEWED' ? t('roster.goesAfter') : null],
              [t('roster.appliedAt'), by(roster.appliedAt, roster.appliedBy)],
              [t('roster.undoneAt'), by(roster.undoneAt, roster.undoneBy)],
              [t('roster.came'), roster.undoneAt && t('roster.didUndo', roster)],
            ]}
          />
          <div className="ui-actions roster-acts">
            {canDecide && lot?.key !== 'DOUBT' && (
              <Button onPress={() => set({ lot: 'DOUBT' })}>{t('roster.toDoubts', { count: roster.doubtful })}</Button>
            )}
            {roster.doubtful > 0 && (
              <ExportMenu
                list="ROSTER_DOUBTFUL"
                phones
                rosterId={roster.id}
                label={t('roster.download.ROSTER_DOUBTFUL')}
              />
            )}
            {roster.refused > 0 && (
              <ExportMenu
                list="ROSTER_REFUSED"
                phones
                rosterId={roster.id}
                label={t('roster.download.ROSTER_REFUSED')}
              />
            )}
          </div>
        </RecordPart>
        <RecordPart title={t('roster.rows')}>
          {canDecide && lot?.key === 'DOUBT' && <DecideBar {...deciding} roster={roster} onDone={again} />}
          <RosterRecordRows
            roster={roster}
            lot={lot}
            onChoose={(key) => set({ lot: key })}
            deciding={canDecide ? deciding : undefined}
          />
        </RecordPart>
      </RecordColumn>
    </RecordFrame>
  )
}

function useDeeds(viewer: Viewer, roster: RosterLineFragment, onDone: () => void): Deed[] {
  const { t } = useTranslation('desk')
  const say = useToast()
  const undoRoster = useChange(UndoRosterDocument)
  if (!may(viewer.role, 'undoRoster') || roster.state !== 'APPLIED') return []
  const undo = async (close: () => void) => {
    const { data, failure } = await undoRoster({ rosterId: roster.id })
    if (failure) return failure
    close()
    onDone()
    say(t('roster.didUndo', data.undoRoster.roster))
    return null
  }
  return [
    {
      key: 'undo',
      label: t('roster.undo'),
      isDanger: true,
      form: (close) => (
        <ActionForm submit={t('roster.undo')} danger onCancel={close} onSubmit={() => undo(close)}>
          <UndoQuestion rosterId={roster.id} fileName={roster.fileName} />
          <p className="ui-note">{t('roster.undoNote')}</p>
        </ActionForm>
      ),
    },
  ]
}
