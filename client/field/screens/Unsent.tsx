import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { sayTime } from '#client/field/day.ts'
import { editOf, typedIn } from '#client/field/deeds/edit.ts'
import { type Entry, whereIs } from '#client/field/store/entry.ts'
import { useWatched } from '#client/field/store/observable.ts'
import type { StopOnPhone } from '#client/field/store/on-phone.ts'
import { Place } from './parts.tsx'
import { draftKey, useWork } from './work.tsx'

type Props = { stops: readonly StopOnPhone[]; address: (stop: string | null) => string }

/** What has not reached the centre, in its order; refused ones with the centre's sentence and what to do about it. */
export function Unsent({ stops, address }: Props) {
  const { t } = useTranslation('field')
  const { field, account } = useWork()
  const { entries, sending } = useWatched(field.outbox.mail)
  const own = entries.filter((entry) => entry.account === account.id)
  if (own.length === 0) return null
  return (
    <details className="field-section field-unsent" open={own.some((entry) => entry.refused)}>
      <summary>{t('unsentList')}</summary>
      <ol>
        {own.map((entry) => (
          <li key={entry.n}>
            <UnsentEntry
              entry={entry}
              sending={sending}
              on={stops.find(({ stop }) => stop.id === entry.visit)}
              address={address}
            />
          </li>
        ))}
      </ol>
    </details>
  )
}

type EntryProps = { entry: Entry; sending: number | null; on: StopOnPhone | undefined; address: Props['address'] }

function UnsentEntry({ entry, sending, on, address }: EntryProps) {
  const { t, i18n } = useTranslation(['field', 'common'])
  const { title, happenedAt, refused } = entry
  const done =
    entry.mutation === 'completeStep'
      ? t('completeStep', { step: t(`common:step.${entry.input.step}`) })
      : t(`mutation.${entry.mutation}`)
  return (
    <>
      <div className="field-line">
        <span>
          {sayTime(happenedAt, i18n.language)} {title} · {done}
        </span>
        <Place where={whereIs(entry, sending)} />
      </div>
      {refused && (
        <>
          {typedIn(entry).map((line) => (
            <p key={line} className="field-kept-text">
              {line}
            </p>
          ))}
          <p className="field-problem" role="alert">
            {refused.message}
            {on && refused.current && ` ${t('current', { state: t(`common:visitState.${on.stop.state}`) })}`}
          </p>
          <Actions entry={entry} on={on} address={address} />
        </>
      )}
    </>
  )
}

function Actions({ entry, on, address }: { entry: Entry; on: StopOnPhone | undefined; address: Props['address'] }) {
  const { t } = useTranslation('field')
  const { field, account } = useWork()
  const [, goTo] = useLocation()
  const edit = editOf(entry)
  const stepDone = entry.mutation === 'completeStep' && on?.stop.steps.includes(entry.input.step)
  const startEdit = () => {
    if (!edit || !entry.visit) return
    field.drafts.set(draftKey(account.id, entry.visit, edit.form), { ...edit.draft, replaces: entry.n })
    goTo(address(entry.visit))
  }
  const discard = () => {
    if (confirm(t('discardSure'))) void field.outbox.discard(entry)
  }
  return (
    <div className="field-actions">
      <button type="button" className="field-button" onClick={() => void field.outbox.again(entry)}>
        {t('again')}
      </button>
      {edit && on && !stepDone && (
        <button type="button" className="field-button" onClick={startEdit}>
          {t('edit')}
        </button>
      )}
      <button type="button" className="field-button field-danger" onClick={discard}>
        {t('discard')}
      </button>
    </div>
  )
}
