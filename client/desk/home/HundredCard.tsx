import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { dateOf } from '#client/ui/dates.ts'
import { numberText } from '#client/ui/numbers.ts'
import type { HomeBoardQuery } from '#codegen/graph/graphql.ts'

/** The snapshot of the board that the home page shows. */
export type HomeBoard = NonNullable<HomeBoardQuery['board']>

type HundredCardProps = { board: HomeBoard; campaign: HomeBoardQuery['campaign'] | null }

const day = 86_400_000
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / day)

/** How far the campaign is: the wall’s cells, and what must be visited a day to be done in time. */
export function HundredCard({ board, campaign: period }: HundredCardProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { campaign, cells } = board
  const today = dateOf()
  if (!period) return <section className="ui-card home-card">{t('campaign.none')}</section>
  const left = daysBetween(today, period.endsOn) + 1
  const missing = Math.max(0, campaign.target - campaign.visited)
  const pace = left > 0 && missing > 0 ? t('home.pace', { count: Math.ceil(missing / left) }) : null
  const visitedToday = campaign.days.find(({ date }) => date === today)?.visited ?? 0
  return (
    <section className="ui-card home-card">
      <header>
        <h2>
          {t('home.hundred')}
          <small>
            {t('home.dayOf', {
              day: daysBetween(period.startsOn, today) + 1,
              days: daysBetween(period.startsOn, period.endsOn) + 1,
            })}
          </small>
        </h2>
        <Link href="/board">{t('nav.board')}</Link>
      </header>
      <p className="home-figure">
        <Link href="/desk/enterprises?listed=true&progress=DONE">{numberText(campaign.visited)}</Link>
        <small className="home-beside">
          / {numberText(campaign.target)}
          {' · '}
          <Link href="/desk/enterprises?listed=true">{t('home.listed', { count: cells.length })}</Link>
          {' · '}
          <Link href={`/desk/visits?counts=true&finished=${today}..${today}`}>
            {t('home.visitedToday', { count: visitedToday })}
          </Link>
          {pace && ` · ${pace}`}
        </small>
      </p>
      <ul className="home-cells" aria-label={t('home.hundred')}>
        {cells.map(({ id, state, step, hasIssue, enterprise }) => (
          <li key={id}>
            <Link
              href={`/desk/enterprises/${enterprise.id}`}
              className="home-cell"
              data-state={state}
              data-step={step ?? undefined}
              data-issue={hasIssue || undefined}
              title={`${enterprise.name} · ${common(`VisitProgress.${state}`)}`}
              aria-label={`${enterprise.name} · ${common(`VisitProgress.${state}`)}`}
            />
          </li>
        ))}
      </ul>
      <p className="home-legend">
        {(['DONE', 'UNDER_WAY', 'PLANNED', 'NOT_PLANNED'] as const).map((state) => (
          <Link key={state} className="home-state" href={`/desk/enterprises?listed=true&progress=${state}`}>
            <i className="home-cell" data-state={state} aria-hidden="true" />
            {common(`VisitProgress.${state}`)} {cells.filter((cell) => cell.state === state).length}
          </Link>
        ))}
      </p>
    </section>
  )
}
