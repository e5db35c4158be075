import type { ReactNode } from 'react'
import './tag.css'

/** What the colour and the shape of a tag's mark say besides its word. */
export type Tone = 'done' | 'under-way' | 'on-the-way' | 'alert' | 'quiet'

/** A word that names a state, after a mark whose colour and shape say the same. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`ui-tag ui-tag-${tone}`}>{children}</span>
}
