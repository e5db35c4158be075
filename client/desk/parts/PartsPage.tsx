import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, LinkButton } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Facts } from '#client/ui/Facts.tsx'
import { MenuButton } from '#client/ui/MenuButton.tsx'
import { Meter } from '#client/ui/Meter.tsx'
import { Page, Part } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'
import { Tabs } from '#client/ui/Tabs.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { FieldSamples } from './FieldSamples.tsx'
import './parts.css'

const tones = ['done', 'under-way', 'on-the-way', 'alert', 'quiet'] as const
const views = ['one', 'two', 'three'] as const

/** The page of parts: each component of the desk in each of its states, with the longest words that it has to bear. */
export function PartsPage() {
  const { t } = useTranslation('desk')
  const say = useToast()
  const [view, setView] = useState<(typeof views)[number]>('one')
  const long = t('parts.long')
  return (
    <Page title={t('parts.title')} note={t('parts.note')} actions={<Button tone="main">{t('parts.main')}</Button>}>
      <Part title={t('parts.buttons')}>
        <div className="parts-row">
          <Button tone="main">{t('parts.main')}</Button>
          <Button>{t('parts.usual')}</Button>
          <Button tone="danger">{t('parts.danger')}</Button>
          <Button tone="plain">{t('parts.plain')}</Button>
          <Button isDisabled>{t('parts.disabled')}</Button>
          <Button tone="main" isDisabled>
            {t('parts.disabled')}
          </Button>
          <Button small>{t('parts.small')}</Button>
          <LinkButton href="/desk/today">{t('nav.today')}</LinkButton>
          <MenuButton
            label={t('parts.menu')}
            entries={views.map((key) => ({ key, label: t(`parts.${key}`), note: long, act: () => setView(key) }))}
          />
          <DialogButton label={t('parts.dialog')}>{() => <p>{long}</p>}</DialogButton>
          <Button onPress={() => say(long, { href: '/desk/today', undo: () => {} })}>{t('parts.toast')}</Button>
        </div>
        <Tabs
          label={t('parts.tabs')}
          tabs={views.map((key) => ({ key, label: t(`parts.${key}`) }))}
          chosen={view}
          onChoose={setView}
        />
      </Part>
      <Part title={t('parts.marks')}>
        <div className="parts-row">
          {tones.map((tone) => (
            <Tag key={tone} tone={tone}>
              {t(`parts.tones.${tone}`)}
            </Tag>
          ))}
        </div>
        <div className="parts-row">
          <Meter whole={100} parts={[{ tone: 'under-way', amount: 40 }]} />
          <Meter whole={100} parts={[{ tone: 'alert', amount: 100 }]} />
          <Meter
            whole={100}
            parts={[
              { tone: 'done', amount: 40 },
              { tone: 'on-the-way', amount: 30 },
              { tone: 'gap', amount: 30 },
            ]}
          />
        </div>
      </Part>
      <Part title={t('parts.records')}>
        <div className="ui-card">
          <Facts
            facts={[
              [t('parts.one'), long],
              [t('parts.two'), '1,329'],
              [
                t('parts.three'),
                <Tag key="t" tone="done">
                  {t('parts.tones.done')}
                </Tag>,
              ],
            ]}
          />
        </div>
        <div className="ui-list">
          <Table
            caption={t('parts.records')}
            rows={[long, t('parts.one')]}
            rowKey={(name) => name}
            columns={[
              { head: t('parts.one'), cell: (name) => name },
              { head: t('parts.two'), cell: (name) => [...name].length, numeric: true },
            ]}
          />
        </div>
        <EmptyNote>{t('nothing')}</EmptyNote>
      </Part>
      <FieldSamples long={long} />
    </Page>
  )
}
