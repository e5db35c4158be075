import { type ClipboardEvent, useState } from 'react'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField'
import { useTranslation } from 'react-i18next'
import { FieldNotes, type FieldProps } from './FieldParts.tsx'
import { asRefused, useFormValue, useIsRefused } from './form-context.ts'
import './field.css'

type NumberFieldProps = FieldProps & {
  value?: number | null
  min?: number
  max?: number
  required?: boolean
  autoFocus?: boolean
}

/**
 * A field for a whole number, which is shown with its thousands apart. Arrow keys change it by one. Of a text that is pasted, such
 * as “about 50”, its one number is taken, and the field says so; where there is none or several it says what to do.
 */
export function NumberField({ label, name, hint, value, min, max, required, autoFocus }: NumberFieldProps) {
  const [number, setNumber] = useFormValue<number | null>(name, value ?? null)
  const isRefused = useIsRefused(name)
  const { t } = useTranslation()
  const [note, setNote] = useState<string>()
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text').trim()
    if (/^[\d,，\s]*$/.test(text)) return setNote(undefined)
    event.preventDefault()
    const found = numberIn(text)
    if (found !== null) setNumber(found)
    setNote(t(found === null ? 'field.noNumber' : 'field.readAs', { text: text.slice(0, 40), number: found }))
  }
  return (
    <AriaNumberField
      className="ui-field"
      data-field={name}
      name={name}
      value={number ?? Number.NaN}
      onChange={(changed) => {
        setNote(undefined)
        setNumber(Number.isNaN(changed) ? null : changed)
      }}
      isRequired={required ?? false}
      formatOptions={{ maximumFractionDigits: 0 }}
      {...(min !== undefined && { minValue: min })}
      {...(max !== undefined && { maxValue: max })}
      {...(isRefused && asRefused)}
      {...(autoFocus && { autoFocus })}
    >
      <Label>{label}</Label>
      <Group>
        <Input className="ui-numeric-input" onPaste={paste} />
      </Group>
      <FieldNotes hint={note ?? hint} />
    </AriaNumberField>
  )
}

/** The one whole number in a text such as “about 50” or “1,200 people”; null where it has none, several, a fraction or tens of thousands. */
function numberIn(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
  const [only, ...others] = plain.match(/\d+(?:\.\d+)?/g) ?? []
  return only && others.length === 0 && !only.includes('.') && !/\d\s*[\u4E07\u5343\u767E]/.test(plain)
    ? Number(only)
    : null
}
