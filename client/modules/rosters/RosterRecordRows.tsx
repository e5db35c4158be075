import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Pager } from '#client/ui/list/Pager.tsx'
import { numberText } from '#client/ui/numbers.ts'
import { type Column, Table } from '#client/ui/Table.tsx'
import { Tabs } from '#client/ui/Tabs.tsx'
import type { RosterKind, RosterRecordQuery } from '#codegen/graph/graphql.ts'
import type { Deciding } from './DecisionTabs.tsx'
import { type RosterLot, rosterLots } from './roster-lots.ts'
import { useDoubtColumns } from './useDoubtColumns.tsx'
import './rosters.css'

type Roster = NonNullable<RosterRecordQuery['roster']>
type Row = Roster['rows']['edges'][number]['node']

/** Where what the rows of a kind are about has its page; a kind that is not here has none. */
const pages: Partial<Record<RosterKind, string>> = {
  ENTERPRISES: 'enterprises',
  HUNDRED: 'enterprises',
  RESUMPTIONS: 'enterprises',
  SUPPLIERS: 'suppliers',
  VISIT_PLAN: 'visits',
  ACCOUNTS: 'accounts',
  SQUADS: 'squads',
}

type RowsProps = {
  roster: Roster
  lot: RosterLot | undefined
  onChoose: (key: string | undefined) => void
  /** Left out where nothing can be decided. */
  deciding: Deciding | undefined
}

/** The rows of an import: what each says, what it changed from and to, why it was refused, and why it stays. */
export function RosterRecordRows({ roster, lot, onChoose, deciding }: RowsProps) {
  const { t } = useTranslation('desk')
  const { kind, rows, undoneAt } = roster
  const counts = {
    KEPT: roster.kept,
    UNDONE: roster.undone,
    CREATE: roster.created,
    CHANGE: roster.changed,
    SAME: roster.unchanged,
    DOUBT: roster.doubtful,
    REFUSE: roster.refused,
  }
  const words = roster.appliedAt ? 'done' : 'planned'
  const labelOf = (key: RosterLot['key']) =>
    key === 'KEPT' || key === 'UNDONE' ? t(`roster.outcome.${key}`) : t(`roster.${words}.${key}`)
  const offered = rosterLots.filter(({ asked }) => undoneAt || !asked.outcome)
  const columns = useColumns(kind, words, !lot?.asked.kinds)
  const doubt = useDoubtColumns(deciding)
  const list = rows.edges.map(({ node }) => node)
  return (
    <div className="roster-rows">
      <Tabs
        label={t('roster.rows')}
        tabs={[
          { key: 'ALL', label: t('roster.allRows') },
          ...offered.map(({ key }) => ({ key, label: `${labelOf(key)} ${numberText(counts[key])}` })),
        ]}
        chosen={lot?.key ?? 'ALL'}
        onChoose={(key) => onChoose(key === 'ALL' ? undefined : key)}
      />
      {list.length === 0 ? (
        <EmptyNote>{t('nothing')}</EmptyNote>
      ) : (
        <Table
          caption={t('roster.rows')}
          rows={list}
          rowKey={keyOf}
          columns={[
            ...columns.filter(({ isShown }) => isShown(list)),
            ...(list.some(({ kind: what }) => what === 'DOUBT') && lot?.key === 'DOUBT' ? doubt : []),
          ]}
        />
      )}
      <Pager info={rows.pageInfo} shown={list.length} count={rows} />
    </div>
  )
}

const keyOf = ({ place }: Row): string => String(place)

/** The columns, each with whether there is anything to be shown in it. */
function useColumns(
  kind: RosterKind,
  words: 'done' | 'planned',
  isMixed: boolean,
): (Column<Row> & { isShown: (rows: readonly Row[]) => boolean })[] {
  const { t } = useTranslation('desk')
  const page = pages[kind]
  const always = () => true
  return [
    {
      head: t('roster.name'),
      cell: ({ name, subjectId }) =>
        subjectId && page ? <Link href={`/desk/${page}/${subjectId}`}>{name || '—'}</Link> : name || '—',
      isShown: always,
    },
    { head: t('roster.sheet'), cell: ({ sheet }) => sheet, isShown: (rows) => rows.some(({ sheet }) => sheet !== '') },
    { head: t('roster.row'), cell: ({ row }) => row, numeric: true, isShown: always },
    { head: t('roster.what'), cell: ({ kind: what }) => t(`roster.${words}.${what}`), isShown: () => isMixed },
    {
      head: t('roster.said'),
      cell: ({ kind: what, changes, values }) =>
        changes.length > 0 && what !== 'CREATE' ? (
          <ul className="roster-cells">
            {changes.map(({ header, from, to }) => (
              <li key={header}>{`${header}: ${from || '—'} → ${to || '—'}`}</li>
            ))}
          </ul>
        ) : (
          values.map(({ header, value }) => `${header}: ${value}`).join(' · ')
        ),
      isShown: always,
    },
    {
      head: t('roster.reason'),
      cell: ({ reasons }) => reasons.map(({ sentence }) => sentence).join(';'),
      isShown: (rows) => rows.some(({ reasons }) => reasons.length > 0),
    },
    {
      head: t('roster.became'),
      cell: ({ outcome, keptBecause }) =>
        outcome && (keptBecause ? `${t('roster.outcome.KEPT')}: ${keptBecause}` : t(`roster.outcome.${outcome}`)),
      isShown: (rows) => rows.some(({ outcome }) => outcome),
    },
  ]
}
