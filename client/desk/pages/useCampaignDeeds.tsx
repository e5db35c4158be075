import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { AddForm } from '#client/modules/campaigns/AddForm.tsx'
import { CreateCampaignForm, UpdateCampaignForm } from '#client/modules/campaigns/CampaignForm.tsx'
import { BeginForm, CloseForm, DiscardForm, ReopenForm, TargetForm } from '#client/modules/campaigns/LifeForms.tsx'
import { EnterpriseField } from '#client/modules/enterprises/EnterpriseField.tsx'
import type { Deed } from '#client/ui/DeedBar.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { CampaignsQuery, CampaignWholeFragment } from '#codegen/graph/graphql.ts'

/** What the viewer can do with the campaigns of the union, and with the one that is shown. */
export function useCampaignDeeds(
  viewer: Viewer,
  campaign: CampaignWholeFragment | null,
  campaigns: CampaignsQuery['campaigns'],
): Deed[] {
  const { t } = useTranslation('desk')
  const say = useToast()
  const [, go] = useLocation()
  const own = useDeedsOfOne(campaign, campaigns)
  if (!may(viewer.role, 'createCampaign')) return []
  return [
    ...own,
    {
      key: 'create',
      label: t('campaign.create'),
      isRare: campaign !== null,
      form: (close) => (
        <CreateCampaignForm
          earlier={campaigns}
          onCancel={close}
          onSaved={({ id, title }) => {
            close()
            say(t('campaign.didCreate', { title }))
            go(`/desk/campaign?campaign=${encodeURIComponent(id)}`)
          }}
        />
      ),
    },
  ]
}

function useDeedsOfOne(campaign: CampaignWholeFragment | null, campaigns: CampaignsQuery['campaigns']): Deed[] {
  const { t } = useTranslation('desk')
  const say = useToast()
  const [, go] = useLocation()
  if (!campaign) return []
  const { id, title, state, target, entries } = campaign
  const isOneActive = campaigns.some((each) => each.state === 'ACTIVE')
  // what a dialog gives its form: to close it, and after the deed to say what was done
  const ending = (close: () => void, done: string) => ({
    campaignId: id,
    onCancel: close,
    onSaved: () => {
      close()
      say(done)
    },
  })
  const add: Deed = {
    key: 'add',
    label: t('campaign.add'),
    form: (close) => (
      <AddForm
        campaignId={id}
        enterprise={<EnterpriseField />}
        onCancel={close}
        onSaved={(name) => {
          close()
          say(t('campaign.addition', { name }))
        }}
      />
    ),
  }
  const begin: Deed = {
    key: 'begin',
    label: t('campaign.begin'),
    form: (close) => <BeginForm {...ending(close, t('campaign.didBegin', { title }))} />,
  }
  const reopen: Deed = {
    key: 'reopen',
    label: t('campaign.reopen'),
    form: (close) => <ReopenForm {...ending(close, t('campaign.didReopen', { title }))} />,
  }
  if (state === 'DISCARDED') return []
  if (state === 'CLOSED') return isOneActive ? [] : [reopen]
  const update: Deed = {
    key: 'update',
    label: t('campaign.update'),
    title: t('campaign.updateTitle'),
    wide: true,
    form: (close) => <UpdateCampaignForm campaign={campaign} {...ending(close, t('campaign.didUpdate'))} />,
  }
  const setTarget: Deed = {
    key: 'target',
    label: t('campaign.setTarget'),
    isRare: true,
    form: (close) => <TargetForm {...ending(close, t('campaign.didUpdate'))} target={target} listed={entries.length} />,
  }
  const discard: Deed = {
    key: 'discard',
    label: t('campaign.discard'),
    isRare: true,
    form: (close) => {
      const { onSaved, ...form } = ending(close, t('campaign.didDiscard', { title }))
      const leave = () => {
        onSaved()
        go('/desk/campaign')
      }
      return <DiscardForm {...form} onSaved={leave} />
    },
  }
  const end: Deed = {
    key: 'close',
    label: t('campaign.close'),
    isRare: true,
    form: (close) => <CloseForm {...ending(close, t('campaign.didClose', { title }))} />,
  }
  return [
    ...(state === 'DRAFT' && !isOneActive ? [begin] : []),
    ...(entries.length < target ? [add] : []),
    update,
    setTarget,
    state === 'ACTIVE' ? end : discard,
  ]
}
