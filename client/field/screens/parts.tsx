import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Where } from '#client/field/store/entry.ts'

/** Where a record is, in words. */
export function Place({ where }: { where: Where }) {
  const { t } = useTranslation('field')
  return <span className={`field-place field-place-${where}`}>{t(`where.${where}`)}</span>
}

/** What is wrong, said at once to who hears the page. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <p className="field-problem" role="alert">
      {children}
    </p>
  )
}

type SectionProps = { mark?: string; title: string; hint?: string; where?: Where | undefined; children?: ReactNode }

/** A part of a stop. When its form has been sent, whose button is gone, its heading takes the focus. */
export function Section({ mark, title, hint, where, children }: SectionProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(where)
  useEffect(() => {
    if (where && !before.current && document.activeElement === document.body) heading.current?.focus()
    before.current = where
  }, [where])
  return (
    <section className={where ? 'field-section field-section-kept' : 'field-section'}>
      <div className="field-section-head">
        <h2 ref={heading} tabIndex={-1}>
          {mark && <span className="field-mark">{mark}</span>}
          {title !== mark && title}
        </h2>
        {where && <Place where={where} />}
      </div>
      {hint && !where && <p className="field-hint">{hint}</p>}
      {children}
    </section>
  )
}

type ChoicesProps<V extends string> = {
  legend: string
  name: string
  values: readonly V[]
  chosen: V | undefined
  say: (value: V) => string
  choose: (value: V) => void
}

/** One of a few, each a big target. */
export function Choices<V extends string>({ legend, name, values, chosen, say, choose }: ChoicesProps<V>) {
  return (
    <fieldset className="field-choices">
      <legend>{legend}</legend>
      <div>
        {values.map((value) => (
          <label key={value}>
            <input type="radio" name={name} value={value} checked={chosen === value} onChange={() => choose(value)} />
            <span>{say(value)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
