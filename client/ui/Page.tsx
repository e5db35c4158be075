import { type ReactNode, useEffect } from 'react'
import { setTitle } from './title.ts'
import './page.css'

type PageProps = {
  title: string
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** True where the page uses all of the screen’s width. */
  wide?: boolean
}

/** A page of the desk: its title with a note beside it, its actions, and its contents. */
export function Page({ title, note, actions, children, wide }: PageProps) {
  useEffect(() => {
    setTitle(title)
  }, [title])
  return (
    <section className={wide ? 'ui-page ui-page-wide' : 'ui-page'}>
      <header className="ui-page-head">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {note && <p className="ui-note">{note}</p>}
        </div>
        {actions && <div className="ui-page-actions">{actions}</div>}
      </header>
      {children}
    </section>
  )
}

/** A part of a page under a heading of its own. */
export function Part({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="ui-part">
      <header className="ui-part-head">
        <h2>{title}</h2>
        {actions}
      </header>
      {children}
    </section>
  )
}
