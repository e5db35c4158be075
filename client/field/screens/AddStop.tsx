import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newStop } from '#client/field/deeds/plan-visit.ts'
import type { EnterpriseFacts } from '#client/field/fragments.ts'
import { TextField } from './fields.tsx'
import { Problem } from './Problem.tsx'
import { useScreen } from './screen-context.ts'
import { useAdd } from './useAdd.ts'

/** A stop that nobody planned: searches the register and puts an enterprise on today's list. */
export function AddStop() {
  const { t } = useTranslation('field')
  const { phone, squad } = useScreen()
  const [search, setSearch] = useState('')
  const [results, setResults] = useState<EnterpriseFacts[] | 'searching' | 'failed' | null>(null)
  const { add, problem } = useAdd()
  const runSearch = async (event: FormEvent) => {
    event.preventDefault()
    if (!search.trim()) return
    setResults('searching')
    setResults((await phone.centre.enterprises(search.trim())) ?? 'failed')
  }
  const plan = async (enterprise: EnterpriseFacts) => {
    await add(newStop(squad, enterprise, phone.clock.today()))
    setResults(null)
    setSearch('')
    // a brief that could not be read or stored now comes with the list's next reading
    void phone.briefs.refresh([enterprise.id], (ids) => phone.centre.briefs(ids)).catch(() => {})
  }
  return (
    <details className="field-section">
      <summary>{t('addStop')}</summary>
      <form className="field-form" onSubmit={(event) => void runSearch(event)}>
        <TextField
          label={t('searchEnterprise')}
          name="search"
          type="search"
          maxLength={100}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <button type="submit" className="field-button field-main">
          {t('search')}
        </button>
      </form>
      <div aria-live="polite">
        {results === 'searching' && <p>{t('searching')}</p>}
        {results === 'failed' && <p>{t('searchNeedsSignal')}</p>}
        {Array.isArray(results) && results.length === 0 && <p>{t('noneFound')}</p>}
      </div>
      {problem && <Problem>{problem}</Problem>}
      {Array.isArray(results) && (
        <ul className="field-notes">
          {results.map((enterprise) => (
            <li key={enterprise.id}>
              <p>
                <strong>{enterprise.name}</strong>
                <br />
                {enterprise.address}
              </p>
              <button type="button" className="field-button" onClick={() => void plan(enterprise)}>
                {t('plan')}
                <span className="field-hidden"> {enterprise.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
