import { createContext, type ReactNode, use, useEffect, useRef } from 'react'
import { Boundary } from '#client/boundary/Boundary.tsx'

const IsEdited = createContext(false)

/** Whether a refused record is corrected in this part of the page: then its form is shown in any case. */
export const useIsEdited = (): boolean => use(IsEdited)

/**
 * A part of the page in which an error stays: the others can still be filled in and sent. Where somebody begins to correct a
 * refused record in it, it comes to the finger, since the button for that stands far above.
 */
export function Part({ isEdited = false, children }: { isEdited?: boolean; children: ReactNode }) {
  const part = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isEdited) return
    // after the page that opens has gone to its top
    const frame = requestAnimationFrame(() => {
      part.current?.firstElementChild?.scrollIntoView()
      part.current
        ?.querySelector<HTMLElement>('form :is(textarea, input, select), button')
        ?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [isEdited])
  return (
    <div ref={part} className="field-part">
      <IsEdited value={isEdited}>
        <Boundary className="field-section">{children}</Boundary>
      </IsEdited>
    </div>
  )
}
