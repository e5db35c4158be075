import { useTranslation } from 'react-i18next'
import { mayCancel, resumptionsFor, totalsFor, visitDeeds } from '#client/desk/offers.ts'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { SetResumptionDocument } from '#client/modules/enterprises/documents.ts'
import { ResumptionFields, resumptionOf } from '#client/modules/enterprises/ResumptionForm.tsx'
import { CloseIssueDocument } from '#client/modules/issues/documents.ts'
import { CancelSupplyDocument, ReserveSupplyDocument } from '#client/modules/supplies/documents.ts'
import { SkipVisitDocument, VoidVisitDocument } from '#client/modules/visits/documents.ts'
import { neededText } from '#client/ui/form/form-values.ts'
import { AreaField, TextField } from '#client/ui/form/TextField.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type {
  EnterpriseRowFragment,
  IssueRowFragment,
  SupplyOrderRowFragment,
  VisitRowFragment,
} from '#codegen/graph/graphql.ts'
import { ActOnMany } from './ActOnMany.tsx'

type ActsProps<R> = { viewer: Viewer; rows: R[]; onDone: () => void }

/** What can be done with all of the selected enterprises: record how far they have resumed work. */
export function EnterpriseActs({ viewer, rows, onDone }: ActsProps<EnterpriseRowFragment>) {
  const { t } = useTranslation('desk')
  const setResumption = useChange(SetResumptionDocument)
  const statesOf = (some: readonly EnterpriseRowFragment[]) =>
    some
      .map(({ resumption }) => resumptionsFor(viewer.role, resumption))
      .reduce((common, each) => common.filter((state) => each.includes(state)), enums.Resumption)
  return (
    <ActOnMany
      label={t('enterprises.setResumption')}
      rows={rows}
      isOffered={statesOf(rows).length > 0}
      rowName={({ name }) => name}
      onDone={onDone}
      act={async ({ id }, form) => (await setResumption({ enterpriseIds: [id], ...resumptionOf(form) })).failure}
      fields={(some) => <ResumptionFields states={statesOf(some)} />}
    />
  )
}

/** What can be done with all of the selected issues: close them with one note. */
export function IssueActs({ viewer, rows, onDone }: ActsProps<IssueRowFragment>) {
  const { t } = useTranslation('desk')
  const closeIssue = useChange(CloseIssueDocument)
  return (
    <ActOnMany
      label={t('issues.close')}
      rows={rows}
      isOffered={may(viewer.role, 'closeIssue') && rows.every(({ status }) => status === 'OPEN')}
      rowName={({ title }) => title}
      onDone={onDone}
      act={async ({ id }, form) =>
        (await closeIssue({ issueId: id, closingNote: neededText(form, 'closingNote') })).failure
      }
      fields={() => <AreaField label={t('issues.closingNote')} name="closingNote" required maxLength={2000} />}
    />
  )
}

/** What can be done with all of the selected visits: skip planned ones, void wrong ones, for one reason. */
export function VisitActs({ viewer, rows, onDone }: ActsProps<VisitRowFragment>) {
  const { t } = useTranslation('desk')
  const skipVisit = useChange(SkipVisitDocument)
  const voidVisit = useChange(VoidVisitDocument)
  const deeds = [
    { key: 'skip', label: t('visits.skip'), change: skipVisit, isDanger: false },
    { key: 'void', label: t('visits.void'), change: voidVisit, isDanger: true },
  ] as const
  return deeds.map(({ key, label, change, isDanger }) => (
    <ActOnMany
      key={key}
      label={label}
      rows={rows}
      isOffered={rows.every(({ state }) => visitDeeds(viewer.role, state).includes(key))}
      rowName={({ enterprise }) => enterprise.name}
      onDone={onDone}
      isDanger={isDanger}
      act={async ({ id }, form) => (await change({ visitId: id, reason: neededText(form, 'reason') })).failure}
      fields={() => <TextField label={t('reason')} name="reason" required maxLength={200} />}
    />
  ))
}

/** What can be done with all of the selected orders: reserve all that each requests, or cancel what is not dispatched. */
export function OrderActs({ viewer, rows, onDone }: ActsProps<SupplyOrderRowFragment>) {
  const { t } = useTranslation('desk')
  const reserve = useChange(ReserveSupplyDocument)
  const cancel = useChange(CancelSupplyDocument)
  const rowName = ({ enterprise }: SupplyOrderRowFragment) => enterprise.name
  return (
    <>
      <ActOnMany
        label={t('many.reserve')}
        rows={rows}
        isOffered={rows.every((row) => totalsFor(viewer.role, row, 'reserved', false) !== null)}
        rowName={rowName}
        onDone={onDone}
        act={async ({ id, quantities }) =>
          (await reserve({ orderId: id, reserved: quantities.requested, correct: false })).failure
        }
      />
      <ActOnMany
        label={t('orders.cancel')}
        rows={rows}
        isOffered={rows.every((row) => mayCancel(viewer.role, row))}
        rowName={rowName}
        onDone={onDone}
        isDanger
        act={async ({ id }, form) => (await cancel({ orderId: id, reason: neededText(form, 'reason') })).failure}
        fields={() => <TextField label={t('reason')} name="reason" required maxLength={200} />}
      />
    </>
  )
}
