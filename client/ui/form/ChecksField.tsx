import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Label } from 'react-aria-components/Label'
import { useFormValue } from './form-context.ts'
import type { Option } from './SelectField.tsx'
import './field.css'
import './check.css'

/** The mark of a box: a tick where it is checked. */
export function Tick({ children }: { children?: ReactNode }) {
  return (
    <>
      <span className="ui-tick" aria-hidden="true" />
      {children}
    </>
  )
}

type ChecksProps = { legend: string; name: string; options: readonly Option[]; chosen?: readonly string[] }

/** Boxes of which any number can be checked. */
export function ChecksField({ legend, name, options, chosen = [] }: ChecksProps) {
  const [values, setValues] = useFormValue<readonly string[]>(name, chosen)
  return (
    <CheckboxGroup className="ui-checks" data-field={name} name={name} value={[...values]} onChange={setValues}>
      <Label>{legend}</Label>
      <div>
        {options.map(({ value, label }) => (
          <Checkbox key={value} value={value} className="ui-check">
            <Tick>{label}</Tick>
          </Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  )
}

type CheckProps = {
  /** The name and the value that are sent where the box is checked. Several boxes may have one name. */
  name: string
  value: string
  /** What tells the box from the others of its form. */
  field: string
  label: string
  isChecked?: boolean
}

/** One box. `isChecked` is how it begins. */
export function CheckField({ name, value, field, label, isChecked: recorded = false }: CheckProps) {
  const [isChecked, setChecked] = useFormValue(field, recorded)
  return (
    <Checkbox className="ui-check" name={name} value={value} isSelected={isChecked} onChange={setChecked}>
      <Tick>{label}</Tick>
    </Checkbox>
  )
}
