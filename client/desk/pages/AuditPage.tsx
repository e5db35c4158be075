import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { ListPage } from '#client/desk/list/ListPage.tsx'
import { AuditDocument } from '#client/modules/audit/documents.ts'
import { useAuditColumns } from '#client/modules/audit/useAuditColumns.tsx'
import { useAccountOptions } from '#client/modules/people/useAccountOptions.ts'
import { useListAddress } from '#client/ui/list/address.ts'
import { choiceOf, daysOf } from '#client/ui/list/filters.ts'
import { usePage } from '#client/ui/list/Pager.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { AuditKind } from '#codegen/graph/graphql.ts'

/** The page on which the chair reads who signed in, changed rights and took data out. */
export function AuditPage() {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { get } = useListAddress()
  const page = usePage()
  const [kind, account] = [get('kind'), get('account')]
  const filter = {
    days: daysOf(get('days')),
    ...(kind && { kinds: kind.split(',') as AuditKind[] }),
    ...(account && { accountId: account }),
  }
  const [result, again] = useQuery({ query: AuditDocument, variables: { filter, ...page } })
  return (
    <ListPage
      title={t('nav.audit')}
      head={<p className="ui-note">{t('audit.about')}</p>}
      filters={[
        choiceOf('kind', t('audit.kind'), enums.AuditKind, (value) => common(`AuditKind.${value}`)),
        { kind: 'choice', name: 'account', label: t('audit.account'), options: useAccountOptions() },
        { kind: 'days', name: 'days', label: t('audit.days') },
      ]}
      columns={useAuditColumns()}
      result={result}
      retry={again}
      pick={({ auditEntries }) => ({ ...auditEntries, orders: [] })}
      rowKey={({ id }) => id}
      rowName={({ kind: name }) => common(`AuditKind.${name}`)}
      empty={t('audit.empty')}
    />
  )
}
