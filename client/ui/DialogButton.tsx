import { type ReactNode, useState } from 'react'
import { Dialog } from './Dialog.tsx'

type DialogButtonProps = {
  label: string
  title?: string
  tone?: 'main' | 'danger'
  wide?: boolean
  /** The contents of the dialog. It is called with the function that closes the dialog. */
  children: (close: () => void) => ReactNode
}

/** A button that opens a dialog. */
export function DialogButton({ label, title = label, tone, wide, children }: DialogButtonProps) {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <button type="button" className={tone ? `ui-button ui-${tone}` : 'ui-button'} onClick={() => setOpen(true)}>
        {label}
      </button>
      {open && (
        <Dialog title={title} onClose={close} wide={wide}>
          {children(close)}
        </Dialog>
      )}
    </>
  )
}
