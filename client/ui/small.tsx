import type { ReactNode } from 'react'
import './list.css'

/** What a tag's colour and shape say besides its word. */
export type Tone = 'done' | 'under-way' | 'on-the-way' | 'alert' | 'quiet'

/** A state as a word with a mark before it. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`ui-tag ui-tag-${tone}`}>{children}</span>
}

/** A list with nothing in it. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="ui-empty">{children}</p>
}

/** Names and values of one thing; what is null is left out. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  const shown = facts.filter(([, value]) => value !== null && value !== undefined && value !== '')
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

type TabsProps<K extends string> = { tabs: { key: K; label: string }[]; chosen: K; onChoose: (key: K) => void }

/** Chooses which part of something is shown. */
export function Tabs<K extends string>({ tabs, chosen, onChoose }: TabsProps<K>) {
  return (
    <div className="ui-tabs">
      {tabs.map(({ key, label }) => (
        <button
          key={key}
          type="button"
          className="ui-button"
          aria-pressed={key === chosen}
          onClick={() => onChoose(key)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
