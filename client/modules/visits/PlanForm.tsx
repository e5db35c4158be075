import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/ActionForm.tsx'
import { dateInDays, dateOf } from '#client/ui/dates.ts'
import { TextField } from '#client/ui/fields.tsx'
import { neededText } from '#client/ui/form-values.ts'
import { PlanVisitDocument } from './documents.ts'
import './visits.css'

type Stop = { id: string; name: string }

type PlanFormProps = {
  /** The field that chooses the squad; its value is sent as `squadId`. */
  squad: ReactNode
  /** The search that adds an enterprise to the list. */
  picker: (onPick: (stop: Stop) => void) => ReactNode
  first?: Stop
  /** Called when no stop is left, with how many were planned since the form was opened. */
  onSaved: (count: number) => void
  onCancel: () => void
}

/**
 * The form that plans a squad's stops of a day, in their order. A stop that was planned is removed from the form's
 * list; one that was refused stays on it.
 */
export function PlanForm({ squad, picker, first, onSaved, onCancel }: PlanFormProps) {
  const { t } = useTranslation('desk')
  const planVisit = useChange(PlanVisitDocument)
  const [stops, setStops] = useState<Stop[]>(first ? [first] : [])
  const planned = useRef(0)
  const add = (stop: Stop) => setStops((all) => (all.some(({ id }) => id === stop.id) ? all : [...all, stop]))
  const submit = async (form: FormData) => {
    if (stops.length === 0) return { message: t('enterprises.chooseFirst'), field: 'enterpriseSearch' }
    const [squadId, plannedOn] = [neededText(form, 'squadId'), neededText(form, 'plannedOn')]
    for (const stop of stops) {
      const { failure } = await planVisit({ squadId, plannedOn, enterpriseId: stop.id })
      if (failure) return { ...failure, message: failure.message && `${stop.name}: ${failure.message}` }
      planned.current += 1
      setStops((all) => all.filter(({ id }) => id !== stop.id))
    }
    onSaved(planned.current)
    return null
  }
  return (
    <ActionForm submit={t('visits.plan')} onSubmit={submit} onCancel={onCancel}>
      <div className="ui-row">
        {squad}
        <TextField
          label={t('visits.day')}
          name="plannedOn"
          type="date"
          min={dateOf()}
          max={dateInDays(60)}
          defaultValue={dateOf()}
          required
        />
      </div>
      <Stops stops={stops} onChange={setStops} />
      {picker(add)}
    </ActionForm>
  )
}

function Stops({ stops, onChange }: { stops: Stop[]; onChange: (stops: Stop[]) => void }) {
  const { t } = useTranslation('desk')
  const move = (index: number, by: number) => {
    const next = [...stops]
    next.splice(index + by, 0, ...next.splice(index, 1))
    onChange(next)
  }
  return (
    <fieldset className="visit-paper">
      <legend>{t('visits.stops')}</legend>
      {stops.length === 0 && <small className="ui-hint">{t('visits.noStops')}</small>}
      <ol className="visit-stops">
        {stops.map(({ id, name }, index) => (
          <li key={id}>
            <div>
              <span>{name}</span>
              <span>
                <button
                  type="button"
                  className="ui-plain"
                  aria-label={t('visits.up', { name })}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  className="ui-plain"
                  aria-label={t('visits.down', { name })}
                  disabled={index === stops.length - 1}
                  onClick={() => move(index, 1)}
                >
                  ↓
                </button>
                <button
                  type="button"
                  className="ui-plain"
                  aria-label={t('visits.remove', { name })}
                  onClick={() => onChange(stops.filter((stop) => stop.id !== id))}
                >
                  ×
                </button>
              </span>
            </div>
          </li>
        ))}
      </ol>
    </fieldset>
  )
}
