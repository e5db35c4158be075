import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { AsOf } from '#client/graph/as-of.ts'
import { StepChips } from '#client/modules/visits/StepChips.tsx'
import { dateOf, durationOf, secondsBetween } from '#client/ui/dates.ts'
import type { HomeBoard } from './HundredCard.tsx'
import { isSilent } from './silence.ts'

/** The squads in the order of their numbers: where each is now, its steps, and for how long. */
export function SquadsCard({ board, mayPlan }: { board: HomeBoard; mayPlan: boolean }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const asOf = use(AsOf)
  const today = dateOf()
  const ago = (since: string) => {
    const { unit, n } = durationOf(secondsBetween(since, asOf ?? since))
    return common(`age.${unit}`, { count: n })
  }
  const onSite = board.squads.filter(({ now }) => now.enterprise).length
  return (
    <section className="ui-card home-card">
      <header>
        <h2>
          {t('home.now')}
          <small>{t('home.onSite', { count: onSite })}</small>
        </h2>
        {mayPlan && <Link href="/desk/plan">{t('nav.plan')}</Link>}
      </header>
      {board.squads.length === 0 && <p className="ui-note">{t('home.noSquads')}</p>}
      <ol className="home-squads">
        {board.squads.map(({ squad, now }) => {
          const { planned = 0, finished = 0 } = now.days.find(({ date }) => date === today) ?? {}
          const left = planned - finished - (now.enterprise ? 1 : 0)
          const silent = asOf && planned > finished && isSilent(squad.heardAt, asOf) && (
            <b className="home-silent">
              {squad.heardAt ? t('home.silent', { age: ago(squad.heardAt) }) : t('home.neverHeard')}
            </b>
          )
          return (
            <li key={squad.id}>
              <Link
                href={`/desk/visits?squadId=${squad.id}&day=${today}..${today}`}
                aria-label={t('squadNumber', { number: squad.number })}
              >
                {squad.number}
              </Link>
              {now.enterprise ? (
                <span>
                  <Link href={`/desk/enterprises/${now.enterprise.id}`}>{now.enterprise.name}</Link>
                  {silent}
                </span>
              ) : (
                <span className="home-idle">
                  {planned === 0 ? t('home.noStops') : left > 0 ? t('home.stopsLeft', { count: left }) : t('home.done')}
                  {silent}
                </span>
              )}
              {now.enterprise && (
                <>
                  <StepChips done={now.steps} />
                  <span>{now.since ? ago(now.since) : '—'}</span>
                </>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
