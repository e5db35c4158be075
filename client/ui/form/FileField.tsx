import { useId } from 'react'
import { Input } from 'react-aria-components/Input'
import type { FieldProps } from './FieldParts.tsx'
import './field.css'

type FileFieldProps = FieldProps & {
  accept: string
  /** The form is submitted as soon as a file is chosen. */
  submits?: boolean
}

/** A field for one file. It is never stored as a draft. */
export function FileField({ label, name, hint, accept, submits }: FileFieldProps) {
  const id = useId()
  return (
    <div className="ui-field" data-field={name}>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type="file"
        name={name}
        accept={accept}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target: { files, form } }) => {
          if (submits && files?.length) form?.requestSubmit()
        }}
      />
      {hint && (
        <small id={`${id}-hint`} className="ui-hint">
          {hint}
        </small>
      )}
    </div>
  )
}
