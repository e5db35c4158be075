import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link, useSearchParams } from 'wouter'
import { may } from '#client/desk/rights.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { ClosingsTable } from '#client/modules/campaigns/ClosingsTable.tsx'
import { CampaignDocument, CampaignsDocument } from '#client/modules/campaigns/documents.ts'
import { type Entry, HundredTable } from '#client/modules/campaigns/HundredTable.tsx'
import { progressTone, resumptionTone } from '#client/modules/enterprises/tones.ts'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { DeedBar } from '#client/ui/DeedBar.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Page, Part } from '#client/ui/Page.tsx'
import type { Column } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { CampaignsQuery, CampaignWholeFragment } from '#codegen/graph/graphql.ts'
import { CampaignNote } from './CampaignNote.tsx'
import { PlaceDeeds } from './PlaceDeeds.tsx'
import { useCampaignDeeds } from './useCampaignDeeds.tsx'
import './campaign.css'

const tones = { DRAFT: 'on-the-way', ACTIVE: 'under-way', CLOSED: 'quiet', DISCARDED: 'quiet' } as const

/** The page of a campaign and its list of enterprises: the active one, or the one in `?campaign=`. */
export function CampaignPage({ viewer }: { viewer: Viewer }) {
  const [search] = useSearchParams()
  const [list, listAgain] = useQuery({ query: CampaignsDocument })
  const [result, again] = useQuery({ query: CampaignDocument, variables: { campaignId: search.get('campaign') } })
  return (
    <QueryResult result={list} retry={listAgain}>
      {({ campaigns }) => (
        <QueryResult result={result} retry={again}>
          {({ campaign }) =>
            campaign ? (
              <Hundred viewer={viewer} campaign={campaign} campaigns={campaigns} />
            ) : (
              <NoCampaign viewer={viewer} campaigns={campaigns} />
            )
          }
        </QueryResult>
      )}
    </QueryResult>
  )
}

type Campaigns = { viewer: Viewer; campaigns: CampaignsQuery['campaigns'] }

function NoCampaign({ viewer, campaigns }: Campaigns) {
  const { t } = useTranslation('desk')
  const deeds = useCampaignDeeds(viewer, null, campaigns)
  return (
    <Page title={t('nav.campaign')} actions={<DeedBar label={t('campaign.deeds')} deeds={deeds} />}>
      <Others campaigns={campaigns} shown={null} />
      <EmptyNote>{t(deeds.length > 0 ? 'campaign.none' : 'campaign.noneToRead')}</EmptyNote>
    </Page>
  )
}

function Hundred({ viewer, campaign, campaigns }: Campaigns & { campaign: CampaignWholeFragment }) {
  const { t } = useTranslation('desk')
  const deeds = useCampaignDeeds(viewer, campaign, campaigns)
  const columns = useEntryColumns(campaign.state)
  const { id, state, entries, plan, closings } = campaign
  const reopened = closings.filter(({ reopenedAt }) => reopenedAt)
  const active = campaigns.find((each) => each.state === 'ACTIVE')
  const mayChange = (state === 'ACTIVE' || state === 'DRAFT') && may(viewer.role, 'swapCampaignEnterprise')
  return (
    <Page
      title={campaign.title}
      note={<CampaignNote campaign={campaign} />}
      actions={
        <>
          {state === 'ACTIVE' && <ExportMenu list="CAMPAIGN" />}
          <DeedBar label={t('campaign.deeds')} deeds={deeds} beside={1} />
        </>
      }
    >
      <Others campaigns={campaigns} shown={id} />
      {state === 'DRAFT' && active && <p className="ui-note">{t('campaign.waits', { title: active.title })}</p>}
      <div className="ui-list">
        {entries.length > 0 ? (
          <HundredTable
            entries={entries}
            columns={columns}
            action={mayChange ? (entry) => <PlaceDeeds campaignId={id} entry={entry} /> : undefined}
          />
        ) : (
          <EmptyNote>
            {t('campaign.empty')} {mayChange && <Link href="/desk/import?kind=HUNDRED">{t('setUp.import')}</Link>}
          </EmptyNote>
        )}
      </div>
      {reopened.length > 0 && (
        <Part title={t('campaign.closings')}>
          <ClosingsTable closings={reopened} />
        </Part>
      )}
      {plan && (
        <Part title={t('campaign.plan')}>
          <p className="campaign-plan">{plan}</p>
        </Part>
      )}
    </Page>
  )
}

/** The columns of the list. How far the enterprises are is that of the active campaign, or as it was when this one was closed. */
function useEntryColumns(state: CampaignWholeFragment['state']): Column<Entry>[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return [
    {
      head: t('enterprise'),
      cell: ({ enterprise }) => <Link href={`/desk/enterprises/${enterprise.id}`}>{enterprise.name}</Link>,
    },
    {
      head: t('enterprises.progress'),
      cell: ({ enterprise, closedProgress }) => {
        if (state === 'DRAFT' || state === 'DISCARDED') return '—'
        const progress = closedProgress ?? enterprise.progress
        return <Tag tone={progressTone[progress]}>{common(`VisitProgress.${progress}`)}</Tag>
      },
    },
    {
      head: t('enterprises.resumption'),
      cell: ({ enterprise: { resumption } }) => (
        <Tag tone={resumptionTone[resumption]}>{common(`Resumption.${resumption}`)}</Tag>
      ),
    },
    {
      head: t('enterprises.openIssuesOnly'),
      cell: ({ enterprise }) => enterprise.openIssues || '—',
      numeric: true,
    },
  ]
}

/** The union’s campaigns to choose from, where there are several or none is active. */
function Others({ campaigns, shown }: Pick<Campaigns, 'campaigns'> & { shown: string | null }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  if (!campaigns.some(({ id }) => id !== shown)) return null
  return (
    <nav className="campaign-others" aria-label={t('campaign.others')}>
      {campaigns.map(({ id, title, state, startsOn, endsOn }) => (
        <Link
          key={id}
          href={`/desk/campaign?campaign=${encodeURIComponent(id)}`}
          aria-current={id === shown ? 'page' : undefined}
        >
          <span>{title}</span>
          <small>{t('campaign.period', { from: startsOn, to: endsOn })}</small>
          <Tag tone={tones[state]}>{common(`CampaignState.${state}`)}</Tag>
        </Link>
      ))}
    </nav>
  )
}
