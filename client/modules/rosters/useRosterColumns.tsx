import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { momentText } from '#client/ui/dates.ts'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { numberText } from '#client/ui/numbers.ts'
import { Tag, type Tone } from '#client/ui/Tag.tsx'
import type { RosterLineFragment, RosterOrderField, RosterState } from '#codegen/graph/graphql.ts'

const tones: Record<RosterState, Tone> = { PREVIEWED: 'on-the-way', APPLIED: 'done', UNDONE: 'quiet' }

/** How far an import is. */
export function RosterStateTag({ state }: { state: RosterState }) {
  const { t: common } = useTranslation()
  return <Tag tone={tones[state]}>{common(`RosterState.${state}`)}</Tag>
}

/** The columns of the list of imports. */
export function useRosterColumns(): ListColumn<RosterLineFragment, RosterOrderField>[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const by = (name: string | null | undefined, at: string | null | undefined) =>
    at ? (
      <>
        {momentText(at)}
        <small>{name}</small>
      </>
    ) : (
      '—'
    )
  return [
    { key: 'file', head: t('roster.file'), order: 'FILE_NAME', cell: ({ fileName }) => fileName },
    { key: 'kind', head: t('roster.kind'), cell: ({ kind }) => common(`RosterKind.${kind}`) },
    { key: 'state', head: t('roster.state'), cell: ({ state }) => <RosterStateTag state={state} /> },
    {
      key: 'created',
      head: t('roster.done.CREATE'),
      numeric: true,
      cell: ({ created, state }) => (state === 'PREVIEWED' ? '—' : numberText(created)),
    },
    {
      key: 'changed',
      head: t('roster.done.CHANGE'),
      numeric: true,
      cell: ({ changed, state }) => (state === 'PREVIEWED' ? '—' : numberText(changed)),
    },
    {
      key: 'doubtful',
      head: t('roster.done.DOUBT'),
      numeric: true,
      cell: ({ id, doubtful, state }) =>
        state === 'APPLIED' && doubtful > 0 ? (
          <Link href={`/desk/import/past/${id}?lot=DOUBT`}>{numberText(doubtful)}</Link>
        ) : (
          '—'
        ),
    },
    { key: 'refused', head: t('roster.done.REFUSE'), numeric: true, cell: ({ refused }) => numberText(refused) },
    {
      key: 'previewed',
      head: t('roster.previewed'),
      cell: (row) => by(row.uploadedBy, row.createdAt),
      isUsual: false,
    },
    {
      key: 'applied',
      head: t('roster.appliedAt'),
      order: 'APPLIED_AT',
      cell: (row) => by(row.appliedBy, row.appliedAt),
    },
    {
      key: 'undone',
      head: t('roster.undoneAt'),
      cell: (row) => by(row.undoneBy, row.undoneAt),
      isUsual: false,
    },
  ]
}
