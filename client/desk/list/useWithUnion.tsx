import { useTranslation } from 'react-i18next'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'

type OfUnion = { union?: { name: string; shortName?: string | null } }

/** The column that says of which union a row is, after the first one, where the list goes over several unions. */
export function useWithUnion<R extends object, B extends string>(
  columns: readonly ListColumn<R, B>[],
): readonly ListColumn<R & OfUnion, B>[] {
  const { t } = useTranslation('desk')
  if (!isAskedOverAll()) return columns
  const [first, ...others]: readonly ListColumn<R & OfUnion, B>[] = columns
  const union = {
    key: 'union',
    head: t('nav.union'),
    cell: (row: R & OfUnion) => row.union?.shortName ?? row.union?.name ?? '',
  }
  return [...(first ? [first] : []), union, ...others]
}
