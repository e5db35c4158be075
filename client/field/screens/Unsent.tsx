import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { supplementFor } from '#client/field/deeds/supplement-visit.ts'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { draftKey } from '#client/field/store/drafts.ts'
import { deedOf, type Entry, editOf, isUnsent, labelOf, placeOf, typedTextOf } from '#client/field/store/entry.ts'
import { useObservable } from '#client/field/store/observable-value.ts'
import { storageTroubleOf } from '#client/field/store/storage-trouble.ts'
import { minuteOf } from '#client/ui/dates.ts'
import { exportEntry } from './export-entry.ts'
import { PlaceMark } from './PlaceMark.tsx'
import { Problem } from './Problem.tsx'
import { useScreen } from './screen-context.ts'

type Props = { stops: readonly StopOnPhone[]; address: (stop: string | null) => string }

/**
 * What has not reached the centre, in its order, with the words that were typed, which can be copied from here; a refused entry
 * with the centre's sentence and what to do about it.
 */
export function Unsent({ stops, address }: Props) {
  const { t } = useTranslation('field')
  const { phone, account } = useScreen()
  const { entries, sending } = useObservable(phone.outbox.state)
  const own = entries.filter((entry) => entry.account === account.id && isUnsent(entry))
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
              stop={stops.find(({ visit }) => visit.id === entry.visit)}
              address={address}
            />
          </li>
        ))}
      </ol>
    </details>
  )
}

type EntryProps = { entry: Entry; sending: number | null; stop: StopOnPhone | undefined; address: Props['address'] }

function UnsentEntry({ entry, sending, stop, address }: EntryProps) {
  const { t } = useTranslation(['field', 'common'])
  const { title, happenedAt, refused } = entry
  return (
    <>
      <div className="field-line">
        <span>
          {happenedAt && minuteOf(happenedAt)} {title} · {labelOf(t, entry)}
        </span>
        <PlaceMark place={placeOf(entry, sending)} />
      </div>
      {typedTextOf(entry).map((line) => (
        <p key={line} className="field-text">
          {line}
        </p>
      ))}
      {!refused && entry.tries > 2 && <p className="field-hint">{t('centreFails', { count: entry.tries })}</p>}
      {entry.clockJumped && <p className="field-hint">{t('clock.jumped')}</p>}
      {refused && (
        <>
          <p className="field-problem" role="alert">
            {refused.message || t('otherRelease')}
            {stop && refused.current && ` ${t('current', { state: t(`common:VisitState.${stop.visit.state}`) })}`}
          </p>
          <Actions entry={entry} stop={stop} address={address} />
        </>
      )}
    </>
  )
}

function Actions({ entry, stop, address }: Pick<EntryProps, 'entry' | 'stop' | 'address'>) {
  const { t } = useTranslation(['field', 'common'])
  const { phone, account } = useScreen()
  const [, goTo] = useLocation()
  const [problem, setProblem] = useState<string | null>(null)
  const edit = stop && editOf(entry, stop)
  const run = (work: Promise<void>) => void work.catch((error) => setProblem(t(`notStored.${storageTroubleOf(error)}`)))
  const startEdit = () => {
    if (!edit || !entry.visit) return
    phone.drafts.set(draftKey(account.id, entry.visit, edit.form), { ...edit.draft, replaces: entry.n })
    goTo(address(entry.visit))
  }
  const supplement = stop && entry.mutation === 'completeStep' ? supplementFor(stop, entry.input) : null
  const { entries } = useObservable(phone.outbox.state)
  const isHolding =
    !deedOf(entry)?.independent &&
    entries.some((each) => each.visit === entry.visit && each.n > entry.n && isUnsent(each))
  const giveUp = () => {
    if (confirm(t('giveUpSure'))) run(phone.outbox.giveUp(entry))
  }
  return (
    <div className="field-actions">
      {problem && <Problem>{problem}</Problem>}
      {!edit && !supplement && <p className="field-hint">{t(isHolding ? 'refusedHolds' : 'refusedHint')}</p>}
      {edit && (
        <button type="button" className="field-button" onClick={startEdit}>
          {t('edit')}
        </button>
      )}
      {supplement && (
        <button type="button" className="field-button" onClick={() => run(phone.outbox.add(supplement, entry.n))}>
          {t('supplementWords')}
        </button>
      )}
      <button type="button" className="field-button" onClick={() => run(phone.outbox.sendAgain(entry))}>
        {t('again')}
      </button>
      <button type="button" className="field-button" onClick={() => void exportEntry(t, entry)}>
        {t('export')}
      </button>
      <button type="button" className="field-button field-danger" onClick={giveUp}>
        {t('giveUp')}
      </button>
    </div>
  )
}
