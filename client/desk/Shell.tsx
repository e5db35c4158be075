import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { Link, useLocation } from 'wouter'
import type { Freshness } from '#client/graph/freshness.ts'
import { signOut, type Viewer } from '#client/graph/session.ts'
import { LanguageSwitch } from '#client/text/LanguageSwitch.tsx'
import { momentText } from '#client/ui/dates.ts'
import { Tag, type Tone } from '#client/ui/Tag.tsx'
import { sectionsOf, watchesBoard } from './rights.ts'
import './desk.css'

const freshnessTone: Record<Freshness['state'], Tone> = {
  starting: 'quiet',
  live: 'done',
  'catching-up': 'under-way',
  stale: 'alert',
}

type ShellProps = { viewer: Viewer; freshness: Freshness; children: ReactNode }

/**
 * The frame of every page of the desk: the links to the pages, who is signed in, and whether the data on the screen is
 * live.
 */
export function Shell({ viewer, freshness, children }: ShellProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const client = useClient()
  const [location] = useLocation()
  const [open, setOpen] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(() => setOpen(false), [location])
  return (
    <div className="desk">
      <aside className="desk-side" data-open={open || undefined}>
        <div className="desk-top">
          <div className="desk-brand">
            <img src="/icon.svg" alt="" width="24" height="24" />
            <span>
              {common('appName')} {t('title')}
              <small>{viewer.union.name}</small>
            </span>
          </div>
          <button
            type="button"
            className="ui-button desk-menu-button"
            aria-expanded={open}
            onClick={() => setOpen((was) => !was)}
          >
            {t('nav.menu')}
          </button>
        </div>
        <nav className="desk-nav" aria-label={t('nav.label')}>
          {sectionsOf(viewer.role).map((section) => (
            <Link
              key={section}
              href={`/desk/${section}`}
              aria-current={location.startsWith(`/desk/${section}`) ? 'page' : undefined}
            >
              {t(`nav.${section}`)}
            </Link>
          ))}
          {watchesBoard(viewer.role) && <Link href="/board">{t('nav.board')} ↗</Link>}
        </nav>
        <footer className="desk-foot">
          <p role="status">
            <Tag tone={freshnessTone[freshness.state]}>{t(`live.${freshness.state}`)}</Tag>
          </p>
          {freshness.asOf && <p>{t('asOf', { at: momentText(freshness.asOf) })}</p>}
          <p>
            {viewer.displayName} · {common(`Role.${viewer.role}`)}
          </p>
          <div>
            <LanguageSwitch />
            <button type="button" className="ui-plain" onClick={() => signOut(client)}>
              {common('signOut')}
            </button>
          </div>
        </footer>
      </aside>
      <main className="desk-main">{children}</main>
    </div>
  )
}
