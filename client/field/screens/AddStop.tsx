import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#client/field/day.ts'
import type { Stop } from '#client/field/store/entry.ts'
import { TextField } from '#client/ui/fields.tsx'
import { Problem } from './parts.tsx'
import { useOrder, useWork } from './work.tsx'

type Found = Stop['enterprise'][]

/** A stop that nobody planned: search the register, put it on today's list. */
export function AddStop() {
  const { t } = useTranslation('field')
  const { field } = useWork()
  const [search, setSearch] = useState('')
  const [found, setFound] = useState<Found | 'searching' | 'failed' | null>(null)
  const { plan, problem } = usePlan()
  const look = async (event: FormEvent) => {
    event.preventDefault()
    if (!search.trim()) return
    setFound('searching')
    const { data } = await field.centre.enterprises(search.trim())
    setFound(data ? data.enterprises.edges.flatMap((edge) => edge?.node ?? []) : 'failed')
  }
  const choose = async (enterprise: Stop['enterprise']) => {
    await plan(enterprise)
    setFound(null)
    setSearch('')
    void field.briefs.refresh([enterprise.id], (id) => field.centre.brief(id))
  }
  return (
    <details className="field-section">
      <summary>{t('addStop')}</summary>
      <form className="ui-form" onSubmit={(event) => void look(event)}>
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
        {found === 'searching' && <p>{t('searching')}</p>}
        {found === 'failed' && <p>{t('searchNeedsSignal')}</p>}
        {Array.isArray(found) && found.length === 0 && <p>{t('noneFound')}</p>}
      </div>
      {problem && <Problem>{problem}</Problem>}
      {Array.isArray(found) && (
        <ul className="field-notes">
          {found.map((enterprise) => (
            <li key={enterprise.id}>
              <p>
                <strong>{enterprise.name}</strong>
                <br />
                {enterprise.address}
              </p>
              <button type="button" className="field-button" onClick={() => void choose(enterprise)}>
                {t('plan')}
                <span className="field-unseen"> {enterprise.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}

function usePlan() {
  const { squad } = useWork()
  const { give, problem } = useOrder()
  const plan = (enterprise: Stop['enterprise']) => {
    const plannedOn = dayOf()
    return give({
      mutation: 'planVisit',
      input: { squadId: squad, enterpriseId: enterprise.id, plannedOn },
      visit: null,
      title: enterprise.name,
      local: { ...newStop, squad: { id: squad }, plannedOn, enterprise },
    })
  }
  return { plan, problem }
}

const newStop = {
  id: '',
  stop: 0,
  state: 'PLANNED' as const,
  steps: [],
  arrivedAt: null,
  finishedAt: null,
  outcome: null,
  skipReason: null,
  followUp: null,
  followUpOn: null,
  continues: null,
  completedSteps: [],
  notes: [],
  checks: [],
}
