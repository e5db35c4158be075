import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { DialogGuard, type Loss } from './dialog-guard.ts'
import './dialog.css'

type DialogProps = { title: string; onClose: () => void; children: ReactNode; wide?: boolean }

/**
 * A modal dialog, open as long as it is rendered. Its first field has the cursor. Esc and the cross close it and the focus
 * goes back to where it was; a click beside it does nothing. Where something typed would be lost, it asks first.
 */
export function Dialog({ title, onClose, children, wide }: DialogProps) {
  const { t } = useTranslation()
  const guard = useRef(new Set<() => Loss | null>())
  const [loss, setLoss] = useState<Loss | null>(null)
  const close = () => {
    const found = [...guard.current].flatMap((question) => question() ?? [])[0]
    if (found) setLoss(found)
    else onClose()
  }
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
          {loss && (
            <div className="ui-ask" role="alert">
              <p>{t(`loss.${loss}.lost`)}</p>
              <Button small slot={null} onPress={() => setLoss(null)} autoFocus>
                {t(`loss.${loss}.stay`)}
              </Button>
              <Button small slot={null} tone="danger" onPress={onClose}>
                {t(`loss.${loss}.leave`)}
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
