import { useTranslation } from 'react-i18next'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { AccountOrderField, AccountRowFragment } from '#codegen/graph/graphql.ts'

/** The columns of the list of accounts. */
export function useAccountColumns(): ListColumn<AccountRowFragment, AccountOrderField>[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const belongs = ({ squad, agency, enterprise, zone }: AccountRowFragment) =>
    squad ? t('squadNumber', { number: squad.number }) : (agency?.name ?? enterprise?.name ?? zone?.name ?? '—')
  return [
    {
      key: 'name',
      head: t('people.displayName'),
      order: 'NAME',
      cell: ({ username, displayName }) => (
        <>
          {displayName}
          <small>{username}</small>
        </>
      ),
    },
    {
      key: 'role',
      head: t('people.role'),
      order: 'ROLE',
      cell: ({ role, rank }) =>
        rank ? `${common(`Role.${role}`)} · ${common(`CommandRank.${rank}`)}` : common(`Role.${role}`),
    },
    { key: 'belongs', head: t('people.belongs'), cell: belongs },
    {
      key: 'state',
      head: t('people.state'),
      order: 'STATE',
      cell: ({ disabledAt }) =>
        disabledAt ? <Tag tone="quiet">{t('people.disabled')}</Tag> : <Tag tone="done">{t('people.active')}</Tag>,
    },
  ]
}
