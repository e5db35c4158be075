import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Redirect } from 'wouter'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { DayProposalDocument, DayStartDocument } from '#client/modules/visits/day-documents.ts'
import { mostDays } from '#client/modules/visits/most-days.ts'
import { LinkButton } from '#client/ui/Button.tsx'
import { dateInDays, dateOf, minuteOf } from '#client/ui/dates.ts'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { useListAddress } from '#client/ui/list/address.ts'
import { Page } from '#client/ui/Page.tsx'
import { DayBoard } from './DayBoard.tsx'

/** The page that plans one day for all squads. The address holds the day. */
export function PlanPage() {
  const on = useListAddress().get('on') ?? ''
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(on) && on >= dateOf() && on <= dateInDays(mostDays)
  return isDay ? <Day key={on} on={on} /> : <FirstDay />
}

/** Goes to the day that is to be planned: today in the morning where nothing is planned yet, else tomorrow. */
function FirstDay() {
  const { t } = useTranslation('desk')
  const isMorning = minuteOf(new Date().toISOString()) < '12:00'
  const [result, again] = useQuery({
    query: DayStartDocument,
    variables: { filter: { on: dateOf() } },
    pause: !isMorning,
  })
  if (!isMorning) return <Redirect to={`/desk/plan?on=${dateInDays(1)}`} replace />
  return (
    <Page title={t('nav.plan')}>
      <QueryResult result={result} retry={again}>
        {({ visits }) => <Redirect to={`/desk/plan?on=${dateInDays(visits.edges.length ? 1 : 0)}`} replace />}
      </QueryResult>
    </Page>
  )
}

function Day({ on }: { on: string }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: DayProposalDocument, variables: { on } })
  const days = result.data?.dayProposal
  if (!days) {
    return (
      <Page title={t('nav.plan')}>
        <QueryResult result={result} retry={again}>
          {() => <EmptyNote>{t('plan.noSquads')}</EmptyNote>}
        </QueryResult>
      </Page>
    )
  }
  if (days.length === 0) {
    return (
      <Page title={t('nav.plan')} actions={<LinkButton href="/desk/squads">{t('nav.squads')}</LinkButton>}>
        <EmptyNote>{t('plan.noSquads')}</EmptyNote>
      </Page>
    )
  }
  return <DayBoard on={on} days={days} isOld={result.stale} />
}
