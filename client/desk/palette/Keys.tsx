import { useTranslation } from 'react-i18next'
import { Dialog } from '#client/ui/Dialog.tsx'

const keys = [
  ['Ctrl K', 'palette'],
  ['/', 'search'],
  ['n', 'new'],
  ['j ↓', 'down'],
  ['k ↑', 'up'],
  ['Enter', 'open'],
  ['x', 'select'],
  ['Esc', 'close'],
  ['F6', 'toast'],
  ['?', 'help'],
] as const

/** The list of the desk’s keys. */
export function Keys({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('desk')
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <dl className="desk-keys">
        {keys.map(([key, act]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${act}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
