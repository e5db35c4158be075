import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMutation, useQuery } from 'urql'
import { v4 as newId } from 'uuid'
import { failureOf } from '#client/graph/errors.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { homeOf } from '#client/graph/session.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { CheckField } from '#client/ui/form/ChecksField.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { neededText, textOf } from '#client/ui/form/form-values.ts'
import { TextField } from '#client/ui/form/TextField.tsx'
import { Doorway } from './Doorway.tsx'
import { SetUpStateDocument, SetUpUnionDocument } from './documents.ts'

/** Where the first account of an empty system is made, by the link that the server prints. */
export function SetUpScreen() {
  const { t } = useTranslation('begin')
  // what stands behind # is sent to no server with the address, and stays there so that the page can be loaded again
  const secret = location.hash.slice(1)
  const [result, again] = useQuery({ query: SetUpStateDocument, variables: { secret }, requestPolicy: 'network-only' })
  useEffect(() => {
    document.title = t('title')
  }, [t])
  return (
    <Doorway>
      <h2>{t('title')}</h2>
      <QueryResult result={result} retry={() => again({ requestPolicy: 'network-only' })}>
        {({ setUpState }) =>
          setUpState === 'OPEN' ? (
            <SetUpForm secret={secret} />
          ) : (
            <>
              <p className="login-note" role="alert">
                {t(`state.${setUpState}`)}
              </p>
              {setUpState === 'DONE' && (
                <a className="ui-button ui-main" href="/login">
                  {t('signIn')}
                </a>
              )}
            </>
          )
        }
      </QueryResult>
    </Doorway>
  )
}

function SetUpForm({ secret }: { secret: string }) {
  const { t } = useTranslation('begin')
  const { t: common } = useTranslation()
  const [, setUp] = useMutation(SetUpUnionDocument)
  const [clientId] = useState(() => newId())
  const submit = async (form: FormData) => {
    const { data, error } = await setUp({
      input: {
        clientId,
        secret,
        level: form.has('isDistrict') ? 'DISTRICT' : 'SUBDISTRICT',
        name: neededText(form, 'name'),
        shortName: textOf(form, 'shortName'),
        districtName: textOf(form, 'districtName'),
        displayName: neededText(form, 'displayName'),
        username: neededText(form, 'username'),
        password: String(form.get('password')),
      },
    })
    if (error) return failureOf(error)
    // a district first makes its sub-districts, which its home leads to
    const role = data?.setUpUnion.viewer.role
    if (role) location.assign(role === 'COMMAND' ? '/desk/set-up' : homeOf(role))
    return null
  }
  return (
    <>
      <p className="login-note">{t('about')}</p>
      <ActionForm submit={t('submit')} onSubmit={submit}>
        <h3>{t('union')}</h3>
        <CheckField name="isDistrict" value="yes" field="isDistrict" label={t('isDistrict')} />
        <TextField label={t('name')} name="name" hint={t('nameHint')} maxLength={60} required autoFocus />
        <div className="login-pair">
          <TextField label={t('shortName')} name="shortName" hint={t('shortNameHint')} maxLength={20} />
          <DistrictName />
        </div>
        <h3>{t('account')}</h3>
        <TextField label={t('displayName')} name="displayName" autoComplete="name" maxLength={100} required />
        <TextField
          label={t('username')}
          name="username"
          hint={t('usernameHint')}
          autoComplete="username"
          minLength={2}
          maxLength={40}
          required
        />
        <TextField
          label={t('password')}
          name="password"
          hint={common('own.hint')}
          type="password"
          autoComplete="new-password"
          minLength={8}
          maxLength={200}
          required
        />
      </ActionForm>
    </>
  )
}

/** The district of a sub-district's union; that of a district has its own name. */
function DistrictName() {
  const { t } = useTranslation('begin')
  const [isDistrict] = useFormValue('isDistrict', false)
  if (isDistrict) return null
  return <TextField label={t('districtName')} name="districtName" hint={t('districtNameHint')} maxLength={30} />
}
