import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMutation, useQuery } from 'urql'
import { Redirect, useSearchParams } from 'wouter'
import { failureOf } from '#client/graph/errors.ts'
import { homeOf, useViewer } from '#client/graph/session.ts'
import { Button } from '#client/ui/Button.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { TextField } from '#client/ui/form/TextField.tsx'
import { Doorway } from './Doorway.tsx'
import { HostNamesDocument, SignInDocument } from './documents.ts'
import { PasswordForm } from './PasswordForm.tsx'

// keeps the place of the name that comes, so that the form does not move under a finger
const placeOfOne = ['\u00a0']

/** Where one signs in; who is signed in already goes on to where the role does its work. */
export function LoginScreen() {
  const { t } = useTranslation()
  const { viewer } = useViewer()
  const [{ data: hosts }] = useQuery({ query: HostNamesDocument })
  const [params] = useSearchParams()
  useEffect(() => {
    document.title = t('login.title')
  }, [t])
  if (viewer) return <Redirect to={nextOf(params) ?? homeOf(viewer.role)} replace />
  const isEmpty = hosts !== undefined && hosts.setUpState !== 'DONE'
  return (
    <Doorway hostNames={hosts?.hostNames ?? placeOfOne}>
      {isEmpty ? <WhereToBegin /> : <SignInForm next={nextOf(params)} />}
    </Doorway>
  )
}

function SignInForm({ next }: { next: string | null }) {
  const { t } = useTranslation()
  const [, signIn] = useMutation(SignInDocument)
  /** Somebody who has to choose another password before anything else: the one just typed is not asked for again. */
  const [first, setFirst] = useState<{ username: string; password: string; goOn: () => void } | null>(null)
  const submit = async (form: FormData) => {
    const input = { username: neededText(form, 'username'), password: String(form.get('password')) }
    const { data, error } = await signIn({ input })
    if (error) return failureOf(error)
    // loaded anew, so that nothing that was read before stays
    const goOn = () => location.assign(next ?? homeOf(data!.signIn.viewer.role))
    if (data?.signIn.viewer.mustChangePassword) setFirst({ ...input, goOn })
    else if (data) goOn()
    return null
  }
  if (first) {
    return (
      <>
        <h2>{t('own.first')}</h2>
        <p className="login-note">{t('own.why')}</p>
        <PasswordForm username={first.username} typed={first.password} onDone={first.goOn} />
      </>
    )
  }
  return (
    <>
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
    </>
  )
}

/** Says where the link stands by which the first account is made, as long as there is none. */
function WhereToBegin() {
  const { t } = useTranslation('begin')
  return (
    <>
      <h2>{t('title')}</h2>
      <p className="login-note">{t('where')}</p>
      <Button onPress={() => location.reload()}>{t('check')}</Button>
    </>
  )
}

/** The page one was sent here from; only a path of ours. */
function nextOf(params: URLSearchParams): string | null {
  const next = params.get('next')
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/login') ? next : null
}
