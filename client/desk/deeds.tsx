import { useTranslation } from 'react-i18next'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { AskPapersDocument } from '#client/modules/enterprises/documents.ts'
import { EnterpriseField } from '#client/modules/enterprises/EnterpriseField.tsx'
import { EnterpriseForm } from '#client/modules/enterprises/EnterpriseForm.tsx'
import { IssueForm } from '#client/modules/issues/IssueForm.tsx'
import { MembersField } from '#client/modules/squads/MembersField.tsx'
import { SquadField, useAgencyOptions } from '#client/modules/squads/SquadField.tsx'
import { CancelSupplyDocument } from '#client/modules/supplies/documents.ts'
import { OrderForm } from '#client/modules/supplies/OrderForm.tsx'
import { useSupplyItems } from '#client/modules/supplies/useSupplyItems.ts'
import { CarryOverForm } from '#client/modules/visits/CarryOverForm.tsx'
import { VoidVisitDocument } from '#client/modules/visits/documents.ts'
import { PlanForm } from '#client/modules/visits/PlanForm.tsx'
import { RecordForm } from '#client/modules/visits/RecordForm.tsx'
import type { Deed } from '#client/ui/DeedBar.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { may } from './rights.ts'
import { useUndo } from './useUndo.ts'

type About = { viewer: Viewer; enterprise?: { id: string; name: string } | undefined }

/** Puts one enterprise on a squad’s list; null for roles that may not. The sentence that confirms it offers to undo it. */
export function usePlanVisit({
  viewer,
  enterprise,
  continues,
}: About & { continues?: { id: string; followUpOn?: string | null } }): Deed | null {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const undo = useUndo()
  const voidVisit = useChange(VoidVisitDocument)
  if (!may(viewer.role, 'planVisit')) return null
  const takeBack = (visitId: string) => () => void undo(voidVisit({ visitId, reason: common('undo') }))
  return {
    key: 'plan',
    label: continues ? t('record.continue') : t('visits.plan'),
    form: (close) => (
      <PlanForm
        about={enterprise?.id}
        squad={<SquadField />}
        enterprise={<EnterpriseField fixed={enterprise} />}
        continues={continues}
        onCancel={close}
        onSaved={({ id, enterprise: { name } }) => {
          close()
          const offer = may(viewer.role, 'voidVisit') ? { undo: takeBack(id) } : {}
          say(t('visits.planned', { name }), { href: `/desk/visits/${id}`, ...offer })
        }}
      />
    ),
  }
}

/** Opens an issue; null for roles that may not. An enterprise’s account opens issues of its own enterprise only. */
export function useOpenIssue({ viewer, enterprise, visitId }: About & { visitId?: string }): Deed | null {
  const { t } = useTranslation('desk')
  const say = useToast()
  const agencies = useAgencyOptions()
  if (!may(viewer.role, 'openIssue')) return null
  const fixed = enterprise ?? viewer.enterprise ?? undefined
  return {
    key: 'issue',
    label: t('issues.open'),
    wide: true,
    form: (close) => (
      <IssueForm
        about={enterprise?.id}
        fixedId={fixed?.id}
        enterprise={<EnterpriseField fixed={fixed} />}
        agencies={viewer.role === 'COMMAND' ? agencies : []}
        isOfEnterprise={viewer.role === 'ENTERPRISE'}
        visitId={visitId}
        onCancel={close}
        onSaved={(id) => {
          close()
          say(t('issues.opened'), { href: `/desk/issues/${id}` })
        }}
        onAdded={(id) => {
          close()
          say(t('issues.added'), { href: `/desk/issues/${id}` })
        }}
      />
    ),
  }
}

/** Orders an item; null for roles that may not. An enterprise’s account orders for its own enterprise only. */
export function useOrderSupply({ viewer, enterprise }: About): Deed | null {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const undo = useUndo()
  const cancelSupply = useChange(CancelSupplyDocument)
  const items = useSupplyItems()
  if (!may(viewer.role, 'orderSupply') || !items) return null
  const takeBack = (orderId: string) => () => void undo(cancelSupply({ orderId, reason: common('undo') }))
  return {
    key: 'order',
    label: t('orders.order'),
    form: (close) => (
      <OrderForm
        about={enterprise?.id}
        enterprise={<EnterpriseField fixed={enterprise ?? viewer.enterprise ?? undefined} />}
        items={items}
        mayReserve={may(viewer.role, 'reserveSupply')}
        onCancel={close}
        onSaved={(id) => {
          close()
          const offer = may(viewer.role, 'cancelSupply') ? { undo: takeBack(id) } : {}
          say(t('orders.ordered'), { href: `/desk/orders/${id}`, ...offer })
        }}
      />
    ),
  }
}

/** Enters a visit that was written on paper; null for roles that may not. */
export function useRecordVisit({ viewer, enterprise }: About): Deed | null {
  const { t } = useTranslation('desk')
  const say = useToast()
  if (!may(viewer.role, 'recordVisit')) return null
  return {
    key: 'paper',
    label: t('visits.record'),
    wide: true,
    form: (close) => (
      <RecordForm
        about={enterprise?.id}
        squad={<SquadField />}
        enterprise={<EnterpriseField fixed={enterprise} />}
        members={<MembersField />}
        onCancel={close}
        onSaved={(id) => {
          close()
          say(t('visits.recorded'), { href: `/desk/visits/${id}` })
        }}
      />
    ),
  }
}

/** Moves the unfinished stops of one squad or of all to another day; null for roles that may not. */
export function useCarryOver({ viewer }: About): Deed | null {
  const { t } = useTranslation('desk')
  const say = useToast()
  if (!may(viewer.role, 'carryOverVisits')) return null
  return {
    key: 'carryOver',
    label: t('visits.carryOver'),
    title: t('visits.carryOverTitle'),
    form: (close) => (
      <CarryOverForm
        squad={<SquadField all={t('visits.allSquads')} />}
        onCancel={close}
        onSaved={() => {
          close()
          say(t('visits.carriedOver'))
        }}
      />
    ),
  }
}

/** Enters an enterprise into the register; null for roles that may not. */
export function useCreateEnterprise({ viewer }: About): Deed | null {
  const { t } = useTranslation('desk')
  const say = useToast()
  if (!may(viewer.role, 'createEnterprise')) return null
  return {
    key: 'enterprise',
    label: t('enterprises.create'),
    wide: true,
    form: (close) => (
      <EnterpriseForm
        zones={viewer.union.zones}
        onCancel={close}
        onSaved={({ id, name }) => {
          close()
          say(t('enterprises.created', { name }), { href: `/desk/enterprises/${id}` })
        }}
      />
    ),
  }
}

/** All that starts a record and that the role may do, in the order in which the palette shows it. */
export function useStarts(viewer: Viewer): Deed[] {
  const about = { viewer }
  const deeds = [
    useOpenIssue(about),
    useOrderSupply(about),
    usePlanVisit(about),
    useRecordVisit(about),
    useCarryOver(about),
    useCreateEnterprise(about),
  ]
  return deeds.filter((deed) => deed !== null)
}

/** Begins or ends the lists of the papers of resumptions; null for roles that may not. */
export function useAskPapers({ viewer }: Pick<About, 'viewer'>): Deed | null {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const askPapers = useChange(AskPapersDocument)
  if (!may(viewer.role, 'askPapers')) return null
  const asked = !viewer.union.asksPapers
  const act = async () => {
    const { failure } = await askPapers({ asked })
    if (failure) return say(failure.message || common('offline'), { isAlert: true })
    say(t(asked ? 'resumption.asked' : 'resumption.askedNoMore'))
  }
  return { key: 'papers', label: t(asked ? 'resumption.ask' : 'resumption.askNoMore'), act: () => void act() }
}
