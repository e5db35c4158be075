import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { Button } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { Facts } from '#client/ui/Facts.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { ChecksField } from '#client/ui/form/ChecksField.tsx'
import { TimeChoice } from '#client/ui/form/DateField.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { numberOf, textOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { listText } from '#client/ui/list-text.ts'
import { Part } from '#client/ui/Page.tsx'
import { useChime } from '#client/ui/sound.ts'
import { useToast } from '#client/ui/Toast.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { InboxQuery, ReminderKind } from '#codegen/graph/graphql.ts'
import { SetReminderSettingsDocument } from './documents.ts'

type SettingsProps = { settings: InboxQuery['inbox']['settings']; onSaved: () => void }

const mostSounds = 60

/** How somebody is told: what of, when there is a sound, and whether this browser makes one. */
export function Settings({ settings, onSaved }: SettingsProps) {
  const { t } = useTranslation('desk')
  const { t: common, i18n } = useTranslation()
  const say = useToast()
  const { on, toggle } = useChime()
  const { mutedKinds, quietFrom, quietTo, soundsPerHour } = settings
  const told = enums.ReminderKind.filter((kind) => !mutedKinds.includes(kind))
  return (
    <Part
      title={t('inbox.settings')}
      actions={
        <div className="ui-page-actions">
          <Button small onPress={toggle} aria-pressed={on}>
            {on ? t('inbox.soundOn') : t('inbox.soundOff')}
          </Button>
          <NotificationButton />
          <DialogButton small label={common('edit')} title={t('inbox.settings')}>
            {(close) => (
              <SettingsForm
                settings={settings}
                onCancel={close}
                onSaved={() => {
                  close()
                  onSaved()
                  say(t('inbox.settingsSaved'))
                }}
              />
            )}
          </DialogButton>
        </div>
      }
    >
      <p className="ui-note">{t('inbox.settingsHint')}</p>
      <Facts
        facts={[
          [
            t('inbox.kinds'),
            listText(
              told.map((kind) => common(`ReminderKind.${kind}`)),
              i18n.language,
            ),
          ],
          [
            t('inbox.quiet'),
            quietFrom && quietTo ? t('inbox.quietSpan', { from: quietFrom, to: quietTo }) : t('inbox.quietNone'),
          ],
          [t('inbox.soundsPerHour'), String(soundsPerHour)],
        ]}
      />
    </Part>
  )
}

/** Asks the browser to allow notifications, and says whether it does. */
function NotificationButton() {
  const { t } = useTranslation('desk')
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'denied'))
  if (permission === 'granted') return <small>{t('inbox.browserOn')}</small>
  if (permission === 'denied') return <small>{t('inbox.browserDenied')}</small>
  return (
    <Button small onPress={() => void Notification.requestPermission().then(setPermission)}>
      {t('inbox.browserAsk')}
    </Button>
  )
}

function SettingsForm({ settings, onSaved, onCancel }: SettingsProps & { onCancel: () => void }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const save = useChange(SetReminderSettingsDocument)
  const { mutedKinds, quietFrom, quietTo, soundsPerHour } = settings
  const submit = async (form: FormData) => {
    const told = form.getAll('kinds').map(String)
    const { failure } = await save({
      mutedKinds: enums.ReminderKind.filter((kind) => !told.includes(kind)) as ReminderKind[],
      quietFrom: textOf(form, 'quietFrom'),
      quietTo: textOf(form, 'quietTo'),
      soundsPerHour: numberOf(form, 'soundsPerHour') ?? 0,
    })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={common('save')} onSubmit={submit} onCancel={onCancel}>
      <ChecksField
        legend={t('inbox.kinds')}
        name="kinds"
        options={enums.ReminderKind.map((value) => ({ value, label: common(`ReminderKind.${value}`) }))}
        chosen={enums.ReminderKind.filter((kind) => !mutedKinds.includes(kind))}
      />
      <div className="ui-row">
        <Time name="quietFrom" label={t('inbox.quietFrom')} recorded={quietFrom ?? ''} />
        <Time name="quietTo" label={t('inbox.quietTo')} recorded={quietTo ?? ''} />
        <NumberField
          label={t('inbox.soundsPerHour')}
          name="soundsPerHour"
          value={soundsPerHour}
          min={0}
          max={mostSounds}
          required
        />
      </div>
      <p className="ui-note">{t('inbox.settingsHint')}</p>
    </ActionForm>
  )
}

function Time({ name, label, recorded }: { name: string; label: string; recorded: string }) {
  const [time, setTime] = useFormValue(name, recorded)
  return (
    <>
      <input type="hidden" name={name} value={time} />
      <TimeChoice label={label} value={time} onChange={setTime} />
    </>
  )
}
