import { type ReactNode, useState } from 'react'
import { Button, type ButtonTone } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

type DialogButtonProps = {
  label: string
  title?: string
  tone?: ButtonTone
  small?: boolean
  wide?: boolean
  /** The contents of the dialog. It is called with the function that closes the dialog. */
  children: (close: () => void) => ReactNode
}

/** A button that opens a dialog. */
export function DialogButton({ label, title = label, wide, children, ...button }: DialogButtonProps) {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button {...button} onPress={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <Dialog title={title} onClose={close} {...(wide && { wide })}>
          {children(close)}
        </Dialog>
      )}
    </>
  )
}
