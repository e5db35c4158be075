import { type ReactNode, use } from 'react'
import { useTranslation } from 'react-i18next'
import { AsOf } from '#client/graph/as-of.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { useFollowedQuery } from '#client/graph/useFollowedQuery.ts'
import { OwnZoneDocument } from '#client/modules/zones/documents.ts'
import { clockOf } from '#client/ui/dates.ts'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Meter } from '#client/ui/Meter.tsx'
import { numberText } from '#client/ui/numbers.ts'
import { Page } from '#client/ui/Page.tsx'
import type { OwnZoneQuery } from '#codegen/graph/graphql.ts'
import './own-zone.css'

type OwnZone = NonNullable<NonNullable<OwnZoneQuery['viewer']>['zone']>

/** The page of a zone’s cadre: what the own zone adds up to, and as of when. */
export function OwnZonePage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const [result, again] = useFollowedQuery(OwnZoneDocument, {})
  const zone = result.data?.viewer?.zone
  return (
    <Page title={zone?.name ?? t('nav.zone')} note={<Moment union={viewer.union.name} />}>
      <QueryResult result={result} retry={again}>
        {(data) => <Zone zone={data.viewer?.zone ?? null} />}
      </QueryResult>
    </Page>
  )
}

/** The union, and the moment for which the figures hold. */
function Moment({ union }: { union: string }) {
  const { t } = useTranslation('desk')
  const asOf = use(AsOf)
  return (
    <>
      {union}
      {asOf && <> · {t('cadre.asOf', { at: clockOf(asOf) })}</>}
    </>
  )
}

function Zone({ zone }: { zone: OwnZone | null }) {
  const { t } = useTranslation('desk')
  if (!zone) return <EmptyNote>{t('cadre.none')}</EmptyNote>
  const { sums } = zone
  if (!sums || sums.enterprises === 0) return <EmptyNote>{t('cadre.empty')}</EmptyNote>
  return (
    <dl className="own-zone">
      <Figure name={t('cadre.resumed')} value={sums.resumed} whole={sums.enterprises}>
        {t('cadre.ofEnterprises', { count: sums.enterprises })}
      </Figure>
      <Figure name={t('cadre.visited')} value={sums.visited} whole={sums.listed}>
        {sums.listed === 0 ? t('cadre.noneListed') : t('cadre.ofListed', { count: sums.listed })}
      </Figure>
      <Figure name={t('cadre.openIssues')} value={sums.openIssues}>
        {t('cadre.ofZone')}
      </Figure>
    </dl>
  )
}

type FigureProps = { name: string; value: number; whole?: number; children: ReactNode }

function Figure({ name, value, whole, children }: FigureProps) {
  return (
    <div className="ui-card">
      <dt>{name}</dt>
      <dd>
        <strong>{numberText(value)}</strong>
        <small>{children}</small>
        {whole !== undefined && <Meter parts={[{ tone: 'done', amount: value }]} whole={whole} />}
      </dd>
    </div>
  )
}
