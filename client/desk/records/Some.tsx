import type { ReactNode } from 'react'
import './record-parts.css'

/** The children, or a sentence where there are none of what they show. */
export function Some({ of, none, children }: { of: number; none: string; children: ReactNode }) {
  return of > 0 ? children : <p className="record-none">{none}</p>
}
