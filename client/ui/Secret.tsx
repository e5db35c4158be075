import { use, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogGuard, useDialogGuard } from './dialog-guard.ts'
import './secret.css'

/** A secret that is shown this one time, with a button that copies it. */
export function Secret({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const question = useCallback(() => (copied ? null : 'secret'), [copied])
  useDialogGuard(question)
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  // the button that made it in this dialog could not be pressed meanwhile, and so the keyboard is nowhere
  const isInDialog = use(DialogGuard) !== null
  useEffect(() => {
    if (isInDialog) button.current?.focus()
  }, [isInDialog])
  const copy = async () => {
    input.current?.select()
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
    } catch {
      // without the clipboard the value stands selected, to be copied by hand
    }
  }
  return (
    <div className="ui-secret">
      <input
        ref={input}
        readOnly
        value={value}
        aria-label={label}
        onFocus={(event) => event.target.select()}
        onCopy={() => setCopied(true)}
      />
      <button ref={button} type="button" className="ui-button ui-main" onClick={copy}>
        {copied ? t('copied') : t('copy')}
      </button>
    </div>
  )
}
