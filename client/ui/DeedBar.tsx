import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, type ButtonTone } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { MenuButton } from './MenuButton.tsx'
import './deed-bar.css'

/** Something that can be done with a record: at once by `act`, or by the form that its dialog shows. */
export type Deed = {
  key: string
  label: string
  /** The title of the dialog, where it says more than the label. */
  title?: string
  wide?: boolean
  isDanger?: boolean
  /** True where it is seldom done, so that it stands in the menu. */
  isRare?: boolean
} & ({ act: () => void } | { form: (close: () => void) => ReactNode })

type DeedBarProps = {
  label: string
  /** The usual next deed first. */
  deeds: readonly Deed[]
  /** How many deeds stand beside the first one. */
  beside?: number
  /** The key of the deed whose form is open from the beginning. */
  begin?: string | undefined
}

/** What can be done with a record, always at the same place: the next deed, others beside it, and the rest in a menu. */
export function DeedBar({ label, deeds, beside = 2, begin }: DeedBarProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(deeds.find(({ key }) => key === begin) ?? null)
  const usual = deeds.filter(({ isRare }) => !isRare)
  const shown = usual.slice(0, 1 + beside)
  const rest = deeds.filter((deed) => !shown.includes(deed))
  const start = (deed: Deed) => ('act' in deed ? deed.act() : setOpen(deed))
  const close = () => setOpen(null)
  // a form that is open stays, also where somebody else has done the deed meanwhile: what was typed is still there
  const current = deeds.find(({ key }) => key === open?.key) ?? open
  return (
    <>
      {open && current && 'form' in current && <DeedDialog deed={current} onClose={close} />}
      {deeds.length > 0 && (
        <div className="ui-deeds" role="toolbar" aria-label={label}>
          {shown.map((deed, index) => (
            <Button key={deed.key} {...toneOf(deed, index === 0)} onPress={() => start(deed)}>
              {deed.label}
            </Button>
          ))}
          {rest.length > 0 && (
            <span className="ui-deeds-more">
              <MenuButton
                label={t('more')}
                entries={rest.map((deed) => ({ key: deed.key, label: deed.label, act: () => start(deed) }))}
              />
            </span>
          )}
        </div>
      )}
    </>
  )
}

const toneOf = ({ isDanger }: Deed, isNext: boolean): { tone?: ButtonTone } =>
  isDanger ? { tone: 'danger' } : isNext ? { tone: 'main' } : {}

type DeedDialogProps = { deed: Extract<Deed, { form: unknown }>; onClose: () => void }

/** The dialog of a deed that has a form. */
export function DeedDialog({ deed, onClose }: DeedDialogProps) {
  return (
    <Dialog title={deed.title ?? deed.label} onClose={onClose} {...(deed.wide && { wide: true })}>
      {deed.form(onClose)}
    </Dialog>
  )
}

type DeedButtonProps = { deed: Deed | null; tone?: ButtonTone | undefined; small?: boolean }

/** One deed as a button of its own, where it stands beside what it is about; nothing where there is none. */
export function DeedButton({ deed, tone, small }: DeedButtonProps) {
  const [isOpen, setOpen] = useState(false)
  if (!deed) return null
  return (
    <>
      <Button
        {...(tone && { tone })}
        {...(small && { small })}
        onPress={() => ('act' in deed ? deed.act() : setOpen(true))}
      >
        {deed.label}
      </Button>
      {isOpen && 'form' in deed && <DeedDialog deed={deed} onClose={() => setOpen(false)} />}
    </>
  )
}
