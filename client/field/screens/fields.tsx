import { type ComponentProps, type ReactNode, useId } from 'react'
import '#client/field/fields.css'

type FieldProps = { label: string; name: string; hint?: string }

type Control = {
  id: string
  name: string
  'aria-describedby': string | undefined
}

/** A label above its control, with a hint below it. */
function Field({ label, name, hint, children }: FieldProps & { children: (control: Control) => ReactNode }) {
  const id = useId()
  return (
    <div className="field-entry">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        name,
        'aria-describedby': hint ? `${id}-hint` : undefined,
      })}
      {hint && (
        <small id={`${id}-hint`} className="field-hint">
          {hint}
        </small>
      )}
    </div>
  )
}

/** A field of one line: text, a number, a date, a password or a file. */
export function TextField({ label, name, hint, ...input }: FieldProps & Omit<ComponentProps<'input'>, 'id' | 'name'>) {
  return (
    <Field label={label} name={name} hint={hint}>
      {(control) => <input {...input} {...control} />}
    </Field>
  )
}

/** A field for several lines of text. */
export function AreaField({
  label,
  name,
  hint,
  ...area
}: FieldProps & Omit<ComponentProps<'textarea'>, 'id' | 'name'>) {
  return (
    <Field label={label} name={name} hint={hint}>
      {(control) => <textarea rows={3} {...area} {...control} />}
    </Field>
  )
}

/** A value that a select offers, and its label. */
export type Option = { value: string; label: string }

type SelectFieldProps = FieldProps &
  Omit<ComponentProps<'select'>, 'id' | 'name'> & { options: Option[]; empty?: string }

/** A field that takes one of several values. `empty` is the label of the choice of none. */
export function SelectField({ label, name, hint, options, empty, ...select }: SelectFieldProps) {
  return (
    <Field label={label} name={name} hint={hint}>
      {(control) => (
        <select {...select} {...control}>
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
