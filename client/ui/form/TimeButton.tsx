import { useState } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { TimeChoice } from './DateField.tsx'
import './stepper.css'

type TimeButtonProps = {
  /** The name of what the button opens; the button’s own name is its text and this. */
  label: string
  /** The label of the field for a time that is not offered, and of the button that takes the time away. */
  exact: string
  none: string
  /** The times that one press chooses. */
  times: readonly string[]
  value: string
  onChange: (value: string) => void
  isDisabled?: boolean
  children: string
}

/** A button that opens a choice of times of day: some by one press, any other in a field. An empty text is no time. */
export function TimeButton({ label, exact, none, times, value, onChange, isDisabled, children }: TimeButtonProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value)
  return (
    <DialogTrigger onOpenChange={() => setTyped(value)}>
      <Button small tone="plain" aria-label={`${children} · ${label}`} isDisabled={isDisabled ?? false}>
        {children}
      </Button>
      <Popover className="ui-times">
        <Dialog aria-label={label}>
          {({ close }) => {
            const choose = (time: string) => {
              close()
              if (time !== value) onChange(time)
            }
            return (
              <>
                <div className="ui-times-grid">
                  {times.map((time) => (
                    <Button
                      key={time}
                      slot={null}
                      small
                      {...(time === value && { tone: 'main' })}
                      onPress={() => choose(time)}
                    >
                      {time}
                    </Button>
                  ))}
                </div>
                <div className="ui-times-exact">
                  <TimeChoice label={exact} value={typed} onChange={setTyped} />
                  <Button slot={null} isDisabled={!typed} onPress={() => choose(typed)}>
                    {t('save')}
                  </Button>
                  {value && (
                    <Button slot={null} tone="plain" onPress={() => choose('')}>
                      {none}
                    </Button>
                  )}
                </div>
              </>
            )
          }}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
