import { useTranslation } from 'react-i18next'
import { momentText } from '#client/ui/dates.ts'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { AuditRowFragment, EventName } from '#codegen/graph/graphql.ts'
import { filterText } from './filter-text.ts'

/** The columns of the audit. */
export function useAuditColumns(): ListColumn<AuditRowFragment>[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const whatOf = useWhat()
  return [
    { key: 'at', head: t('audit.at'), cell: ({ at }) => momentText(at) },
    {
      key: 'kind',
      head: t('audit.kind'),
      cell: ({ kind }) => <Tag tone={isAlarming(kind) ? 'alert' : 'quiet'}>{common(`AuditKind.${kind}`)}</Tag>,
    },
    { key: 'account', head: t('audit.account'), cell: ({ account }) => account?.displayName ?? t('audit.server') },
    { key: 'what', head: t('audit.what'), cell: whatOf },
    { key: 'rows', head: t('audit.rows'), numeric: true, cell: ({ rows }) => rows ?? '' },
    { key: 'address', head: t('audit.address'), cell: ({ address }) => address || t('audit.server') },
  ]
}

const isAlarming = (kind: AuditRowFragment['kind']) => kind === 'SIGN_IN_FAILURE' || kind === 'LOCKOUT'

/** What was done to whom, and below it the list’s filter and the reason that was given. */
function useWhat() {
  const { t, i18n } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { t: board } = useTranslation('board')
  const eventText = (name: string) =>
    board(`event.${name.replace('.', '_').toUpperCase() as EventName}`, { actor: '' })
      .replaceAll('|', '')
      .trim()
  return ({ event, list, subject, filter, reason }: AuditRowFragment) => {
    const narrowed = filter && filterText(filter, { desk: t, common, language: i18n.language })
    const notes = [
      ...(narrowed ? [t('audit.filter', { text: narrowed })] : []),
      ...(reason ? [t('audit.reason', { text: reason })] : []),
    ]
    const what = [
      event && eventText(event),
      list && (list === 'STOPS' ? t('audit.stops') : common(`ExportedList.${list}` as 'ExportedList.VISITS')),
      nameOf(subject),
    ]
    return (
      <>
        {what.filter(Boolean).join(' · ')}
        {notes.map((note) => (
          <small key={note}>{note}</small>
        ))}
      </>
    )
  }
}

/** What something is called to which an act was done. */
function nameOf(subject: AuditRowFragment['subject']): string | undefined {
  switch (subject?.__typename) {
    case 'Account':
      return subject.displayName
    case 'Token':
      return subject.tokenName
    case 'Contact':
      return subject.contactName
    case 'SquadMember':
      return subject.memberName
    case 'Squad':
      return String(subject.number)
    case 'Zone':
      return subject.zoneName
    case 'Supplier':
      return subject.supplierName
    case 'Enterprise':
      return subject.enterpriseName
    case 'CellText':
      return subject.cellName
    case 'PersonalLink':
      return subject.account.displayName
    default:
      return undefined
  }
}
