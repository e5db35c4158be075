import type { ReactNode } from 'react'
import './empty.css'

/** The sentence that stands in place of a list that has no entries. */
export function EmptyNote({ children }: { children: ReactNode }) {
  return <p className="ui-empty">{children}</p>
}
