import { type ComponentProps, type ReactNode, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { useTranslation } from 'react-i18next'
import { FieldNotes, type FieldProps } from './FieldParts.tsx'
import { asRefused, useFormValue, useIsRefused } from './form-context.ts'
import './field.css'

type LineProps = FieldProps & {
  value?: string | number | undefined
  required?: boolean
  minLength?: number
  maxLength?: number
  type?: 'text' | 'password' | 'tel' | 'url'
  inputMode?: ComponentProps<'input'>['inputMode']
  autoComplete?: string
  autoFocus?: boolean
}

/** A field of one line of text. `value` is what the record has. */
export function TextField(props: LineProps) {
  const { type } = props
  // a password is not stored as a draft, and so nothing but the field itself holds it
  return type === 'password' ? <PasswordField {...props} /> : <StoredFrame {...props}>{<Input />}</StoredFrame>
}

/** A password, which can be looked at: one that somebody else has made is hard to type blindly on a phone. */
function PasswordField(props: LineProps) {
  const { t } = useTranslation()
  const [isShown, setShown] = useState(false)
  return (
    <Frame {...props}>
      <span className="ui-password">
        <Input type={isShown ? 'text' : 'password'} />
        <button type="button" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? 'passwordHide' : 'passwordShow')}
        </button>
      </span>
    </Frame>
  )
}

/** A field for several lines of text. */
export function AreaField({ rows = 3, ...props }: Omit<LineProps, 'type' | 'inputMode'> & { rows?: number }) {
  return <StoredFrame {...props}>{<TextArea rows={rows} />}</StoredFrame>
}

/**
 * A field for a table or a text that is pasted. It is never stored as a draft, since it may be long. The lines of a table are not
 * broken.
 */
export function PasteField({ rows = 10, isText, ...props }: FieldProps & { rows?: number; isText?: boolean }) {
  return <Frame {...props}>{<TextArea rows={rows} wrap={isText ? 'soft' : 'off'} />}</Frame>
}

type FrameProps = LineProps & { children: ReactNode; onChange?: (value: string) => void }

function StoredFrame(props: FrameProps) {
  const [value, setValue] = useFormValue(props.name, String(props.value ?? ''))
  return <Frame {...props} value={value} onChange={setValue} />
}

function Frame({ label, name, hint, value, onChange, required, children, ...others }: FrameProps) {
  const isRefused = useIsRefused(name)
  const stored = onChange ? { value: String(value), onChange } : {}
  return (
    <AriaTextField
      className="ui-field"
      data-field={name}
      name={name}
      isRequired={required ?? false}
      {...(isRefused && asRefused)}
      {...stored}
      {...others}
    >
      <Label>{label}</Label>
      {children}
      <FieldNotes hint={hint} />
    </AriaTextField>
  )
}
