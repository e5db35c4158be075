import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link, Redirect } from 'wouter'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { DayProposalDocument, DayStartDocument } from '#client/modules/visits/day-documents.ts'
import { mostDays } from '#client/modules/visits/most-days.ts'
import { dateInDays, dateOf, minuteOf } from '#client/ui/dates.ts'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { useListAddress } from '#client/ui/list/address.ts'
import { Page } from '#client/ui/Page.tsx'
import { DayBoard, type DaySlots } from './DayBoard.tsx'
import { DayStep } from './DayStep.tsx'
import './plan.css'

/** The page that plans one day for all squads. The address holds the day. */
export function PlanPage() {
  const on = useListAddress().get('on') ?? ''
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(on) && on >= dateOf() && on <= dateInDays(mostDays)
  return isDay ? <DayPage on={on} /> : <FirstDay />
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

/**
 * The page of one day. What goes from day to day stands here, so that it keeps the focus; the day has its own draft, so that it
 * begins anew each time, and fills its places of the page.
 */
function DayPage({ on }: { on: string }) {
  const { t } = useTranslation('desk')
  const [note, setNote] = useState<HTMLElement | null>(null)
  const [actions, setActions] = useState<HTMLElement | null>(null)
  const [tools, setTools] = useState<HTMLElement | null>(null)
  return (
    <Page
      title={t('nav.plan')}
      wide
      note={<span ref={setNote} />}
      actions={<span ref={setActions} className="desk-plan-slot" />}
    >
      <div className="desk-plan-tools">
        <DayStep on={on} />
        <span ref={setTools} className="desk-plan-slot" />
      </div>
      <Day key={on} on={on} slots={{ note, actions, tools }} />
    </Page>
  )
}

function Day({ on, slots }: { on: string; slots: DaySlots }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: DayProposalDocument, variables: { on } })
  const days = result.data?.dayProposal
  if (days?.length) return <DayBoard slots={slots} on={on} days={days} isOld={result.stale} />
  return (
    <QueryResult result={result} retry={again}>
      {() => (
        <EmptyNote>
          {t('plan.noSquads')} <Link href="/desk/squads">{t('nav.squads')}</Link>
        </EmptyNote>
      )}
    </QueryResult>
  )
}
