import { type ReactNode, useEffect, useRef } from 'react'
import type { Place } from '#client/field/stop-on-phone.ts'
import { PlaceMark } from './PlaceMark.tsx'

type Props = { mark?: string; title: string; hint?: string; place?: Place | undefined; children?: ReactNode }

/** A part of a stop. When its form has been sent, the form's button is gone, and the heading takes the focus. */
export function Section({ mark, title, hint, place, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(place)
  useEffect(() => {
    if (place && !before.current && document.activeElement === document.body) heading.current?.focus()
    before.current = place
  }, [place])
  return (
    <section className={place ? 'field-section field-section-done' : 'field-section'}>
      <div className="field-section-head">
        <h2 ref={heading} tabIndex={-1}>
          {mark && <span className="field-mark">{mark}</span>}
          {title !== mark && title}
        </h2>
        {place && <PlaceMark place={place} />}
      </div>
      {hint && !place && <p className="field-hint">{hint}</p>}
      {children}
    </section>
  )
}
