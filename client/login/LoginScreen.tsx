import { useEffect } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import { useMutation, useQuery } from 'urql'
import { Redirect, useSearchParams } from 'wouter'
import { failureOf } from '#client/graph/errors.ts'
import { homeOf, useViewer } from '#client/graph/session.ts'
import { LanguageSwitch } from '#client/text/LanguageSwitch.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { enums } from '#codegen/graph/enums.ts'
import { HostNamesDocument, SignInDocument } from './documents.ts'
import './login.css'
import { TextField } from '#client/ui/form/TextField.tsx'

/** Where one signs in; who is signed in already goes on to where the role does its work. */
export function LoginScreen() {
  const { t, i18n } = useTranslation()
  const { viewer } = useViewer()
  const [{ data: hosts }] = useQuery({ query: HostNamesDocument })
  const [params] = useSearchParams()
  const [, signIn] = useMutation(SignInDocument)
  useEffect(() => {
    document.title = t('login.title')
  }, [t])
  if (viewer) return <Redirect to={nextOf(params) ?? homeOf(viewer.role)} replace />
  const submit = async (form: FormData) => {
    const input = { username: neededText(form, 'username'), password: String(form.get('password')) }
    const { data, error } = await signIn({ input })
    if (error) return failureOf(error)
    // loaded anew, so that nothing that was read before stays
    if (data) location.assign(nextOf(params) ?? homeOf(data.signIn.viewer.role))
    return null
  }
  return (
    <I18nProvider locale={i18n.language === 'en' ? 'en-GB' : 'zh-CN'}>
      <main className="login">
        <header className="login-frame">
          <img src="/icon.svg" alt="" width="48" height="48" />
          <h1>{t('appName')}</h1>
          {hosts?.hostNames.map((name) => (
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
          <h2>{t('signIn')}</h2>
          <ActionForm submit={t('signIn')} onSubmit={submit}>
            <TextField label={t('login.username')} name="username" autoComplete="username" required autoFocus />
            <TextField
              label={t('login.password')}
              name="password"
              type="password"
              autoComplete="current-password"
              required
            />
          </ActionForm>
          <LanguageSwitch />
        </section>
      </main>
    </I18nProvider>
  )
}

/** The page one was sent here from; only a path of ours. */
function nextOf(params: URLSearchParams): string | null {
  const next = params.get('next')
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/login') ? next : null
}
