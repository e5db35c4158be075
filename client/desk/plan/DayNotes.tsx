import { useTranslation } from 'react-i18next'
import type { SquadDay, TakenOut } from '#client/modules/visits/day-plan.ts'
import { Button, LinkButton } from '#client/ui/Button.tsx'

type DayNotesProps = {
  days: readonly SquadDay[]
  refusal: string | null
  out: readonly TakenOut[]
  onSeen: () => void
  isDraft: boolean
}

/** What the page has to say above the lists: why nothing can be proposed, what others took, why the plan was refused. */
export function DayNotes({ days, refusal, out, onSeen, isDraft }: DayNotesProps) {
  const { t } = useTranslation('desk')
  const hasZones = days.some(({ squad }) => squad.zones.length)
  const isEmpty = days.every(({ unvisited, leftOvers }) => unvisited.length + leftOvers.length === 0)
  return (
    <>
      {refusal && (
        <p className="ui-refusal" role="alert">
          {refusal}
        </p>
      )}
      <div role="status">
        {out.length > 0 && (
          <div className="desk-plan-note">
            <ul>
              {out.map(({ enterpriseId, name, squad }) => (
                <li key={enterpriseId}>
                  {squad === null ? t('plan.gone', { name }) : t('plan.taken', { name, squad })}
                </li>
              ))}
            </ul>
            <Button small onPress={onSeen}>
              {t('plan.ok')}
            </Button>
          </div>
        )}
        {!hasZones && (
          <div className="desk-plan-note">
            <p>{t('plan.nobodyHasZones')}</p>
            <LinkButton small href="/desk/squads">
              {t('plan.setZones')}
            </LinkButton>
          </div>
        )}
        {hasZones && isEmpty && !isDraft && (
          <div className="desk-plan-note">
            <p>{t('plan.nothingLeft')}</p>
          </div>
        )}
      </div>
    </>
  )
}
