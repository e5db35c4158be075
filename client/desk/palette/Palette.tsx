import { useState } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useTranslation } from 'react-i18next'
import { useStarts } from '#client/desk/deeds.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { DeedDialog } from '#client/ui/DeedBar.tsx'
import { Keys } from './Keys.tsx'
import { PaletteList } from './PaletteList.tsx'
import { usePageKeys } from './usePageKeys.ts'
import './palette.css'

/**
 * The button, the key Ctrl-K and the dialog by which one goes to any page, starts any record and finds any enterprise, issue
 * or person; and the list of keys behind `?`.
 */
export function Palette({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const [shown, setShown] = useState<'palette' | 'keys' | null>(null)
  const [started, setStarted] = useState<string | null>(null)
  const starts = useStarts(viewer)
  const deed = starts.find(({ key }) => key === started)
  usePageKeys({ palette: () => setShown('palette'), keys: () => setShown('keys') })
  const close = () => setShown(null)
  return (
    <>
      <button type="button" className="desk-find" onClick={() => setShown('palette')} aria-keyshortcuts="Control+K">
        <span>{t('palette.open')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      {shown === 'palette' && (
        <ModalOverlay className="ui-overlay desk-palette-overlay" isOpen isDismissable onOpenChange={close}>
          <Modal className="ui-dialog desk-palette">
            <AriaDialog aria-label={t('palette.title')}>
              <PaletteList
                viewer={viewer}
                starts={starts}
                onStart={(key) => {
                  close()
                  setStarted(key)
                }}
                onGone={close}
              />
            </AriaDialog>
          </Modal>
        </ModalOverlay>
      )}
      {shown === 'keys' && <Keys onClose={close} />}
      {deed && 'form' in deed && <DeedDialog deed={deed} onClose={() => setStarted(null)} />}
    </>
  )
}
