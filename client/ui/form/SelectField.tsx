import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select, SelectValue } from 'react-aria-components/Select'
import { useTranslation } from 'react-i18next'
import { FieldNotes, type FieldProps } from './FieldParts.tsx'
import { asRefused, useFormValue, useIsRefused } from './form-context.ts'
import './field.css'
import '#client/ui/options.css'

/** A value that a field offers, and its label. */
export type Option = { value: string; label: string; note?: string }

/** The key of the choice of none: the library takes no empty one. */
const none = 'no choice'

type ChoiceProps = {
  label: string
  options: readonly Option[]
  /** The label of the choice of none; without it one of the options is chosen. */
  empty?: string | undefined
  value: string
  onChange: (value: string) => void
}

/** A button that shows the chosen value and opens the list of all. */
export function Choice({ label, options, empty, value, onChange, ...field }: ChoiceProps & Partial<ChoiceField>) {
  const { t } = useTranslation()
  const [isListed, setListed] = useState(false)
  // a list that opened together with the dialog around it would lie outside of that, and could not be pressed
  useEffect(() => setListed(field.isOpen ?? false), [field.isOpen])
  const items = empty === undefined ? options : [{ value: none, label: empty }, ...options]
  return (
    <Select
      className={field.className ?? 'ui-field'}
      data-field={field.name}
      value={value || (empty === undefined ? null : none)}
      onChange={(key) => onChange(key === none ? '' : String(key ?? ''))}
      isRequired={field.required ?? false}
      placeholder={t('choose')}
      isOpen={isListed}
      onOpenChange={setListed}
      {...(field.isRefused && asRefused)}
    >
      <Label>{label}</Label>
      <Button className="ui-choice">
        <SelectValue />
      </Button>
      <FieldNotes hint={items.length === 0 ? t('noOptions') : field.hint} />
      <Popover className="ui-options">
        <ListBox items={items}>
          {({ value: id, label: text, note }) => (
            <ListBoxItem id={id} textValue={text} className="ui-option">
              {text}
              {note && <small>{note}</small>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}

type ChoiceField = {
  name: string
  hint?: string | undefined
  required: boolean
  isRefused: boolean
  className: string
  isOpen: boolean
}

type SelectFieldProps = FieldProps & {
  options: readonly Option[]
  empty?: string
  value?: string | undefined
  required?: boolean
  /** True where the list of all is open from the beginning: then one press chooses. */
  isOpen?: boolean
  onChange?: (value: string) => void
}

/** A field that takes one of several values. `empty` is the label of the choice of none; without it the first is chosen. */
export function SelectField({
  name,
  options,
  empty,
  value: recorded,
  required,
  isOpen,
  onChange,
  ...props
}: SelectFieldProps) {
  const first = empty === undefined && !required ? (options[0]?.value ?? '') : ''
  const [value, setValue] = useFormValue(name, recorded ?? first)
  const isRefused = useIsRefused(name)
  const change = (changed: string) => {
    setValue(changed)
    onChange?.(changed)
  }
  return (
    <>
      <input type="hidden" name={name} value={value} />
      <Choice
        {...props}
        name={name}
        options={options}
        empty={empty}
        value={value}
        onChange={change}
        required={required ?? false}
        isOpen={isOpen ?? false}
        isRefused={isRefused}
      />
    </>
  )
}
