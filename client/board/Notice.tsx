import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { setLanguage } from '#client/text/i18n.ts'
import { useWords } from './words.ts'

/** What stands in place of the wall that has nothing to show: a sentence, what to do, and a link for it. */
export function Notice({ title, how, children }: { title: string; how?: string; children?: ReactNode }) {
  const { t } = useWords()
  const { i18n } = useTranslation()
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  return (
    <main className="board board-notice">
      <div className="board-notice-text" role="status">
        <p>
          {t('common:appName')} · {t('name')}
        </p>
        <h1>{title}</h1>
        {how && <p>{how}</p>}
        {children}
      </div>
      <button type="button" lang={other} onClick={() => setLanguage(other)}>
        {t('common:otherLanguage')}
      </button>
    </main>
  )
}
