import { type ReactNode, useRef } from 'react'
import './flash.css'

/** Shows its children, or `value` where it has none, and flashes once each time that `value` changes. */
export function Flash({ value, children }: { value: string | number; children?: ReactNode }) {
  const first = useRef(value)
  const changed = useRef(false)
  if (value !== first.current) changed.current = true
  // a new key is a new element, and so the flash begins anew at each change
  return (
    <span key={value} className={changed.current ? 'ui-flash' : undefined}>
      {children ?? value}
    </span>
  )
}
