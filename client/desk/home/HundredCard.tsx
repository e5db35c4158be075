import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { dateOf, paceOf, placeInPeriod } from '#client/ui/dates.ts'
import { numberText } from '#client/ui/numbers.ts'
import type { HomeBoardQuery } from '#codegen/graph/graphql.ts'

/** The snapshot of the board that the home page shows. */
export type HomeBoard = NonNullable<HomeBoardQuery['board']>

type HundredCardProps = { board: HomeBoard; campaign: HomeBoardQuery['campaign'] | null }

/** How far the campaign is: the wall’s cells, and what must be visited a day to be done in time. */
export function HundredCard({ board, campaign: period }: HundredCardProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { campaign, cells } = board
  const today = dateOf()
  if (!period) {
    return (
      <section className="ui-card home-card">
        <Link href="/desk/campaign">{t('campaign.noneToRead')}</Link>
      </section>
    )
  }
  const { day, days, left } = placeInPeriod(today, period.startsOn, period.endsOn)
  const pace = day < 1 ? null : paceOf(campaign.target - campaign.visited, left)
  const dayLine =
    day < 1
      ? t('campaign.before', { count: 1 - day })
      : left === 0
        ? t('campaign.after', { count: day - days })
        : t('campaign.dayOf', { day, days })
  const visitedToday = campaign.days.find(({ date }) => date === today)?.visited ?? 0
  return (
    <section className="ui-card home-card">
      <header>
        <h2>
          {t('home.hundred')}
          <small>{dayLine}</small>
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
          {pace !== null && ` · ${t('campaign.pace', { count: pace })}`}
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
