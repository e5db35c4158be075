import { useTranslation } from 'react-i18next'
import { setLanguage } from './i18n.ts'

/** Changes to the other language; it is named in itself. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  return (
    <button type="button" className="ui-plain" lang={other} onClick={() => setLanguage(other)}>
      {t('otherLanguage')}
    </button>
  )
}
