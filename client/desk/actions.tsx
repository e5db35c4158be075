import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import type { Viewer } from '#client/graph/session.ts'
import { EnterpriseField } from '#client/modules/enterprises/EnterpriseField.tsx'
import { IssueForm } from '#client/modules/issues/IssueForm.tsx'
import { SquadField, useAgencyOptions } from '#client/modules/squads/SquadField.tsx'
import { SupplyItemsDocument } from '#client/modules/supplies/documents.ts'
import { OrderForm } from '#client/modules/supplies/OrderForm.tsx'
import { CarryOverForm } from '#client/modules/visits/CarryOverForm.tsx'
import { PlanForm } from '#client/modules/visits/PlanForm.tsx'
import { RecordForm } from '#client/modules/visits/RecordForm.tsx'
import type { ButtonTone } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { may } from './rights.ts'

/** What an action is about where it stands on the page of an enterprise, and how its button looks. */
type ActionProps = { viewer: Viewer; enterprise?: { id: string; name: string }; tone?: ButtonTone }

/** The button and dialog to put one enterprise on a squad’s list; nothing for roles that may not. */
export function PlanVisit({ viewer, enterprise, tone }: ActionProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  if (!may(viewer.role, 'planVisit')) return null
  return (
    <DialogButton label={t('visits.plan')} tone={tone}>
      {(close) => (
        <PlanForm
          squad={<SquadField />}
          enterprise={<EnterpriseField fixed={enterprise} />}
          onCancel={close}
          onSaved={(visit) => {
            close()
            say(t('visits.planned', { name: visit.enterprise.name }), { href: `/desk/visits/${visit.id}` })
          }}
        />
      )}
    </DialogButton>
  )
}

/** The button and dialog to move a squad's unfinished stops to another day; nothing for roles that may not. */
export function CarryOver({ viewer }: ActionProps) {
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
export function RecordVisit({ viewer, enterprise, tone }: ActionProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  if (!may(viewer.role, 'planVisit')) return null
  return (
    <DialogButton label={t('visits.record')} tone={tone} wide>
      {(close) => (
        <RecordForm
          squad={<SquadField />}
          enterprise={<EnterpriseField fixed={enterprise} />}
          onCancel={close}
          onSaved={(id) => {
            close()
            say(t('visits.recorded'), { href: `/desk/visits/${id}` })
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
export function OpenIssue({ viewer, enterprise, tone }: ActionProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const agencies = useAgencyOptions()
  if (!may(viewer.role, 'openIssue')) return null
  return (
    <DialogButton label={t('issues.open')} tone={tone} wide>
      {(close) => (
        <IssueForm
          enterprise={<EnterpriseField fixed={enterprise ?? viewer.enterprise ?? undefined} />}
          agencies={viewer.role === 'COMMAND' ? agencies : []}
          isOfEnterprise={viewer.role === 'ENTERPRISE'}
          onCancel={close}
          onSaved={(id) => {
            close()
            say(t('issues.opened'), { href: `/desk/issues/${id}` })
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
export function OrderSupply({ viewer, enterprise, tone }: ActionProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const [{ data }] = useQuery({ query: SupplyItemsDocument })
  if (!may(viewer.role, 'orderSupply') || !data) return null
  return (
    <DialogButton label={t('orders.order')} tone={tone}>
      {(close) => (
        <OrderForm
          enterprise={<EnterpriseField fixed={enterprise ?? viewer.enterprise ?? undefined} />}
          items={data.supplyItems}
          mayReserve={may(viewer.role, 'reserveSupply')}
          onCancel={close}
          onSaved={(id) => {
            close()
            say(t('orders.ordered'), { href: `/desk/orders/${id}` })
          }}
        />
      )}
    </DialogButton>
  )
}
