import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { numberText } from '#client/ui/numbers.ts'
import { Table } from '#client/ui/Table.tsx'
import { Tabs } from '#client/ui/Tabs.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { RosterCountsFragment, RosterKind, RosterRowKind, RosterRowsQuery } from '#codegen/graph/graphql.ts'
import { type Deciding, type Decisions, DecisionTabs } from './DecisionTabs.tsx'
import { RosterRowsDocument } from './documents.ts'

type Row = NonNullable<RosterRowsQuery['roster']>['rows']['edges'][number]['node']

const limit = 100

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
  const [kind, setKind] = useState<RosterRowKind>(counts.find(([, count]) => count > 0)?.[0] ?? 'CREATE')
  const [result, again] = useQuery({
    query: RosterRowsDocument,
    variables: { id: roster.id, kinds: [kind], first: limit },
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
        onChoose={setKind}
      />
      {kind === 'DOUBT' && !roster.appliedAt && (
        <div className="roster-doubt">
          <p className="ui-note">{t('roster.doubtNote')}</p>
          <strong>{t('roster.allDoubts')}</strong>
          <DecisionTabs
            label={t('roster.allDoubts')}
            chosen={decisions.others}
            onChoose={(others) => onDecide({ others, rows: new Map() })}
          />
        </div>
      )}
      <div className="ui-list">
        <QueryResult result={result} retry={again}>
          {({ roster: read }) => (
            <Lines
              rows={read?.rows.edges.map(({ node }) => node) ?? []}
              kind={kind}
              of={roster.kind}
              deciding={roster.appliedAt ? undefined : { decisions, onDecide }}
            />
          )}
        </QueryResult>
      </div>
      {(counts.find(([key]) => key === kind)?.[1] ?? 0) > limit && (
        <p className="ui-note">{t('roster.first', { count: limit })}</p>
      )}
    </div>
  )
}

type LinesProps = { rows: Row[]; kind: RosterRowKind; of: RosterKind; deciding: Deciding | undefined }

function Lines({ rows, kind, of, deciding }: LinesProps) {
  const { t } = useTranslation('desk')
  if (rows.length === 0) return <EmptyNote>{t('nothing')}</EmptyNote>
  const changes = {
    head: t('roster.changes'),
    cell: (row: Row) => row.changes.map(({ header, from, to }) => `${header}: ${from || '—'} → ${to}`).join(';'),
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
  const choice = ({ decisions, onDecide }: Deciding) => ({
    head: t('roster.decision'),
    cell: ({ place, name, subjectId }: Row) => (
      <>
        <DecisionTabs
          label={name}
          chosen={decisions.rows.get(place) ?? decisions.others}
          onChoose={(key) => onDecide({ ...decisions, rows: new Map(decisions.rows).set(place, key) })}
        />
        <Link href={`/desk/enterprises/${subjectId}`} target="_blank">
          {t('roster.like')}
        </Link>
      </>
    ),
  })
  const detail = {
    CREATE: rows.some((row) => row.changes.length > 0) ? [changes] : [],
    SAME: [],
    DOUBT: [changes, ...(deciding ? [choice(deciding)] : [])],
    CHANGE: [changes],
    REFUSE: [{ head: t('roster.reason'), cell: (row: Row) => row.reasons.map(({ sentence }) => sentence).join(';') }],
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
        { head: t(`roster.keys.${of}`), cell: ({ key }) => key || '—' },
        ...detail,
        ...(rows.some((row) => row.texts.length > 0) ? [texts] : []),
      ]}
    />
  )
}
