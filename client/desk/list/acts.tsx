import { useTranslation } from 'react-i18next'
import { mayCancel, resumptionsFor, totalsFor, visitDeeds } from '#client/desk/offers.ts'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { SetResumptionDocument } from '#client/modules/enterprises/documents.ts'
import { ResumptionFields, resumptionOf } from '#client/modules/enterprises/ResumptionForm.tsx'
import { AssignIssueDocument, CloseIssueDocument } from '#client/modules/issues/deed-documents.ts'
import { useAgencyOptions } from '#client/modules/squads/SquadField.tsx'
import { CancelSupplyDocument, ReserveSupplyDocument } from '#client/modules/supplies/documents.ts'
import { SkipVisitDocument, VoidVisitDocument } from '#client/modules/visits/documents.ts'
import { neededText } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { AreaField, TextField } from '#client/ui/form/TextField.tsx'
import type {
  EnterpriseRowFragment,
  IssueRowFragment,
  SupplyOrderRowFragment,
  VisitRowFragment,
} from '#codegen/graph/graphql.ts'
import type { Act } from './ActDialog.tsx'

/** What can be done with all of these rows; undefined for a role that can do nothing with many. */
type Acts<R> = ((rows: readonly R[]) => Act<R>[]) | undefined

/** Acts on enterprises: record how far all have resumed work. */
export function useEnterpriseActs(viewer: Viewer): Acts<EnterpriseRowFragment> {
  const { t } = useTranslation('desk')
  const setResumption = useChange(SetResumptionDocument)
  if (!may(viewer.role, 'setResumption')) return undefined
  return (rows) => {
    const states = rows
      .map(({ resumption }) => resumptionsFor(viewer.role, resumption))
      .reduce((common, each) => common.filter((state) => each.includes(state)))
    if (states.length === 0) return []
    return [
      {
        key: 'resumption',
        label: t('enterprises.setResumption'),
        fields: <ResumptionFields states={states} />,
        change: async ({ id }, form) => (await setResumption({ enterpriseIds: [id], ...resumptionOf(form) })).failure,
      },
    ]
  }
}

/** Acts on issues: give each to the agency that is proposed for it or all to one, close all with one note. */
export function useIssueActs(viewer: Viewer): Acts<IssueRowFragment> {
  const { t } = useTranslation('desk')
  const assign = useChange(AssignIssueDocument)
  const closeIssue = useChange(CloseIssueDocument)
  const agencies = useAgencyOptions()
  if (!may(viewer.role, 'assignIssue')) return undefined
  const proposed: Act<IssueRowFragment> = {
    key: 'proposed',
    label: t('issues.assignProposed'),
    outcome: ({ proposedAgency }) => t('issues.assignTo', { agency: proposedAgency!.name }),
    change: async ({ id, proposedAgency }) => (await assign({ issueId: id, agencyId: proposedAgency!.id })).failure,
  }
  const assignment: Act<IssueRowFragment> = {
    key: 'assign',
    label: t('issues.do.assign'),
    fields: <SelectField label={t('issues.lead')} name="agencyId" options={agencies} required />,
    change: async ({ id }, form) => (await assign({ issueId: id, agencyId: neededText(form, 'agencyId') })).failure,
  }
  const closing: Act<IssueRowFragment> = {
    key: 'close',
    label: t('issues.close'),
    fields: <AreaField label={t('issues.callBackNote')} name="closingNote" required maxLength={2000} />,
    change: async ({ id }, form) =>
      (await closeIssue({ issueId: id, closingNote: neededText(form, 'closingNote') })).failure,
  }
  return (rows) => {
    if (rows.some(({ status }) => status !== 'OPEN')) return []
    return [...(rows.every(({ proposedAgency }) => proposedAgency) ? [proposed] : []), assignment, closing]
  }
}

/** Acts on visits: skip planned ones, void wrong ones, all for one reason. */
export function useVisitActs(viewer: Viewer): Acts<VisitRowFragment> {
  const { t } = useTranslation('desk')
  const skipVisit = useChange(SkipVisitDocument)
  const voidVisit = useChange(VoidVisitDocument)
  if (!may(viewer.role, 'skipVisit')) return undefined
  const deeds = [
    { key: 'skip', label: t('visits.skip'), deed: skipVisit, isDanger: false },
    { key: 'void', label: t('visits.void'), deed: voidVisit, isDanger: true },
  ] as const
  return (rows) =>
    deeds
      .filter(({ key }) => rows.every(({ state }) => visitDeeds(viewer.role, state).includes(key)))
      .map(({ deed, ...act }) => ({
        ...act,
        fields: <TextField label={t('reason')} name="reason" required maxLength={200} />,
        change: async ({ id }, form) => (await deed({ visitId: id, reason: neededText(form, 'reason') })).failure,
      }))
}

/** Acts on orders: reserve all that each requests, or cancel what is not dispatched. */
export function useOrderActs(viewer: Viewer): Acts<SupplyOrderRowFragment> {
  const { t } = useTranslation('desk')
  const reserve = useChange(ReserveSupplyDocument)
  const cancel = useChange(CancelSupplyDocument)
  if (!may(viewer.role, 'reserveSupply')) return undefined
  const reservation: Act<SupplyOrderRowFragment> = {
    key: 'reserve',
    label: t('many.reserve'),
    change: async ({ id, quantities }) =>
      (await reserve({ orderId: id, reserved: quantities.requested, correct: false })).failure,
  }
  const cancellation: Act<SupplyOrderRowFragment> = {
    key: 'cancel',
    label: t('orders.cancel'),
    isDanger: true,
    fields: <TextField label={t('reason')} name="reason" required maxLength={200} />,
    change: async ({ id }, form) => (await cancel({ orderId: id, reason: neededText(form, 'reason') })).failure,
  }
  return (rows) => [
    ...(rows.every((row) => totalsFor(viewer.role, row, 'reserved', false) !== null) ? [reservation] : []),
    ...(rows.every((row) => mayCancel(viewer.role, row)) ? [cancellation] : []),
  ]
}
