import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField'
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

/** A field for a whole number, which is shown with its thousands apart. Arrow keys change it by one. */
export function NumberField({ label, name, hint, value, min, max, required, autoFocus }: NumberFieldProps) {
  const [number, setNumber] = useFormValue<number | null>(name, value ?? null)
  const isRefused = useIsRefused(name)
  return (
    <AriaNumberField
      className="ui-field"
      data-field={name}
      name={name}
      value={number ?? Number.NaN}
      onChange={(changed) => setNumber(Number.isNaN(changed) ? null : changed)}
      isRequired={required ?? false}
      formatOptions={{ maximumFractionDigits: 0 }}
      {...(min !== undefined && { minValue: min })}
      {...(max !== undefined && { maxValue: max })}
      {...(isRefused && asRefused)}
      {...(autoFocus && { autoFocus })}
    >
      <Label>{label}</Label>
      <Group>
        <Input className="ui-numeric-input" />
      </Group>
      <FieldNotes hint={hint} />
    </AriaNumberField>
  )
}
