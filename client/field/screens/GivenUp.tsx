import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Entry, labelOf, typedTextOf } from '#client/field/store/entry.ts'
import { storageTroubleOf } from '#client/field/store/storage-trouble.ts'
import { momentText } from '#client/ui/dates.ts'
import { exportEntry } from './export-entry.ts'
import { Problem } from './Problem.tsx'
import { useScreen } from './screen-context.ts'

/** The copies of records that were given up, each to be exported, sent once more, or deleted. */
export function GivenUp({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation('field')
  if (entries.length === 0) return null
  return (
    <details className="field-section field-unsent">
      <summary>{t('givenUp.title', { count: entries.length })}</summary>
      <p className="field-hint">{t('givenUp.hint')}</p>
      <ol>
        {entries.map((entry) => (
          <li key={entry.n}>
            <Copy entry={entry} />
          </li>
        ))}
      </ol>
    </details>
  )
}

function Copy({ entry }: { entry: Entry }) {
  const { t } = useTranslation(['field', 'common'])
  const { phone } = useScreen()
  const [problem, setProblem] = useState<string | null>(null)
  const run = (work: Promise<void>) => void work.catch((error) => setProblem(t(`notStored.${storageTroubleOf(error)}`)))
  const remove = () => {
    if (confirm(t('givenUp.removeSure'))) run(phone.outbox.discard(entry))
  }
  return (
    <>
      <p>
        {momentText(entry.happenedAt)} {entry.title} · {labelOf(t, entry)}
      </p>
      {typedTextOf(entry).map((line) => (
        <p key={line} className="field-text">
          {line}
        </p>
      ))}
      {entry.refused?.message && <p className="field-hint">{entry.refused.message}</p>}
      {problem && <Problem>{problem}</Problem>}
      <div className="field-actions">
        <button type="button" className="field-button" onClick={() => void exportEntry(t, entry)}>
          {t('export')}
        </button>
        <button type="button" className="field-button" onClick={() => run(phone.outbox.sendAgain(entry))}>
          {t('again')}
        </button>
        <button type="button" className="field-button field-danger" onClick={remove}>
          {t('givenUp.remove')}
        </button>
      </div>
    </>
  )
}
