import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { setLanguage } from './i18n.ts'

/** Changes to the other language; it is named in itself. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  return (
    <Button tone="plain" small onPress={() => setLanguage(other)}>
      <span lang={other}>{t('otherLanguage')}</span>
    </Button>
  )
}
