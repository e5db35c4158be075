import { useId } from 'react'
import { Input } from 'react-aria-components/Input'
import type { FieldProps } from './FieldParts.tsx'
import './field.css'

/** A field for one file. It is never stored as a draft. */
export function FileField({ label, name, hint, accept }: FieldProps & { accept: string }) {
  const id = useId()
  return (
    <div className="ui-field" data-field={name}>
      <label htmlFor={id}>{label}</label>
      <Input id={id} type="file" name={name} accept={accept} aria-describedby={hint ? `${id}-hint` : undefined} />
      {hint && (
        <small id={`${id}-hint`} className="ui-hint">
          {hint}
        </small>
      )}
    </div>
  )
}
