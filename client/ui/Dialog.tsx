import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { DialogGuard } from './dialog-guard.ts'
import './dialog.css'

type DialogProps = { title: string; onClose: () => void; children: ReactNode; wide?: boolean }

/**
 * A modal dialog, open as long as it is rendered. Its first field has the cursor. Esc and the cross close it and the focus
 * goes back to where it was; a click beside it does nothing. Where something typed would be lost, it asks first.
 */
export function Dialog({ title, onClose, children, wide }: DialogProps) {
  const { t } = useTranslation()
  const guard = useRef(() => false)
  const [isAsking, setAsking] = useState(false)
  const close = () => (guard.current() ? setAsking(true) : onClose())
  return (
    <ModalOverlay className="ui-overlay" isOpen onOpenChange={(isOpen) => isOpen || close()}>
      <Modal className={wide ? 'ui-dialog ui-dialog-wide' : 'ui-dialog'}>
        <AriaDialog>
          <header className="ui-dialog-head">
            <Heading slot="title">{title}</Heading>
            <Button tone="plain" slot={null} onPress={close} aria-label={t('close')}>
              ×
            </Button>
          </header>
          {isAsking && (
            <div className="ui-ask" role="alert">
              <p>{t('draft.lost')}</p>
              <Button small slot={null} onPress={() => setAsking(false)} autoFocus>
                {t('draft.stay')}
              </Button>
              <Button small slot={null} tone="danger" onPress={onClose}>
                {t('draft.leave')}
              </Button>
            </div>
          )}
          <DialogGuard value={guard}>
            <FirstField>{children}</FirstField>
          </DialogGuard>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

const fields = 'input:not([type="hidden"]):not([type="file"]), textarea, .ui-choice, [role="spinbutton"]'

/** Puts the cursor into the first field, before the dialog would take the focus itself. */
function FirstField({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!body.current?.contains(document.activeElement)) body.current?.querySelector<HTMLElement>(fields)?.focus()
  }, [])
  return (
    <div className="ui-dialog-body" ref={body}>
      {children}
    </div>
  )
}
