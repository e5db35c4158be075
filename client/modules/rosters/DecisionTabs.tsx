import { useTranslation } from 'react-i18next'
import { Tabs } from '#client/ui/Tabs.tsx'

/** What is decided of a doubtful row: it is the enterprise that it is like, a new one, or it is left out for good. */
type Decision = 'same' | 'other' | 'leave'

/** What is decided of the doubtful rows of a roster: of single rows by their places, and of all others, which may be decided later. */
export type Decisions = { others: 'same' | 'other' | 'later'; rows: ReadonlyMap<number, Decision> }

/** What is decided so far, and what changes it. */
export type Deciding = { decisions: Decisions; onDecide: (decisions: Decisions) => void }

export const noDecisions: Decisions = { others: 'later', rows: new Map() }

/** True where something is decided. */
export const isAnyDecided = ({ others, rows }: Decisions): boolean => others !== 'later' || rows.size > 0

/** The decisions as the input of applyRoster and decideRoster. */
export const decisionsInput = ({ others, rows }: Decisions) => ({
  ...(others !== 'later' && { othersAreSame: others === 'same' }),
  decisions: [...rows].map(([place, decision]) => ({
    place,
    isSame: decision === 'leave' ? null : decision === 'same',
  })),
})

type RowDecisionProps = Deciding & { place: number; name: string }

/** Decides one doubtful row. What is decided of all others holds for it until then. */
export function RowDecision({ decisions, onDecide, place, name }: RowDecisionProps) {
  const { t } = useTranslation('desk')
  const { others, rows } = decisions
  return (
    <div className="roster-decision">
      <Tabs
        label={name}
        tabs={(['same', 'other', 'leave'] as const).map((key) => ({ key, label: t(`roster.decide.${key}`) }))}
        chosen={rows.get(place) ?? (others === 'later' ? null : others)}
        onChoose={(key) => onDecide({ others, rows: new Map(rows).set(place, key) })}
      />
    </div>
  )
}

/** What doubtful rows are, and what is decided of all that are not decided one by one. */
export function DoubtBar({ decisions, onDecide }: Deciding) {
  const { t } = useTranslation('desk')
  return (
    <div className="roster-doubt">
      <p className="ui-note">{t('roster.doubtNote')}</p>
      <strong>{t('roster.allDoubts')}</strong>
      <Tabs
        label={t('roster.allDoubts')}
        tabs={(['same', 'other', 'later'] as const).map((key) => ({ key, label: t(`roster.decide.${key}`) }))}
        chosen={decisions.others}
        onChoose={(others) => onDecide({ others, rows: new Map() })}
      />
    </div>
  )
}
