import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { forgetAccount } from '#client/field/store/phone.ts'
import { signOut } from '#client/graph/session.ts'
import { setLanguage } from '#client/text/i18n.ts'
import { useScreen } from './screen-context.ts'
import { useHasNetwork } from './useHasNetwork.ts'

/**
 * The other language, the own account, and signing out, which is possible only when nothing is left on the phone. The page of the
 * account is not kept on the phone: without a network a way there would lead out of the day's work into a page of the browser.
 */
export function Foot({ unsent, copies }: { unsent: number; copies: number }) {
  const { t, i18n } = useTranslation(['field', 'common'])
  const client = useClient()
  const { phone, account } = useScreen()
  const hasNetwork = useHasNetwork()
  const leave = async () => {
    if (copies > 0 && !confirm(t('givenUp.signOutSure', { count: copies }))) return
    // where the phone cannot forget now, it forgets before another account is shown
    await forgetAccount(phone, account).catch(() => {})
    await signOut(client)
  }
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  return (
    <footer className="field-foot">
      <button type="button" className="field-button" lang={other} onClick={() => void setLanguage(other)}>
        {t('common:otherLanguage')}
      </button>
      {hasNetwork && (
        <a className="field-button" href="/account">
          {t('common:own.open')}
        </a>
      )}
      <button type="button" className="field-button" disabled={unsent > 0} onClick={() => void leave()}>
        {t('signOut')} ({account.displayName})
      </button>
      {unsent > 0 && <p>{t('signOutWaits', { count: unsent })}</p>}
      {unsent === 0 && copies > 0 && <p>{t('givenUp.signOut', { count: copies })}</p>}
    </footer>
  )
}
