import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { Table } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { AccountRowFragment } from '#codegen/graph/graphql.ts'
import { DisableAccountDocument, EnableAccountDocument } from './documents.ts'
import './people.css'

type AccountTableProps = {
  rows: readonly AccountRowFragment[]
  ownId: string
  onPassword: (account: AccountRowFragment) => void
}

/** A table of the union's accounts. One's own account has no button to disable it. */
export function AccountTable({ rows, ownId, onPassword }: AccountTableProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const toggle = useToggle()
  const belongs = ({ squad, agency, enterprise }: AccountRowFragment) =>
    squad ? t('squadNumber', { number: squad.number }) : (agency?.name ?? enterprise?.name ?? '—')
  return (
    <Table
      caption={t('nav.accounts')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { head: t('people.username'), cell: ({ username }) => username },
        { head: t('people.displayName'), cell: ({ displayName }) => displayName },
        { head: t('people.role'), cell: ({ role }) => common(`Role.${role}`) },
        { head: t('people.belongs'), cell: belongs },
        {
          head: t('people.state'),
          cell: ({ disabledAt }) =>
            disabledAt ? <Tag tone="quiet">{t('people.disabled')}</Tag> : <Tag tone="done">{t('people.active')}</Tag>,
        },
        {
          head: common('actions'),
          cell: (account) => (
            <span className="people-actions">
              <button type="button" className="ui-plain" onClick={() => onPassword(account)}>
                {t('people.setPassword')}
              </button>
              {account.id !== ownId && (
                <button type="button" className="ui-plain" onClick={() => toggle(account)}>
                  {account.disabledAt ? t('people.enable') : t('people.disable')}
                </button>
              )}
            </span>
          ),
        },
      ]}
    />
  )
}

/** The button that disables an account or enables it again. The sentence that confirms it has a button to undo it. */
function useToggle() {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const disable = useChange(DisableAccountDocument)
  const enable = useChange(EnableAccountDocument)
  const set = async (account: AccountRowFragment, disabled: boolean, undo?: () => void) => {
    const { failure } = await (disabled ? disable : enable)({ accountId: account.id })
    if (failure) return say(failure.message || common('offline'))
    const name = account.displayName
    say(disabled ? t('people.didDisable', { name }) : t('people.didEnable', { name }), undo)
  }
  return (account: AccountRowFragment) => {
    const disabled = !account.disabledAt
    return set(account, disabled, () => set(account, !disabled))
  }
}
