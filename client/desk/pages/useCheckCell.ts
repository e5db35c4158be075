import { useClient } from 'urql'
import type { Failure } from '#client/graph/errors.ts'
import { useChange } from '#client/graph/useChange.ts'
import { UpdateEnterpriseDocument } from '#client/modules/enterprises/documents.ts'
import { CheckCellTextDocument, CheckedContactsDocument } from '#client/modules/rosters/cell-text-documents.ts'
import type { CellTextsQuery, ContactKind, UpdateEnterpriseInput } from '#codegen/graph/graphql.ts'

type Cell = CellTextsQuery['cellTexts']['edges'][number]['node']
type Zone = { id: string; name: string }

/** The contact that a column of a roster of enterprises is about, and what of it. */
const contactColumns: Record<string, { kind: ContactKind; part: 'name' | 'phone' }> = {
  contactName: { kind: 'OWNER', part: 'name' },
  contactPhone: { kind: 'OWNER', part: 'phone' },
  unionChairName: { kind: 'UNION_CHAIR', part: 'name' },
  unionChairPhone: { kind: 'UNION_CHAIR', part: 'phone' },
  healthContactName: { kind: 'HEALTH', part: 'name' },
  healthContactPhone: { kind: 'HEALTH', part: 'phone' },
}

/** True for a cell whose right value can be typed beside it. */
export const isTypedBeside = ({ subjectType, column }: Cell): boolean =>
  subjectType === 'Enterprise' &&
  (['headcount', 'address', 'industry', 'zone'].includes(column) || column in contactColumns)

/**
 * Says that a cell is checked. Where its right value was typed, that is entered first. The answer is why it was refused, and
 * 'unfit' for a value that cannot stand there.
 */
export function useCheckCell(zones: readonly Zone[]) {
  const client = useClient()
  const update = useChange(UpdateEnterpriseDocument)
  const check = useChange(CheckCellTextDocument)
  const changeOf = async (
    { column, subjectId }: Cell,
    value: string,
  ): Promise<Partial<UpdateEnterpriseInput> | null> => {
    if (column === 'headcount') return /^\d{1,7}$/.test(value) ? { headcount: Number(value) } : null
    if (column === 'zone') {
      const zone = zones.find(({ name }) => name === value)
      return zone ? { zoneId: zone.id } : null
    }
    const contact = contactColumns[column]
    if (!contact) return { [column]: value }
    const { data } = await client
      .query(CheckedContactsDocument, { id: subjectId }, { requestPolicy: 'network-only' })
      .toPromise()
    // all contacts of an enterprise are entered together
    const known = (data?.enterprise?.contacts ?? []).map(({ kind, name, phone }) => ({ kind, name, phone }))
    const others = known.filter(({ kind }) => kind !== contact.kind)
    const before = known.find(({ kind }) => kind === contact.kind) ?? { kind: contact.kind, name: '', phone: '' }
    return { contacts: [...others, { ...before, [contact.part]: value }] }
  }
  return async (cell: Cell, value: string): Promise<Failure | 'unfit' | null> => {
    if (value !== '') {
      const change = await changeOf(cell, value)
      if (!change) return 'unfit'
      const { failure } = await update({ enterpriseId: cell.subjectId, ...change })
      if (failure) return failure
    }
    const { failure } = await check({ cellTextId: cell.id })
    // a value that was not there before has checked the text already
    return !failure || (value !== '' && failure.code === 'CONFLICT') ? null : failure
  }
}
