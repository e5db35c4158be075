import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useMutation } from 'urql'
import { Redirect, useSearchParams } from 'wouter'
import { failureOf } from '#client/graph/errors.ts'
import { homeOf, useViewer } from '#client/graph/session.ts'
import { LanguageSwitch } from '#client/text/LanguageSwitch.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { SignInDocument } from './documents.ts'
import './login.css'
import { TextField } from '#client/ui/form/TextField.tsx'

/** Where one signs in; who is signed in already goes on to where the role does its work. */
export function LoginScreen() {
  const { t } = useTranslation()
  const { viewer } = useViewer()
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
    <main className="login">
      <header>
        <img src="/icon.svg" alt="" width="40" height="40" />
        <h1>{t('login.title')}</h1>
        <p>{t('login.about')}</p>
      </header>
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
      <footer>
        <LanguageSwitch />
      </footer>
    </main>
  )
}

/** The page one was sent here from; only a path of ours. */
function nextOf(params: URLSearchParams): string | null {
  const next = params.get('next')
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/login') ? next : null
}
