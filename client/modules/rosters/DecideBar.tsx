import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { RosterLineFragment } from '#codegen/graph/graphql.ts'
import { type Deciding, DoubtBar, decisionsInput, isAnyDecided, noDecisions } from './DecisionTabs.tsx'
import { DecideRosterDocument } from './documents.ts'

type DecideBarProps = Deciding & { roster: RosterLineFragment; onDone: () => void }

/** Decides the doubtful rows that an import has left. */
export function DecideBar({ roster, decisions, onDecide, onDone }: DecideBarProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const decideRoster = useChange(DecideRosterDocument)
  const decide = async () => {
    if (!isAnyDecided(decisions)) return { message: t('roster.decideFirst') }
    const { data, failure } = await decideRoster({ rosterId: roster.id, ...decisionsInput(decisions) })
    if (failure) return failure
    const { created, changed, doubtful } = data.decideRoster.roster
    onDecide(noDecisions)
    onDone()
    say(
      t('roster.decided', {
        created: created - roster.created,
        changed: changed - roster.changed,
        doubtful,
      }),
    )
    return null
  }
  return (
    <div className="ui-card ui-form roster-bar">
      <DoubtBar decisions={decisions} onDecide={onDecide} />
      <ActionForm submit={t('roster.decideSubmit')} onSubmit={decide} />
    </div>
  )
}
