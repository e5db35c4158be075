import { useTranslation } from 'react-i18next'
import { useReminders } from './useReminders.ts'
import './inbox.css'

/** How many reminders wait, beside the inbox in the menu. It also makes their sounds, on whatever page somebody is. */
export function WaitingCount({ accountId }: { accountId: string }) {
  const { t } = useTranslation('desk')
  const count = useReminders(accountId)
  if (count === 0) return null
  return (
    <span className="desk-nav-count">
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="ui-hidden">{t('inbox.count', { count })}</span>
    </span>
  )
}
