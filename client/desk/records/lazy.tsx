import { type ComponentType, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { lazyScreen } from '#client/boundary/lazy-screen.ts'
import type { Viewer } from '#client/graph/session.ts'

type RecordProps = { viewer: Viewer; id: string }

/** A record whose code is loaded when one of its kind is first opened, while the list beside it stays. */
function lazyRecord(load: () => Promise<ComponentType<RecordProps>>) {
  const Loaded = lazyScreen(load)
  return function LazyRecord(props: RecordProps) {
    const { t } = useTranslation()
    return (
      <Suspense fallback={<p className="ui-waiting">{t('loading')}</p>}>
        <Loaded {...props} />
      </Suspense>
    )
  }
}

export const AccountRecord = lazyRecord(() => import('./AccountRecord.tsx').then((m) => m.AccountRecord))
export const EnterpriseRecord = lazyRecord(() => import('./EnterpriseRecord.tsx').then((m) => m.EnterpriseRecord))
export const IssueRecord = lazyRecord(() => import('./IssueRecord.tsx').then((m) => m.IssueRecord))
export const OrderRecord = lazyRecord(() => import('./OrderRecord.tsx').then((m) => m.OrderRecord))
export const RosterRecord = lazyRecord(() => import('./RosterRecord.tsx').then((m) => m.RosterRecord))
export const SquadRecord = lazyRecord(() => import('./SquadRecord.tsx').then((m) => m.SquadRecord))
export const SupplierRecord = lazyRecord(() => import('./SupplierRecord.tsx').then((m) => m.SupplierRecord))
export const VisitRecord = lazyRecord(() => import('./VisitRecord.tsx').then((m) => m.VisitRecord))
