import { useTranslation } from 'react-i18next'
import { Tabs } from '#client/ui/Tabs.tsx'

/** What is decided of a doubtful row: it is the enterprise that it is like, a new one, or nothing yet. */
type Decision = 'same' | 'other' | 'none'

/** What is decided of the doubtful rows of a roster: of single rows by their places, and of all others. */
export type Decisions = { others: Decision; rows: ReadonlyMap<number, Decision> }

/** What is decided so far, and what changes it. */
export type Deciding = { decisions: Decisions; onDecide: (decisions: Decisions) => void }

export const noDecisions: Decisions = { others: 'none', rows: new Map() }

/** The decisions as the input of applyRoster. */
export const decisionsInput = ({ others, rows }: Decisions) => ({
  ...(others !== 'none' && { othersAreSame: others === 'same' }),
  decisions: [...rows].map(([place, decision]) => ({
    place,
    isSame: decision === 'none' ? null : decision === 'same',
  })),
})

type DecisionTabsProps = { label: string; chosen: Decision; onChoose: (decision: Decision) => void }

/** Chooses whether a doubtful row is the enterprise that it is like, or a new one. */
export function DecisionTabs({ label, chosen, onChoose }: DecisionTabsProps) {
  const { t } = useTranslation('desk')
  const tabs = (['same', 'other', 'none'] as const).map((key) => ({ key, label: t(`roster.decide.${key}`) }))
  return <Tabs label={label} tabs={tabs} chosen={chosen} onChoose={onChoose} />
}
