import { type ReactNode, useRef } from 'react'
import './changing.css'

/** Shows a figure; when `value` changes it flashes once. */
export function Changing({ value, children }: { value: string | number; children?: ReactNode }) {
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
