import { useTranslation } from 'react-i18next'
import { lackOf, type StopOnPhone } from '#client/field/stop-on-phone.ts'
import { TextField } from './fields.tsx'

/** What was typed of what a visit lacks. */
type LackDraft = { spokenTo: string; restNotSeen: boolean }

type Props = { stop: StopOnPhone; draft: LackDraft; change: (part: Partial<LackDraft>) => void }

/** What the visit lacks to count, and how to say it at once: nothing was raised, and the rest was not seen. */
export function LackFields({ stop, draft, change }: Props) {
  const { t } = useTranslation(['field', 'common'])
  const lacks = lackOf(stop)
  if (lacks.length === 0) return null
  return (
    <div className="field-notice">
      <p>{t('lacks')}</p>
      <ul>
        {lacks.map((lack) => (
          <li key={lack}>{t(`common:VisitLack.${lack}`)}</li>
        ))}
      </ul>
      {lacks.some((lack) => lack !== 'CHECKLIST') && (
        <TextField
          label={t('spokenTo')}
          hint={t('spokenToHint')}
          name="spokenTo"
          maxLength={200}
          autoComplete="off"
          value={draft.spokenTo}
          onChange={(event) => change({ spokenTo: event.target.value })}
        />
      )}
      {lacks.includes('CHECKLIST') && (
        <label className="field-check">
          <input
            type="checkbox"
            checked={draft.restNotSeen}
            onChange={(event) => change({ restNotSeen: event.target.checked })}
          />
          {t('restNotSeen')}
        </label>
      )}
    </div>
  )
}

/** Whether the visit still lacks something, once this is said. */
export const stillLacks = (stop: StopOnPhone, { spokenTo, restNotSeen }: LackDraft): boolean =>
  lackOf(stop).some((lack) => (lack === 'CHECKLIST' ? !restNotSeen : !spokenTo.trim()))
