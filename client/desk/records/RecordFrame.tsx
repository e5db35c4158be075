import { createContext, type ReactNode, use, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { type Deed, DeedBar } from '#client/ui/DeedBar.tsx'
import { StepBar, type StepOfRecord } from '#client/ui/StepBar.tsx'
import { setTitle } from '#client/ui/title.ts'
import './record.css'
import './record-parts.css'

type RecordFrameProps = {
  /** The address of the record’s own page. */
  href: string
  /** What kind of record it is, and its number. */
  kind: ReactNode
  title: string
  /** Marks of severity and state, and links to what it belongs to. */
  marks?: ReactNode
  steps?: readonly StepOfRecord[]
  deeds: readonly Deed[]
  /** The parts, in columns. */
  children: ReactNode
}

/** The heading of the parts: one level below the record’s title. */
const PartHeading = createContext<'h2' | 'h3'>('h2')

/**
 * The frame of every record, as a page of its own and beside its list: what it is, where it stands among its steps, its parts,
 * and at the end, always visible, what can be done with it.
 */
export function RecordFrame({ href, kind, title, marks, steps, deeds, children }: RecordFrameProps) {
  const { t } = useTranslation('desk')
  const [location] = useLocation()
  const isPage = decodeURIComponent(location) === href
  const Heading = isPage ? 'h1' : 'h2'
  // the wall leads to the form that it is about
  const begin = new URLSearchParams(useSearch()).get('deed') ?? undefined
  useEffect(() => {
    if (isPage) setTitle(title)
  }, [isPage, title])
  return (
    <article className="record">
      <header className="record-head">
        <p className="record-kind">
          {kind}
          {!isPage && <Link href={href}>{t('record.openPage')} ↗</Link>}
        </p>
        <Heading className="record-title" tabIndex={-1}>
          {title}
        </Heading>
        {marks && <div className="record-marks">{marks}</div>}
        {steps && <StepBar label={t('record.steps')} steps={steps} />}
      </header>
      <div className="record-columns">
        <PartHeading value={isPage ? 'h2' : 'h3'}>{children}</PartHeading>
      </div>
      <footer className="record-deeds">
        <DeedBar label={t('record.deeds')} deeds={deeds} begin={begin} />
      </footer>
    </article>
  )
}

/** A column of parts; on a narrow page the columns stand one below the other. */
export function RecordColumn({ children }: { children: ReactNode }) {
  return <div className="record-column">{children}</div>
}

type RecordPartProps = {
  title: string
  /** How many there are. */
  count?: ReactNode
  /** The list with all of them. */
  href?: string | undefined
  /** What adds one to it, at the end of the heading. */
  action?: ReactNode
  children: ReactNode
}

/** A part of a record under a heading of its own. */
export function RecordPart({ title, count, href, action, children }: RecordPartProps) {
  const { t } = useTranslation('desk')
  const Heading = use(PartHeading)
  return (
    <section className="record-part">
      <header>
        <Heading>
          {title} {count != null && <span className="record-count">{count}</span>}
        </Heading>
        {href && <Link href={href}>{t('record.all')}</Link>}
        {action}
      </header>
      {children}
    </section>
  )
}
