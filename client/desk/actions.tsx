import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import type { Viewer } from '#client/graph/session.ts'
import { EnterpriseField, EnterprisePicker } from '#client/modules/enterprises/EnterprisePicker.tsx'
import { IssueForm } from '#client/modules/issues/IssueForm.tsx'
import { SquadField, useAgencyOptions } from '#client/modules/squads/SquadField.tsx'
import { SupplyItemsDocument } from '#client/modules/supplies/documents.ts'
import { OrderForm } from '#client/modules/supplies/OrderForm.tsx'
import { CarryOverForm } from '#client/modules/visits/CarryOverForm.tsx'
import { PlanForm } from '#client/modules/visits/PlanForm.tsx'
import { RecordForm } from '#client/modules/visits/RecordForm.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { may } from './rights.ts'

type Enterprise = { id: string; name: string }

/** The button is the main one of a list's page. On the page of an enterprise, which has other actions, it is not. */
const toneOf = (enterprise: Enterprise | undefined) => (enterprise ? undefined : 'main')

/** The button and dialog to plan a squad's stops of a day; nothing for roles that may not. */
export function PlanVisits({ viewer, first }: { viewer: Viewer; first?: Enterprise }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  if (!may(viewer.role, 'planVisit')) return null
  return (
    <DialogButton label={t('visits.plan')} tone={toneOf(first)} wide>
      {(close) => (
        <PlanForm
          squad={<SquadField />}
          picker={(onPick) => <EnterprisePicker onPick={onPick} />}
          first={first}
          onCancel={close}
          onSaved={(count) => {
            close()
            say(t('visits.planned', { count }))
          }}
        />
      )}
    </DialogButton>
  )
}

/** The button and dialog to move a squad's unfinished stops to another day; nothing for roles that may not. */
export function CarryOver({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  if (!may(viewer.role, 'planVisit')) return null
  return (
    <DialogButton label={t('visits.carryOver')} title={t('visits.carryOverTitle')}>
      {(close) => (
        <CarryOverForm
          squad={<SquadField />}
          onCancel={close}
          onSaved={() => {
            close()
            say(t('visits.carriedOver'))
          }}
        />
      )}
    </DialogButton>
  )
}

/** The button and dialog to enter a visit that was written on paper; nothing for roles that may not. */
export function RecordVisit({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  if (!may(viewer.role, 'planVisit')) return null
  return (
    <DialogButton label={t('visits.record')} wide>
      {(close) => (
        <RecordForm
          squad={<SquadField />}
          enterprise={<EnterpriseField />}
          onCancel={close}
          onSaved={() => {
            close()
            say(t('visits.recorded'))
          }}
        />
      )}
    </DialogButton>
  )
}

/**
 * The button and dialog to open an issue; nothing for roles that may not. An enterprise's account opens issues of its
 * own enterprise only.
 */
export function OpenIssue({ viewer, enterprise }: { viewer: Viewer; enterprise?: Enterprise }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const agencies = useAgencyOptions()
  if (!may(viewer.role, 'openIssue')) return null
  return (
    <DialogButton label={t('issues.open')} tone={toneOf(enterprise)} wide>
      {(close) => (
        <IssueForm
          enterprise={<EnterpriseField fixed={enterprise ?? viewer.enterprise ?? undefined} />}
          agencies={viewer.role === 'COMMAND' ? agencies : []}
          onCancel={close}
          onSaved={() => {
            close()
            say(t('issues.opened'))
          }}
        />
      )}
    </DialogButton>
  )
}

/**
 * The button and dialog to order an item; nothing for roles that may not. An enterprise's account orders for its own
 * enterprise only.
 */
export function OrderSupply({ viewer, enterprise }: { viewer: Viewer; enterprise?: Enterprise }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const [{ data }] = useQuery({ query: SupplyItemsDocument })
  if (!may(viewer.role, 'orderSupply') || !data) return null
  return (
    <DialogButton label={t('orders.order')} tone={toneOf(enterprise)}>
      {(close) => (
        <OrderForm
          enterprise={<EnterpriseField fixed={enterprise ?? viewer.enterprise ?? undefined} />}
          items={data.supplyItems}
          mayReserve={may(viewer.role, 'reserveSupply')}
          onCancel={close}
          onSaved={() => {
            close()
            say(t('orders.ordered'))
          }}
        />
      )}
    </DialogButton>
  )
}
