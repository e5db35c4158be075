import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { may } from '#client/desk/rights.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { AddForm } from '#client/modules/campaigns/AddForm.tsx'
import { CampaignDocument } from '#client/modules/campaigns/documents.ts'
import { type Entry, HundredTable } from '#client/modules/campaigns/HundredTable.tsx'
import { SwapForm } from '#client/modules/campaigns/SwapForm.tsx'
import { EnterpriseField } from '#client/modules/enterprises/EnterpriseField.tsx'
import { progressTone, resumptionTone } from '#client/modules/enterprises/tones.ts'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Page } from '#client/ui/Page.tsx'
import type { Column } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { CampaignQuery } from '#codegen/graph/graphql.ts'

/** The page of the campaign and its list of enterprises. */
export function CampaignPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: CampaignDocument })
  return (
    <QueryResult result={result} retry={again}>
      {({ campaign }) =>
        campaign ? (
          <Hundred viewer={viewer} campaign={campaign} />
        ) : (
          <Page title={t('nav.campaign')}>
            <EmptyNote>{t('campaign.none')}</EmptyNote>
          </Page>
        )
      }
    </QueryResult>
  )
}

type HundredProps = { viewer: Viewer; campaign: NonNullable<CampaignQuery['campaign']> }

function Hundred({ viewer, campaign }: HundredProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const visited = campaign.entries.filter(({ enterprise }) => enterprise.progress === 'DONE').length
  const columns: Column<Entry>[] = [
    {
      head: t('enterprise'),
      cell: ({ enterprise }) => <Link href={`/desk/enterprises/${enterprise.id}`}>{enterprise.name}</Link>,
    },
    {
      head: t('enterprises.progress'),
      cell: ({ enterprise: { progress } }) => (
        <Tag tone={progressTone[progress]}>{common(`VisitProgress.${progress}`)}</Tag>
      ),
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
  const { target, entries, startsOn, endsOn } = campaign
  return (
    <Page
      title={campaign.title}
      note={`${t('campaign.target', { target, listed: entries.length, visited })} · ${t('campaign.period', { from: startsOn, to: endsOn })}`}
      actions={
        <>
          <ExportMenu list="CAMPAIGN" />
          {may(viewer.role, 'addCampaignEnterprise') && entries.length < target && <Add campaignId={campaign.id} />}
        </>
      }
    >
      <div className="ui-list">
        <HundredTable
          entries={entries}
          columns={columns}
          action={
            may(viewer.role, 'swapCampaignEnterprise')
              ? (entry) => <Swap campaignId={campaign.id} position={entry.position} />
              : undefined
          }
        />
      </div>
    </Page>
  )
}

function Add({ campaignId }: { campaignId: string }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  return (
    <DialogButton label={t('campaign.add')} tone="main">
      {(close) => (
        <AddForm
          campaignId={campaignId}
          enterprise={<EnterpriseField />}
          onCancel={close}
          onSaved={(name) => {
            close()
            say(t('campaign.addition', { name }))
          }}
        />
      )}
    </DialogButton>
  )
}

function Swap({ campaignId, position }: { campaignId: string; position: number }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  return (
    <DialogButton label={t('campaign.swap')} title={t('campaign.swapTitle', { position })}>
      {(close) => (
        <SwapForm
          campaignId={campaignId}
          position={position}
          enterprise={<EnterpriseField />}
          onCancel={close}
          onSaved={(name) => {
            close()
            say(t('campaign.swapped', { position, name }))
          }}
        />
      )}
    </DialogButton>
  )
}
