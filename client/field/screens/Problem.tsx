import type { ReactNode } from 'react'

/** Says what is wrong; a screen reader reads it at once. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <p className="field-problem" role="alert">
      {children}
    </p>
  )
}
