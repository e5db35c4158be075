import { useEffect, useRef, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { SearchField } from 'react-aria-components/SearchField'
import { isTyping } from '#client/ui/keys.ts'
import { useListAddress } from './address.ts'

/** A search field that narrows the list while one types. The key `/` moves the focus to it. */
export function SearchFilter({ label }: { label: string }) {
  const { get, set } = useListAddress()
  const current = get('search') ?? ''
  const [text, setText] = useState(current)
  const input = useRef<HTMLInputElement>(null)
  const isComposing = useRef(false)
  const latest = useRef({ set, current })
  latest.current = { set, current }
  useEffect(() => {
    // half of a word that is being composed is no search
    if (text.trim() === latest.current.current || isComposing.current) return
    const timer = setTimeout(() => latest.current.set({ search: text.trim() }), 300)
    return () => clearTimeout(timer)
  }, [text])
  // a view that is chosen, or a filter that is removed, brings its own search
  useEffect(() => {
    if (document.activeElement !== input.current) setText(current)
  }, [current])
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event)) return
      event.preventDefault()
      input.current?.focus()
    }
    addEventListener('keydown', focus)
    return () => removeEventListener('keydown', focus)
  }, [])
  return (
    <SearchField
      className="ui-search"
      aria-label={label}
      value={text}
      onChange={setText}
      onSubmit={() => !isComposing.current && set({ search: text.trim() })}
      onClear={() => set({ search: '' })}
    >
      <Input
        ref={input}
        placeholder={label}
        aria-keyshortcuts="/"
        // Esc of an input method ends what is composed, and clears nothing
        onKeyDownCapture={(event) => {
          if (!event.nativeEvent.isComposing) return
          event.stopPropagation()
          if (event.key === 'Escape') event.preventDefault()
        }}
        onCompositionStart={() => {
          isComposing.current = true
        }}
        onCompositionEnd={(event) => {
          isComposing.current = false
          setText(`${event.currentTarget.value} `.slice(0, -1))
          latest.current.set({ search: event.currentTarget.value.trim() })
        }}
      />
    </SearchField>
  )
}
