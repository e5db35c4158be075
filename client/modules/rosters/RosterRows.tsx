import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { oneOf, useListAddress } from '#client/ui/list/address.ts'
import { Pager, usePage } from '#client/ui/list/Pager.tsx'
import { numberText } from '#client/ui/numbers.ts'
import { Table } from '#client/ui/Table.tsx'
import { Tabs } from '#client/ui/Tabs.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { RosterCountsFragment, RosterKind, RosterRowKind, RosterRowsQuery } from '#codegen/graph/graphql.ts'
import { type Deciding, type Decisions, DoubtBar } from './DecisionTabs.tsx'
import { RosterRowsDocument } from './documents.ts'
import { useDoubtColumns } from './useDoubtColumns.tsx'

type Row = NonNullable<RosterRowsQuery['roster']>['rows']['edges'][number]['node']

// what somebody has to see first
const firstShown: readonly RosterRowKind[] = ['DOUBT', 'REFUSE', 'CREATE', 'CHANGE', 'SAME']

type RosterRowsProps = {
  roster: RosterCountsFragment
  decisions: Decisions
  onDecide: (decisions: Decisions) => void
}

/** The rows of a previewed roster and what is done with each. The tabs choose one kind of rows. */
export function RosterRows({ roster, decisions, onDecide }: RosterRowsProps) {
  const { t } = useTranslation('desk')
  const counts: [RosterRowKind, number][] = [
    ['CREATE', roster.created],
    ['CHANGE', roster.changed],
    ['SAME', roster.unchanged],
    ['DOUBT', roster.doubtful],
    ['REFUSE', roster.refused],
  ]
  const isEmpty = counts.every(([, count]) => count === 0)
  const { get, set } = useListAddress()
  const filled = firstShown.filter((key) => counts.some(([each, count]) => each === key && count > 0))
  const kind = oneOf(get('lot'), firstShown) ?? filled[0] ?? 'CREATE'
  const [result, again] = useQuery({
    query: RosterRowsDocument,
    variables: { id: roster.id, kinds: [kind], ...usePage() },
  })
  if (isEmpty) return <EmptyNote>{t('roster.noRows')}</EmptyNote>
  return (
    <div className="roster-rows">
      <Tabs
        label={t('roster.title')}
        tabs={counts.map(([key, count]) => ({
          key,
          label: `${t(`roster.${roster.appliedAt ? 'done' : 'planned'}.${key}`)} ${numberText(count)}`,
        }))}
        chosen={kind}
        onChoose={(key) => set({ lot: key })}
      />
      {kind === 'DOUBT' && !roster.appliedAt && <DoubtBar decisions={decisions} onDecide={onDecide} />}
      <QueryResult result={result} retry={again}>
        {({ roster: read }) => (
          <>
            <div className="ui-list">
              <Lines
                rows={read?.rows.edges.map(({ node }) => node) ?? []}
                kind={kind}
                of={roster.kind}
                deciding={roster.appliedAt ? undefined : { decisions, onDecide }}
              />
            </div>
            {read && <Pager info={read.rows.pageInfo} shown={read.rows.edges.length} count={read.rows} />}
          </>
        )}
      </QueryResult>
    </div>
  )
}

type LinesProps = { rows: Row[]; kind: RosterRowKind; of: RosterKind; deciding: Deciding | undefined }

function Lines({ rows, kind, of, deciding }: LinesProps) {
  const { t } = useTranslation('desk')
  const doubt = useDoubtColumns(deciding)
  if (rows.length === 0) return <EmptyNote>{t('nothing')}</EmptyNote>
  // what names the row stands in its first columns
  const said = {
    head: t('roster.said'),
    cell: ({ name, key, values }: Row) =>
      values
        .filter(({ value }) => value !== name && value !== key)
        .map(({ header, value }) => `${header}: ${value}`)
        .join(' · '),
  }
  const changes = {
    head: t('roster.changes'),
    cell: (row: Row) => (
      <ul className="roster-cells">
        {row.changes.map(({ header, from, to }) => (
          <li key={header}>{`${header}: ${from || '—'} → ${to}`}</li>
        ))}
      </ul>
    ),
  }
  const texts = {
    head: t('roster.texts'),
    cell: (row: Row) =>
      row.texts.map(({ header, text, isDoubtful }) => (
        <span key={header} className="roster-text">
          {isDoubtful && <Tag tone="alert">{t('roster.toCheck')}</Tag>} {header}: {text}
        </span>
      )),
  }
  const detail = {
    CREATE: rows.some((row) => row.changes.length > 0) ? [said, changes] : [said],
    SAME: [],
    DOUBT: [changes, ...doubt],
    CHANGE: [changes],
    REFUSE: [
      {
        head: t('roster.reason'),
        cell: (row: Row) => (
          <ul className="roster-cells">
            {row.reasons.map(({ sentence }) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        ),
      },
    ],
  }[kind]
  return (
    <Table
      caption={t(`roster.planned.${kind}`)}
      rows={rows}
      rowKey={({ place }) => String(place)}
      columns={[
        { head: t('roster.name'), cell: ({ name }) => name || '—' },
        ...(rows.some(({ sheet }) => sheet !== '')
          ? [{ head: t('roster.sheet'), cell: ({ sheet }: Row) => sheet }]
          : []),
        { head: t('roster.row'), cell: ({ row }) => row, numeric: true },
        // of a doubtful row the code is among its changes
        ...(kind === 'DOUBT' ? [] : [{ head: t(`roster.keys.${of}`), cell: ({ key }: Row) => key || '—' }]),
        ...detail,
        ...(rows.some((row) => row.texts.length > 0) ? [texts] : []),
      ]}
    />
  )
}
