import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { useToast } from '#client/ui/Toast.tsx'
import type { AccountRowFragment } from '#codegen/graph/graphql.ts'
import { DisableAccountDocument, EnableAccountDocument } from './documents.ts'

/** Disables an account or enables it again. The sentence that confirms it has a button to undo it. */
export function useToggle() {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const disable = useChange(DisableAccountDocument)
  const enable = useChange(EnableAccountDocument)
  const set = async (account: AccountRowFragment, disabled: boolean, undo?: () => void) => {
    const { failure } = await (disabled ? disable : enable)({ accountId: account.id })
    if (failure) return say(failure.message || common('offline'), { isAlert: true })
    const name = account.displayName
    say(disabled ? t('people.didDisable', { name }) : t('people.didEnable', { name }), undo && { undo })
  }
  return (account: AccountRowFragment) => {
    const disabled = !account.disabledAt
    return set(account, disabled, () => set(account, !disabled))
  }
}
