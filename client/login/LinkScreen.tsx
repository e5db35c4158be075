import { useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import { useMutation } from 'urql'
import { Link } from 'wouter'
import { failureOf } from '#client/graph/errors.ts'
import { homeOf } from '#client/graph/session.ts'
import { LanguageSwitch } from '#client/text/LanguageSwitch.tsx'
import { momentText } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { OpenLinkDocument } from './documents.ts'
import './login.css'
import { TextField } from '#client/ui/form/TextField.tsx'
import { forgetLink, type HeldLink, heldLink, type ShownLink, useShownLink } from './useLink.ts'

/** The page of a personal link: it says whose it is and from which union, before it is used. */
export function LinkScreen() {
  const { t, i18n } = useTranslation()
  const [link] = useState(heldLink)
  const shown = useShownLink(link)
  useEffect(() => {
    document.title = t('links.title')
  }, [t])
  const known = typeof shown === 'object' && 'state' in shown ? shown : null
  return (
    <I18nProvider locale={i18n.language === 'en' ? 'en-GB' : 'zh-CN'}>
      <main className="login">
        <header className="login-frame">
          <img src="/icon.svg" alt="" width="48" height="48" />
          <h1>{t('appName')}</h1>
          {known && <strong>{known.unionName}</strong>}
        </header>
        <section className="login-form">
          <h2>{known ? t('links.hello', { name: known.displayName }) : t('links.title')}</h2>
          {!link && <p>{t('links.none')}</p>}
          {link && shown === 'waiting' && <p role="status">{t('loading')}</p>}
          {link && known && <UseLink link={link} shown={known} />}
          {typeof shown === 'object' && 'message' in shown && <p role="alert">{shown.message}</p>}
          <LanguageSwitch />
        </section>
      </main>
    </I18nProvider>
  )
}

/** What can be done with a link, or why it cannot be used any more. */
function UseLink({ link, shown }: { link: HeldLink; shown: ShownLink }) {
  const { t } = useTranslation()
  const [, openLink] = useMutation(OpenLinkDocument)
  if (shown.state !== 'WAITING' && shown.state !== 'OPENED') {
    return (
      <>
        <p role="alert">{t(`links.over.${shown.state}`)}</p>
        {shown.state === 'USED' && <Link href="/login">{t('signIn')}</Link>}
      </>
    )
  }
  // a link for an issue is not shown here
  const purpose = shown.purpose as Exclude<ShownLink['purpose'], 'ISSUE'>
  const setsPassword = purpose === 'SET_PASSWORD'
  const submit = async (form: FormData) => {
    const password = setsPassword ? { password: String(form.get('password')) } : {}
    const { data, error } = await openLink({ input: { ...link, ...password } })
    if (error) return failureOf(error)
    forgetLink()
    // loaded anew, so that nothing that was read before stays
    if (data) location.assign(homeOf(data.openLink.viewer.role))
    return null
  }
  return (
    <ActionForm submit={t(`links.use.${purpose}`)} onSubmit={submit}>
      <p>{t(`links.will.${purpose}`)}</p>
      <p className="ui-note">{t('links.notYou', { until: momentText(shown.expiresAt) })}</p>
      {setsPassword && (
        <>
          <p>
            {t('links.username')} <b>{shown.username}</b>
          </p>
          <TextField
            label={t('links.password')}
            name="password"
            type="password"
            hint={t('own.hint')}
            autoComplete="new-password"
            required
            minLength={8}
            maxLength={200}
          />
        </>
      )}
    </ActionForm>
  )
}
