import { useTranslation } from 'react-i18next'
import type { NoteDraft, NoteStep } from '#client/field/deeds/notes.ts'
import { AreaField, TextField } from './fields.tsx'
import { useToday } from './screen-context.ts'

type Props = { step: NoteStep; note: NoteDraft; change: (part: Partial<NoteDraft>) => void }

/** One opinion, difficulty or measure being typed. */
export function NoteFields({ step, note, change }: Props) {
  const { t } = useTranslation('field')
  const today = useToday()
  const line = (name: 'saidBy' | 'secondSource' | 'responsible', label: string) => (
    <TextField
      label={label}
      name={name}
      maxLength={200}
      autoComplete="off"
      value={note[name]}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  )
  return (
    <>
      <AreaField
        label={t(`noteText.${step}`)}
        name="text"
        maxLength={2000}
        value={note.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      {step === 'LISTEN' && line('saidBy', t('saidBy'))}
      {step === 'ASK' && !note.single && line('secondSource', t('secondSource'))}
      {step === 'ASK' && (
        <label className="field-check">
          <input type="checkbox" checked={note.single} onChange={(event) => change({ single: event.target.checked })} />
          {t('singleSource')}
        </label>
      )}
      {step === 'TREAT' && line('responsible', t('responsible'))}
      {step === 'TREAT' && (
        <TextField
          label={t('dueOn')}
          name="dueOn"
          type="date"
          min={today}
          value={note.dueOn}
          onChange={(event) => change({ dueOn: event.target.value })}
        />
      )}
    </>
  )
}
