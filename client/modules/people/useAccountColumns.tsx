import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { Button } from '#client/ui/Button.tsx'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { AccountOrderField, AccountRowFragment } from '#codegen/graph/graphql.ts'
import { DisableAccountDocument, EnableAccountDocument } from './documents.ts'
import './people.css'

/** The columns of the list of accounts. One's own account has no button to disable it. */
export function useAccountColumns(
  ownId: string,
  onPassword: (account: AccountRowFragment) => void,
): ListColumn<AccountRowFragment, AccountOrderField>[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const toggle = useToggle()
  const belongs = ({ squad, agency, enterprise }: AccountRowFragment) =>
    squad ? t('squadNumber', { number: squad.number }) : (agency?.name ?? enterprise?.name ?? '—')
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
    { key: 'role', head: t('people.role'), order: 'ROLE', cell: ({ role }) => common(`Role.${role}`) },
    { key: 'belongs', head: t('people.belongs'), cell: belongs },
    {
      key: 'state',
      head: t('people.state'),
      order: 'STATE',
      cell: ({ disabledAt }) =>
        disabledAt ? <Tag tone="quiet">{t('people.disabled')}</Tag> : <Tag tone="done">{t('people.active')}</Tag>,
    },
    {
      key: 'actions',
      head: common('actions'),
      cell: (account) => (
        <span className="people-actions">
          <Button small tone="plain" onPress={() => onPassword(account)}>
            {t('people.setPassword')}
          </Button>
          {account.id !== ownId && (
            <Button small tone="plain" onPress={() => toggle(account)}>
              {account.disabledAt ? t('people.enable') : t('people.disable')}
            </Button>
          )}
        </span>
      ),
    },
  ]
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
    say(disabled ? t('people.didDisable', { name }) : t('people.didEnable', { name }), undo && { undo })
  }
  return (account: AccountRowFragment) => {
    const disabled = !account.disabledAt
    return set(account, disabled, () => set(account, !disabled))
  }
}
