import { type FormEvent, type ReactNode, use, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { useDialogGuard } from '#client/ui/dialog-guard.ts'
import { DraftOwner, readDraft, removeDraft, storeDraft, type Typed } from './drafts.ts'
import { FormContext } from './form-context.ts'
import './form.css'

/** Why an action was refused; `field` is the name of the control whose value is at fault. */
export type Refusal = { message: string; field?: string }

type ActionFormProps = {
  submit: string
  onSubmit: (form: FormData) => Promise<Refusal | null>
  onCancel?: () => void
  danger?: boolean
  /** The name under which what is typed is stored on this device until it is sent. Without it a form has no draft. */
  draft?: string
  /** Further buttons, before the one that submits. */
  actions?: ReactNode
  children?: ReactNode
}

/**
 * The one form of the desk and the login. What was typed stays until the action has succeeded: in the form, and as a draft
 * on this device. A refusal stands above the buttons and is read out by a screen reader. Work that takes longer than a
 * moment shows that it goes on.
 */
export function ActionForm({ submit, onSubmit, onCancel, danger, draft, actions, children }: ActionFormProps) {
  const { t } = useTranslation()
  const { typed, set, clear, isRestored, noteInput } = useTyped(draft)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const refused = refusal?.field?.split('.').at(-1)
  const handle = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // a form in a dialog stands, for React, inside the form that opened the dialog
    event.stopPropagation()
    if (busy) return
    const form = event.currentTarget
    setBusy(true)
    setRefusal(null)
    const answer = await onSubmit(new FormData(form)).finally(() => setBusy(false))
    setRefusal(answer)
    if (!answer) clear()
    const name = answer?.field?.split('.').at(-1)
    if (name) focusField(form, name)
  }
  return (
    <form className="ui-form" onSubmit={handle} onInput={noteInput}>
      {isRestored && (
        <p className="ui-restored" role="status">
          {t('draft.restored')}
          <Button tone="plain" onPress={clear}>
            {t('draft.clear')}
          </Button>
        </p>
      )}
      <FormContext value={{ typed, set, refused }}>{children}</FormContext>
      {refusal && (
        <p role="alert" className="ui-refusal">
          {refusal.message || t('offline')}
        </p>
      )}
      {busy && <progress className="ui-work" aria-label={t('working')} />}
      <div className="ui-actions">
        {actions}
        {onCancel && <Button onPress={onCancel}>{t('cancel')}</Button>}
        <Button type="submit" tone={danger ? 'danger' : 'main'} isDisabled={busy}>
          {busy ? t('working') : submit}
        </Button>
      </div>
    </form>
  )
}

/** What was typed, stored as a draft where the form has one. The dialog around it learns whether closing it would lose something. */
function useTyped(draft: string | undefined) {
  const owner = use(DraftOwner)
  const [typed, setTyped] = useState<Typed>(() => (owner && draft ? readDraft(owner, draft) : null) ?? {})
  const [isRestored, setRestored] = useState(Object.keys(typed).length > 0)
  const isStored = useRef(true)
  /** Something was typed that no draft has: a password, a file, or a field that is not left yet. */
  const isUnstored = useRef(false)
  const count = Object.keys(typed).length
  const question = useCallback(() => (isUnstored.current || (count > 0 && !isStored.current) ? 'draft' : null), [count])
  useDialogGuard(question)
  // two fields may change before the form is shown again, so the second adds to what the first has made
  const latest = useRef(typed)
  const set = (name: string, value: unknown) => {
    latest.current = { ...latest.current, [name]: value }
    isUnstored.current = false
    isStored.current = Boolean(owner && draft && storeDraft(owner, draft, latest.current))
    setTyped(latest.current)
  }
  const clear = () => {
    if (owner && draft) removeDraft(owner, draft)
    isUnstored.current = false
    setRestored(false)
    latest.current = {}
    setTyped({})
  }
  // a field that stores what is typed says so right after this
  const noteInput = () => {
    isUnstored.current = true
  }
  return { typed, set, clear, isRestored, noteInput }
}

/** Puts the cursor into the field, or on the button that a field of choices has. */
function focusField(form: HTMLFormElement, name: string): void {
  const field = form.querySelector(`[data-field="${CSS.escape(name)}"]`)
  field?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, button, [role="spinbutton"]')?.focus()
}
