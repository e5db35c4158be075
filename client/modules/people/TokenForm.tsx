import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useChange } from '#client/graph/useChange.ts'
import { LinkButton } from '#client/ui/Button.tsx'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { ChecksField } from '#client/ui/form/ChecksField.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { allOf, neededText } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import { Secret } from '#client/ui/Secret.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { Scope } from '#codegen/graph/graphql.ts'
import { AccountsDocument, CreateTokenDocument, CreateWallPairingDocument } from './documents.ts'

/** The form that makes a token, and then shows its secret this one time. */
export function TokenForm({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const createToken = useChange(CreateTokenDocument)
  const [{ data: accounts }] = useQuery({ query: AccountsDocument, variables: { first: 100 } })
  const [secret, setSecret] = useState<string | null>(null)
  const integrators = accounts?.accounts.edges.map(({ node }) => node).filter(({ role }) => role === 'INTEGRATOR')
  const submit = async (form: FormData) => {
    const { data, failure } = await createToken({
      accountId: neededText(form, 'accountId'),
      name: neededText(form, 'name'),
      scopes: allOf<Scope>(form, 'scopes'),
      expiresOn: neededText(form, 'expiresOn'),
    })
    if (failure) return failure
    setSecret(data.createToken.secret ?? null)
    return null
  }
  if (secret) {
    return (
      <div className="ui-form">
        <p>{t('people.secretOnce')}</p>
        <Secret label={t('people.secret')} value={secret} />
      </div>
    )
  }
  if (integrators?.length === 0) {
    return (
      <div className="ui-form">
        <p>{t('people.noIntegrators')}</p>
        <div className="ui-actions">
          <LinkButton href="/desk/accounts">{t('nav.accounts')}</LinkButton>
        </div>
      </div>
    )
  }
  return (
    <ActionForm submit={t('people.newToken')} draft="token" onSubmit={submit} onCancel={onCancel}>
      <TextField label={t('people.tokenName')} name="name" required maxLength={100} />
      <div className="ui-row">
        <SelectField
          label={t('people.account')}
          name="accountId"
          options={integrators?.map(({ id, displayName }) => ({ value: id, label: displayName })) ?? []}
          required
        />
        <DateField
          label={t('people.expiresOn')}
          name="expiresOn"
          value={dateInDays(90)}
          min={dateOf()}
          max={dateInDays(365)}
          required
        />
      </div>
      <ChecksField
        legend={t('people.scopes')}
        name="scopes"
        options={enums.Scope.map((value) => ({ value, label: common(`Scope.${value}`) }))}
        chosen={['BOARD']}
      />
    </ActionForm>
  )
}

/** The form that makes the pairing link of a wall, and then shows it this one time. */
export function PairingForm() {
  const { t } = useTranslation('desk')
  const createWallPairing = useChange(CreateWallPairingDocument)
  const [link, setLink] = useState<string | null>(null)
  const submit = async (form: FormData) => {
    const { data, failure } = await createWallPairing({ name: neededText(form, 'name') })
    if (failure) return failure
    setLink(data.createWallPairing.link ?? null)
    return null
  }
  return (
    <div className="ui-card ui-form">
      <p className="ui-note">{t('people.wallsAbout')}</p>
      <ActionForm submit={t('people.pair')} draft="wall" onSubmit={submit}>
        <TextField label={t('people.wallName')} name="name" required maxLength={100} />
      </ActionForm>
      {link && (
        <>
          <p className="ui-note">{t('people.linkOnce')}</p>
          <Secret label={t('people.link')} value={link} />
        </>
      )}
    </div>
  )
}
