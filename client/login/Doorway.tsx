import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from '#client/text/LanguageSwitch.tsx'
import { enums } from '#codegen/graph/enums.ts'
import './login.css'

/** The page of somebody who is not signed in: whose system this is, and beside it what there is to fill in. */
export function Doorway({ hostNames = [], children }: { hostNames?: readonly string[]; children: ReactNode }) {
  const { t, i18n } = useTranslation()
  return (
    <I18nProvider locale={i18n.language === 'en' ? 'en-GB' : 'zh-CN'}>
      <main className="login">
        <header className="login-frame">
          <img src="/icon.svg" alt="" width="48" height="48" />
          <h1>{t('appName')}</h1>
          {hostNames.map((name) => (
            <strong key={name}>{name}</strong>
          ))}
          <p>{t('login.about')}</p>
          <ol className="login-steps" aria-hidden="true">
            {enums.Step.map((step) => (
              <li key={step}>{t(`Step.${step}`)}</li>
            ))}
          </ol>
        </header>
        <section className="login-form">
          {children}
          <LanguageSwitch />
        </section>
      </main>
    </I18nProvider>
  )
}
