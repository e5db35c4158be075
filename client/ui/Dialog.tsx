import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import './dialog.css'

type DialogProps = { title: string; onClose: () => void; children: ReactNode; wide?: boolean }

/** A modal dialog, open as long as it is rendered. Esc and the cross close it; a click beside it does not. */
export function Dialog({ title, onClose, children, wide }: DialogProps) {
  const { t } = useTranslation()
  const heading = useId()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className={wide ? 'ui-dialog ui-dialog-wide' : 'ui-dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header className="ui-dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="ui-plain" onClick={onClose} aria-label={t('close')}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  )
}
