import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RefusedField } from './fields.tsx'

/** Why an action was refused; `field` is the name of the control whose value is at fault. */
export type Refusal = { message: string; field?: string }

type ActionFormProps = {
  submit: string
  onSubmit: (form: FormData) => Promise<Refusal | null>
  onCancel?: () => void
  danger?: boolean
  /** Further buttons, before the one that submits. */
  actions?: ReactNode
  children?: ReactNode
}

/**
 * A form for one action. What was typed stays until the action has succeeded. A refusal stands above the buttons and
 * is read out by a screen reader. Work that takes longer than a moment shows that it goes on.
 */
export function ActionForm({ submit, onSubmit, onCancel, danger, actions, children }: ActionFormProps) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const field = refusal?.field?.split('.').at(-1)
  const handle = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const form = event.currentTarget
    setBusy(true)
    setRefusal(null)
    const refused = await onSubmit(new FormData(form))
    setBusy(false)
    setRefusal(refused)
    const name = refused?.field?.split('.').at(-1)
    if (name) form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus()
  }
  return (
    <form className="ui-form" onSubmit={handle}>
      <RefusedField value={field}>{children}</RefusedField>
      {refusal && (
        <p role="alert" className="ui-refusal">
          {refusal.message || t('offline')}
        </p>
      )}
      {busy && <progress className="ui-work" aria-label={t('working')} />}
      <div className="ui-actions">
        {actions}
        {onCancel && (
          <button type="button" className="ui-button" onClick={onCancel}>
            {t('cancel')}
          </button>
        )}
        <button type="submit" className={danger ? 'ui-button ui-danger' : 'ui-button ui-main'} disabled={busy}>
          {busy ? t('working') : submit}
        </button>
      </div>
    </form>
  )
}
