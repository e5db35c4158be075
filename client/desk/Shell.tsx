import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import type { Freshness } from '#client/graph/freshness.ts'
import type { Viewer } from '#client/graph/session.ts'
import { Button } from '#client/ui/Button.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { WaitingCount } from './inbox/WaitingCount.tsx'
import { LiveMark } from './LiveMark.tsx'
import { sectionsOf, watchesBoard } from './rights.ts'
import { UnionChooser } from './UnionChooser.tsx'
import type { Subdistrict } from './unions.ts'
import './desk.css'

type ShellProps = {
  viewer: Viewer
  freshness: Freshness
  tools: ReactNode
  /** The unions of a district, among which the viewer can choose. */
  unions?: readonly Subdistrict[] | undefined
  /** The union that the pages are about; absent where they go over all, or where a district has none yet: then it can make one. */
  union: Subdistrict | undefined
  children: ReactNode
}

/**
 * The frame of every page of the desk: the links to the pages, what finds and does things everywhere, and whether the data on
 * the screen is live. A page whose data stopped is hatched like the wall.
 */
export function Shell({ viewer, freshness, tools, unions, union, children }: ShellProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const [location] = useLocation()
  const [isOpen, setOpen] = useState(false)
  const hasPages = union !== undefined || isAskedOverAll()
  const main = useRef<HTMLElement>(null)
  const pages = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(() => {
    setOpen(false)
    if (pages.current) showCurrent(pages.current)
  }, [location])
  return (
    <div className="desk" data-stale={freshness.state === 'stale' || undefined}>
      {/* biome-ignore lint/a11y/useValidAnchor: screen readers know a link within the page as the way past the menu */}
      <a
        className="desk-skip"
        href="#desk-main"
        onClick={(event) => {
          // the address stays that of the page
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {common('skip')}
      </a>
      <aside className="desk-side" data-open={isOpen || undefined}>
        <div className="desk-brand">
          <img src="/icon.svg" alt="" width="26" height="26" />
          <span>
            {common('appName')}
            <small>{viewer.union.name}</small>
          </span>
        </div>
        {unions && hasPages && <UnionChooser accountId={viewer.id} union={union} unions={unions} />}
        <nav ref={pages} className="desk-nav" aria-label={t('nav.label')}>
          {(hasPages ? sectionsOf(viewer) : (['union'] as const)).map((section) => (
            <Link
              key={section}
              href={`/desk/${section}`}
              aria-current={location.startsWith(`/desk/${section}`) ? 'page' : undefined}
            >
              {t(`nav.${section}`)}
              {section === 'inbox' && <WaitingCount accountId={viewer.id} />}
            </Link>
          ))}
        </nav>
        <div className="desk-nav desk-nav-beside">
          {union && watchesBoard(viewer.role) && (
            <Link href={unions ? `/board?union=${encodeURIComponent(union.id)}` : '/board'}>
              {t('nav.board')} <span aria-hidden="true">↗</span>
            </Link>
          )}
          <AccountMenu viewer={viewer} />
        </div>
      </aside>
      <header className="desk-top">
        <div className="desk-menu-button">
          <Button small aria-expanded={isOpen} onPress={() => setOpen((was) => !was)}>
            {t('nav.menu')}
          </Button>
        </div>
        {tools}
        {hasPages && <LiveMark freshness={freshness} />}
      </header>
      <main ref={main} id="desk-main" className="desk-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

/**
 * On a low screen the page that is open may be one of those further down the menu. `scrollIntoView` would take the way of the Tab
 * key there as well.
 */
function showCurrent(menu: HTMLElement): void {
  const current = menu.querySelector<HTMLElement>('[aria-current="page"]')
  if (!current) return
  const top = current.offsetTop - menu.offsetTop
  const lowest = top + current.offsetHeight - menu.clientHeight
  menu.scrollTop = Math.min(top, Math.max(lowest, menu.scrollTop))
}
