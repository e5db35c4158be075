import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, Table } from '#client/ui/Table.tsx'
import type { CampaignWholeFragment } from '#codegen/graph/graphql.ts'

/** One place of the campaign's list. */
export type Entry = CampaignWholeFragment['entries'][number]

type HundredTableProps = {
  entries: readonly Entry[]
  /** The columns of an enterprise, which the module of enterprises makes. */
  columns: Column<Entry>[]
  action?: (entry: Entry) => ReactNode
}

/** A table of the campaign's list, in the order of the places. */
export function HundredTable({ entries, columns, action }: HundredTableProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const [name, ...others] = columns
  if (!name) return null
  return (
    <Table
      caption={t('nav.campaign')}
      rows={entries}
      rowKey={({ id }) => id}
      columns={[
        name,
        { head: t('campaign.position'), cell: ({ position }) => position, numeric: true },
        ...others,
        ...(action ? [{ head: common('actions'), cell: action }] : []),
      ]}
    />
  )
}
