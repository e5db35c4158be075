import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { SearchField } from 'react-aria-components/SearchField'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useLocation } from 'wouter'
import { isOnlySigns } from '#client/desk/list/only-signs.ts'
import { may, sectionsOf, watchesBoard } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import type { Deed } from '#client/ui/DeedBar.tsx'
import { useSettled } from '#client/ui/useSettled.ts'
import type { FoundKind } from '#codegen/graph/graphql.ts'
import { FindDocument } from './documents.ts'
import '#client/ui/options.css'

/** The page of a row that is found. Documents have one page together. */
const pathOf: Record<FoundKind, (id: string) => string> = {
  ENTERPRISE: (id) => `enterprises/${id}`,
  ISSUE: (id) => `issues/${id}`,
  SQUAD: (id) => `squads/${id}`,
  ACCOUNT: (id) => `accounts/${id}`,
  ORDER: (id) => `orders/${id}`,
  SUPPLIER: (id) => `suppliers/${id}`,
  DOCUMENT: () => 'policies',
}

type PaletteListProps = {
  viewer: Viewer
  /** What starts a record. */
  starts: readonly Deed[]
  onStart: (key: string) => void
  onGone: () => void
}

/** The field of the palette and what fits its text: pages, actions, and what the server finds. */
export function PaletteList({ viewer, starts, onStart, onGone }: PaletteListProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  const words = text.trim().toLowerCase()
  const settled = useSettled(text.trim())
  const [{ data, fetching }] = useQuery({ query: FindDocument, variables: { text: settled }, pause: settled === '' })
  const go = (path: string) => {
    onGone()
    navigate(path)
  }
  const fits = (label: string) => label.toLowerCase().includes(words)
  const pages = [
    ...sectionsOf(viewer).map((section) => ({ path: `/desk/${section}`, label: t(`nav.${section}`) })),
    ...(may(viewer.role, 'undoRoster') ? [{ path: '/desk/import/past', label: t('roster.past') }] : []),
    ...(may(viewer.role, 'checkCellText') ? [{ path: '/desk/import/to-check', label: t('cellTexts.title') }] : []),
    ...(may(viewer.role, 'updateEnterprise') ? [{ path: '/desk/enterprises/doubles', label: t('doubles.title') }] : []),
    ...(watchesBoard(viewer.role) ? [{ path: '/board', label: t('nav.board') }] : []),
  ].filter(({ label }) => fits(label))
  const deeds = starts.filter(({ label }) => fits(label))
  const found = words && settled ? (data?.find ?? []) : []
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField className="desk-palette-field" aria-label={t('palette.title')} autoFocus>
        <Input placeholder={t('palette.open')} />
      </SearchField>
      <Menu
        className="desk-palette-list"
        aria-label={t('palette.title')}
        renderEmptyState={() => (
          <p className="ui-no-option">
            {fetching ? common('loading') : isOnlySigns(text) ? t('onlySigns') : t('notFound', { search: text.trim() })}
          </p>
        )}
      >
        {found.length > 0 && (
          <MenuSection>
            <Header>{t('palette.find')}</Header>
            {found.map(({ id, kind, title, note }) => (
              <MenuItem
                key={id}
                id={id}
                textValue={title}
                className="ui-option"
                onAction={() => go(`/desk/${pathOf[kind](id)}`)}
              >
                {kind === 'SQUAD' ? t('squadNumber', { number: title }) : title}
                <small>
                  {t(`palette.kind.${kind}`)} {note}
                </small>
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {deeds.length > 0 && (
          <MenuSection>
            <Header>{t('palette.do')}</Header>
            {deeds.map((deed) => (
              <MenuItem
                key={deed.key}
                id={deed.key}
                textValue={deed.label}
                className="ui-option"
                onAction={() => onStart(deed.key)}
              >
                {deed.label}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {pages.length > 0 && (
          <MenuSection>
            <Header>{t('palette.go')}</Header>
            {pages.map(({ path, label }) => (
              <MenuItem key={path} id={path} textValue={label} className="ui-option" onAction={() => go(path)}>
                {label}
              </MenuItem>
            ))}
          </MenuSection>
        )}
      </Menu>
    </Autocomplete>
  )
}
