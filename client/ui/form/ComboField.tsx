import { Button } from 'react-aria-components/Button'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { useTranslation } from 'react-i18next'
import { FieldNotes } from './FieldParts.tsx'
import { asRefused } from './form-context.ts'
import type { Option } from './SelectField.tsx'
import './field.css'
import '#client/ui/options.css'

type ComboFieldProps = {
  label: string
  name: string
  hint?: string | undefined
  /** What fits the text that was typed. */
  options: readonly Option[]
  text: string
  onText: (text: string) => void
  chosen: Option | null
  onChoose: (option: Option | null) => void
  isRefused?: boolean
  required?: boolean
  autoFocus?: boolean
}

/** A field that finds one value among many as its text is typed: arrows go through what was found, Enter takes one. */
export function ComboField({ label, name, hint, options, text, onText, chosen, onChoose, ...field }: ComboFieldProps) {
  const { t } = useTranslation()
  const items = chosen && !options.some(({ value }) => value === chosen.value) ? [chosen, ...options] : options
  return (
    <ComboBox
      className="ui-field"
      data-field={name}
      menuTrigger="input"
      allowsEmptyCollection
      items={items}
      inputValue={text}
      onInputChange={onText}
      value={chosen?.value ?? null}
      onChange={(key) => onChoose(items.find(({ value }) => value === key) ?? null)}
      isRequired={field.required ?? false}
      // what fits is decided by whoever gives the options
      defaultFilter={() => true}
      {...(field.isRefused && asRefused)}
      {...(field.autoFocus && { autoFocus: true })}
    >
      <Label>{label}</Label>
      <Group className="ui-combo">
        <Input />
        <Button className="ui-combo-button" aria-label={t('choose')}>
          ▾
        </Button>
      </Group>
      <FieldNotes hint={hint} />
      <Popover className="ui-options">
        <ListBox items={items} renderEmptyState={() => <p className="ui-no-option">{t('nothingFound')}</p>}>
          {({ value, label: name, note }) => (
            <ListBoxItem id={value} textValue={name} className="ui-option">
              {name}
              {note && <small>{note}</small>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
