import { useTranslation } from 'react-i18next'
import type { Entry } from '#client/modules/campaigns/HundredTable.tsx'
import { RemoveForm } from '#client/modules/campaigns/LifeForms.tsx'
import { SwapForm } from '#client/modules/campaigns/SwapForm.tsx'
import { EnterpriseField } from '#client/modules/enterprises/EnterpriseField.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { useToast } from '#client/ui/Toast.tsx'

type PlaceDeedsProps = { campaignId: string; entry: Entry }

/** What can be done with a place of the list: another enterprise for it, or none. */
export function PlaceDeeds({ campaignId, entry: { position, enterprise } }: PlaceDeedsProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  return (
    <>
      <DialogButton label={t('campaign.swap')} title={t('campaign.swapTitle', { position })} small>
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
      </DialogButton>{' '}
      <DialogButton label={t('campaign.remove')} title={t('campaign.removeTitle', { name: enterprise.name })} small>
        {(close) => (
          <RemoveForm
            campaignId={campaignId}
            enterpriseId={enterprise.id}
            onCancel={close}
            onSaved={() => {
              close()
              say(t('campaign.removed', { name: enterprise.name }))
            }}
          />
        )}
      </DialogButton>
    </>
  )
}
