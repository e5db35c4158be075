import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { Button } from '#client/ui/Button.tsx'
import { RevealPhoneDocument } from './documents.ts'
import { failureOf } from './errors.ts'

/**
 * A phone number with its middle masked, and the button that shows it in full: the audit has who has seen whose. Then a press on
 * the number calls it. `of` is the global id of whose number it is; that of the text of a roster's cell may give a text with several.
 */
export function PhoneNumber({ of, masked }: { of: string; masked: string | null | undefined }) {
  const { t } = useTranslation()
  const client = useClient()
  const [whole, setWhole] = useState<string | null>(null)
  const [refusal, setRefusal] = useState('')
  if (!masked) return null
  if (whole) {
    if (!isNumber.test(whole)) return whole
    return (
      <a className="ui-phone" href={`tel:${whole.replace(/[^\d+]/g, '')}`}>
        {whole}
      </a>
    )
  }
  const reveal = async () => {
    const { data, error } = await client.mutation(RevealPhoneDocument, { input: { subjectId: of } }).toPromise()
    setRefusal(error ? failureOf(error).message || t('offline') : '')
    if (data) setWhole(data.revealPhone.phone)
  }
  return (
    <span className="ui-phone">
      {masked}{' '}
      <Button tone="plain" small aria-label={t('revealPhoneOf', { phone: masked })} onPress={() => void reveal()}>
        {t('see')}
      </Button>
      {refusal && <small role="alert">{refusal}</small>}
    </span>
  )
}

const isNumber = /^\+?[\d -]+$/
