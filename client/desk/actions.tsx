import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import type { Viewer } from '#client/graph/session.ts'
import { EnterpriseField } from '#client/modules/enterprises/EnterpriseField.tsx'
import { EnterpriseForm } from '#client/modules/enterprises/EnterpriseForm.tsx'
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
import type { rolesOfDeeds } from '#codegen/graph/catalogue.ts'
import { may } from './rights.ts'

/** For whom a form is filled in, about which enterprise where that is fixed, and how it closes. */
type FormProps = { viewer: Viewer; enterprise?: { id: string; name: string }; close: () => void }

/** The words of the button that opens a form, and of the deed that it does. */
type ActionKey = 'issue' | 'order' | 'visit' | 'paper' | 'carryOver' | 'enterprise'

/** An action that starts a record from anywhere on the desk. */
export type Action = {
  key: ActionKey
  deed: keyof typeof rolesOfDeeds
  isWide: boolean
  Form: (props: FormProps) => ReactNode
}

/** These actions, in the order in which a menu shows them. */
export const actions: readonly Action[] = [
  { key: 'issue', deed: 'openIssue', isWide: true, Form: OpenIssue },
  { key: 'order', deed: 'orderSupply', isWide: false, Form: OrderSupply },
  { key: 'visit', deed: 'planVisit', isWide: false, Form: PlanVisit },
  { key: 'paper', deed: 'recordVisit', isWide: true, Form: RecordVisit },
  { key: 'carryOver', deed: 'carryOverVisits', isWide: false, Form: CarryOver },
  { key: 'enterprise', deed: 'createEnterprise', isWide: true, Form: CreateEnterprise },
]

type ActionButtonProps = Omit<FormProps, 'close'> & { action: ActionKey; tone?: ButtonTone }

/** The button and dialog of an action; nothing for roles that may not do it. */
export function ActionButton({ action, viewer, enterprise, tone }: ActionButtonProps) {
  const { t } = useTranslation('desk')
  const { deed, isWide, Form } = actions.find(({ key }) => key === action)!
  // a squad’s paper is entered for it by the centre alone
  if (!may(viewer.role, deed)) return null
  return (
    <DialogButton label={t(`actions.${action}`)} wide={isWide} tone={tone}>
      {(close) => <Form viewer={viewer} close={close} {...(enterprise && { enterprise })} />}
    </DialogButton>
  )
}

function PlanVisit({ enterprise, close }: FormProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  return (
    <PlanForm
      squad={<SquadField />}
      enterprise={<EnterpriseField fixed={enterprise} />}
      onCancel={close}
      onSaved={(visit) => {
        close()
        say(t('visits.planned', { name: visit.enterprise.name }), { href: `/desk/visits/${visit.id}` })
      }}
    />
  )
}

function CarryOver({ close }: FormProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  return (
    <CarryOverForm
      squad={<SquadField />}
      onCancel={close}
      onSaved={() => {
        close()
        say(t('visits.carriedOver'))
      }}
    />
  )
}

function RecordVisit({ enterprise, close }: FormProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  return (
    <RecordForm
      squad={<SquadField />}
      enterprise={<EnterpriseField fixed={enterprise} />}
      onCancel={close}
      onSaved={(id) => {
        close()
        say(t('visits.recorded'), { href: `/desk/visits/${id}` })
      }}
    />
  )
}

/** An enterprise's account opens issues of its own enterprise only. */
function OpenIssue({ viewer, enterprise, close }: FormProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const agencies = useAgencyOptions()
  return (
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
  )
}

/** An enterprise's account orders for its own enterprise only. */
function OrderSupply({ viewer, enterprise, close }: FormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const [{ data }] = useQuery({ query: SupplyItemsDocument })
  if (!data) return <p aria-busy="true">{common('loading')}</p>
  return (
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
  )
}

function CreateEnterprise({ viewer, close }: FormProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  return (
    <EnterpriseForm
      zones={viewer.union.zones}
      onCancel={close}
      onSaved={({ id, name }) => {
        close()
        say(t('enterprises.created', { name }), { href: `/desk/enterprises/${id}` })
      }}
    />
  )
}
