import { FieldError } from 'react-aria-components/FieldError'
import { Text } from 'react-aria-components/Text'
import { useTranslation } from 'react-i18next'

/** What every field is given. `name` is its name in the input of the deed. */
export type FieldProps = { label: string; name: string; hint?: string }

/** The hint below a field, and what the page finds wrong with its value before it is sent. */
export function FieldNotes({ hint }: { hint?: string | undefined }) {
  const { t } = useTranslation()
  return (
    <>
      {hint && (
        <Text slot="description" className="ui-hint">
          {hint}
        </Text>
      )}
      <FieldError className="ui-field-error">
        {({ validationDetails, validationErrors, isInvalid }) => {
          if (!isInvalid) return null
          if (validationDetails.valueMissing) return t('field.missing')
          return validationErrors.length ? t('field.unfit') : null
        }}
      </FieldError>
    </>
  )
}
