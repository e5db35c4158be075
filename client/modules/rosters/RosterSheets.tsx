import { useTranslation } from 'react-i18next'
import { listText } from '#client/ui/list-text.ts'
import { numberText } from '#client/ui/numbers.ts'
import { Table } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { RosterReadFragment } from '#codegen/graph/graphql.ts'

type Sheet = RosterReadFragment['sheets'][number]

/** What was read of a file: each sheet, its header row and its columns, what was left out, and the sum of the rows. */
export function RosterSheets({ roster }: { roster: RosterReadFragment }) {
  const { t, i18n } = useTranslation('desk')
  const { sheets, read, created, changed, unchanged, doubtful, refused } = roster
  if (sheets.length === 0) return null
  const isText = sheets.every(({ name }) => name === '')
  const remembered = sheets.some(({ isRemembered }) => isRemembered)
  const columns = ({ headers }: Sheet) =>
    headers.flatMap(({ header, name }) => (name ? [header === name ? header : `${header} → ${name}`] : []))
  const ignored = ({ headers }: Sheet) => headers.flatMap(({ header, name }) => (name ? [] : [header]))
  return (
    <section className="ui-card roster-sheets">
      <p className="roster-sum">
        {t('roster.sum', {
          read: numberText(read),
          created: numberText(created),
          changed: numberText(changed),
          unchanged: numberText(unchanged),
          doubtful: numberText(doubtful),
          refused: numberText(refused),
        })}
      </p>
      {remembered && <p className="ui-note">{t('roster.remembered')}</p>}
      <Table
        caption={t('roster.sheets')}
        rows={sheets}
        rowKey={({ name }) => name}
        columns={[
          { head: t('roster.sheet'), cell: ({ name }) => (isText ? roster.fileName : name) },
          {
            head: t('roster.result'),
            cell: ({ isRead, rows, sentence }) =>
              isRead ? (
                <Tag tone="done">{t('roster.rowsRead', { count: rows })}</Tag>
              ) : (
                <>
                  <Tag tone="quiet">{t('roster.leftOut')}</Tag> {sentence}
                </>
              ),
          },
          { head: t('roster.headerRow'), cell: ({ isRead, headerRow }) => (isRead && headerRow) || '—', numeric: true },
          {
            head: t('roster.taken'),
            cell: (sheet) => (sheet.isRead && listText(columns(sheet), i18n.language)) || '—',
          },
          {
            head: t('roster.ignored'),
            cell: (sheet) => (sheet.isRead && listText(ignored(sheet), i18n.language)) || '—',
          },
          {
            head: t('roster.skipped'),
            cell: ({ skipped, skippedRows }) =>
              skipped === 0
                ? '—'
                : t('roster.skippedRows', { count: skipped, rows: rowsText(skippedRows, i18n.language) }),
          },
        ]}
      />
    </section>
  )
}

const mostNamed = 8

/** The numbers of rows, of many the first ones. */
const rowsText = (rows: readonly number[], language: string): string =>
  listText(rows.slice(0, mostNamed).map(String), language) + (rows.length > mostNamed ? '…' : '')
