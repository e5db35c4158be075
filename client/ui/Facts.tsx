import type { ReactNode } from 'react'
import './facts.css'

const isEmptyList = (value: ReactNode): boolean => Array.isArray(value) && value.length === 0

/** The names and values of one record; a value that is null, absent, an empty text or an empty list is left out with its name. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  const shown = facts.filter(
    ([, value]) => value !== null && value !== undefined && value !== '' && !isEmptyList(value),
  )
  return (
    <dl className="ui-facts">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
