import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Option } from './fields.tsx'
import { useFilters } from './filters.ts'
import './list.css'

/** The bar above a list with its search field, its filters and its export buttons. */
export function FilterBar({ children }: { children: ReactNode }) {
  return <div className="ui-filters">{children}</div>
}

/** A search field that filters the list while one types. The key `/` moves the focus to it. */
export function SearchFilter({ label, name = 'search' }: { label: string; name?: string }) {
  const { get, set } = useFilters()
  const [text, setText] = useState(get(name) ?? '')
  const input = useRef<HTMLInputElement>(null)
  const current = get(name) ?? ''
  const latest = useRef(set)
  latest.current = set
  useEffect(() => {
    if (text.trim() === current) return
    const timer = setTimeout(() => latest.current({ [name]: text.trim() }), 300)
    return () => clearTimeout(timer)
  }, [text, current, name])
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, textarea, select, dialog')
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      input.current?.focus()
    }
    addEventListener('keydown', focus)
    return () => removeEventListener('keydown', focus)
  }, [])
  return (
    <search className="ui-search">
      <input
        ref={input}
        type="search"
        value={text}
        placeholder={label}
        aria-label={label}
        aria-keyshortcuts="/"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && set({ [name]: text.trim() })}
      />
    </search>
  )
}

type SelectFilterProps = { label: string; name: string; options: Option[]; all: string }

/** A filter with one value of several. */
export function SelectFilter({ label, name, options, all }: SelectFilterProps) {
  const { get, set } = useFilters()
  const id = useId()
  return (
    <div className="ui-filter">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={get(name) ?? ''} onChange={(event) => set({ [name]: event.target.value })}>
        <option value="">{all}</option>
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** A filter with one date. */
export function DateFilter({ label, name }: { label: string; name: string }) {
  const { get, set } = useFilters()
  const id = useId()
  return (
    <div className="ui-filter">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="date" value={get(name) ?? ''} onChange={(event) => set({ [name]: event.target.value })} />
    </div>
  )
}
