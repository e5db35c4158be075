import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { TextField } from '#client/ui/fields.tsx'
import { countText } from '#client/ui/numbers.ts'
import { EnterpriseChoicesDocument } from './documents.ts'
import './picker.css'

/** An enterprise as it is chosen from a list. */
export type Choice = { id: string; name: string; creditCode: string }

/** A search for enterprises by part of their name or credit code. The one that is chosen is given to `onPick`. */
export function EnterprisePicker({ onPick }: { onPick: (choice: Choice) => void }) {
  const { t } = useTranslation('desk')
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const [{ data }] = useQuery({ query: EnterpriseChoicesDocument, variables: { search } })
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), 250)
    return () => clearTimeout(timer)
  }, [typed])
  const found = data?.enterprises.edges.map(({ node }) => node) ?? []
  const { totalCount = 0, isFloor = false } = data?.enterprises ?? {}
  const more = totalCount - found.length
  return (
    <div className="enterprise-picker">
      <TextField
        label={t('enterprises.choose')}
        name="enterpriseSearch"
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <ul>
        {found.map((choice) => (
          <li key={choice.id}>
            <button type="button" className="ui-plain" onClick={() => onPick(choice)}>
              <span>{choice.name}</span>
              <small>{choice.creditCode}</small>
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <small className="ui-hint">{t('enterprises.more', { text: countText({ totalCount: more, isFloor }) })}</small>
      )}
      {data && found.length === 0 && <small className="ui-hint">{t('nothing')}</small>}
    </div>
  )
}

/** A field for one enterprise, which is fixed or can be chosen. Its value is sent as `enterpriseId`. */
export function EnterpriseField({ fixed }: { fixed?: Pick<Choice, 'id' | 'name'> }) {
  const { t } = useTranslation('desk')
  const [chosen, setChosen] = useState<Pick<Choice, 'id' | 'name'> | undefined>(fixed)
  if (!chosen) return <EnterprisePicker onPick={setChosen} />
  return (
    <div className="ui-field">
      <span className="enterprise-picker-label">{t('enterprise')}</span>
      <div className="enterprise-picker-chosen">
        <input type="hidden" name="enterpriseId" value={chosen.id} />
        <strong>{chosen.name}</strong>
        {!fixed && (
          <button type="button" className="ui-button" onClick={() => setChosen(undefined)}>
            {t('enterprises.change')}
          </button>
        )}
      </div>
    </div>
  )
}
