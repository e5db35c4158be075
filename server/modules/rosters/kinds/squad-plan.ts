import { isDeepStrictEqual } from 'node:util'
import type { Agency, Squad, SquadMember, Zone } from '#codegen/prisma/client.ts'
import type { ChangedCell, RefusedCell } from '#server/modules/rosters/kind.ts'
import { mostMembers } from '#server/modules/squads/limits.ts'
import type { setSquadMembers } from '#server/modules/squads/set-members.ts'
import { zoneNames } from './named-zones.ts'
import type { SquadEntry } from './squad-columns.ts'

/** A squad of the union with its zones, in use or retired. */
export type Known = Squad & { zoneIds: string[] }

/** What a roster of squads is compared with. */
export type State = { squads: Known[]; members: SquadMember[]; zones: Zone[]; agencies: Agency[] }

/** The squad's own cells in the order of the columns; its zones are compared by themselves. */
const ownColumns = ['cadreName', 'cadreTitle', 'phone'] as const

type Own = Record<(typeof ownColumns)[number], string> & { zoneIds: string[] }

type Member = Parameters<typeof setSquadMembers>[1]['members'][number]

/**
 * A squad as it is after the rows so far. `kept` is null where the union has no such squad. `said` are the squad's own cells
 * that rows have given, and `named` the rows of its members by their names.
 */
export type Plan = {
  kept: Known | null
  own: Own | null
  members: Member[]
  said: SquadEntry
  named: ReadonlyMap<string, number>
}

/** The squad as it is before the roster. */
export function planOf(number: number, { squads, members }: State): Plan {
  const kept = squads.find((squad) => squad.number === number) ?? null
  const current = members.filter(({ squadId, retiredAt }) => squadId === kept?.id && !retiredAt).map(asInput)
  return { kept, own: kept && ownOf(kept), members: current, said: {}, named: new Map() }
}

/** The squad's own values as they are kept. */
export const ownOf = ({ cadreName, cadreTitle, phone, zoneIds }: Own): Own => ({
  cadreName,
  cadreTitle,
  phone,
  zoneIds,
})

/** A member as the deeds are given it. */
export const asInput = ({ id, name, duties, phone, agencyId }: SquadMember): Member => ({
  memberId: id,
  name,
  duties,
  phone,
  agencyId,
})

/** The squad's own values after the row: a new squad needs all in its first row, and no row may contradict an earlier one. */
export function ownAfter({ own, said }: Plan, entry: SquadEntry, zoneIds: string[] | null): Own | RefusedCell[] {
  const other = [...ownColumns, 'zones' as const].find(
    (column) => entry[column] && said[column] && !isDeepStrictEqual(entry[column], said[column]),
  )
  if (other) return [{ column: other, sentence: contradiction }]
  const missing = own ? [] : ownColumns.filter((column) => !entry[column])
  if (missing.length > 0) return missing.map((column) => ({ column, reason: 'REQUIRED' }))
  return {
    cadreName: (entry.cadreName ?? own?.cadreName)!,
    cadreTitle: (entry.cadreTitle ?? own?.cadreTitle)!,
    phone: (entry.phone ?? own?.phone)!,
    zoneIds: zoneIds ?? own?.zoneIds ?? [],
  }
}

/** What the row changes of the squad itself. */
export function ownChanges(before: Own, after: Own, zones: readonly Zone[]): ChangedCell[] {
  const cells = ownColumns.map((column) => ({ column, from: before[column], to: after[column] }))
  const text = ({ zoneIds }: Own) => zoneNames(zones, zoneIds)
  return differing([...cells, { column: 'zones', from: text(before), to: text(after) }])
}

type Joined = { members: Member[]; changes: ChangedCell[]; isNew: boolean }

/**
 * The squad's members after the row, or the cells for which it is refused. A member is known by the name, and whoever has left
 * by name and phone.
 */
export function memberAfter({ kept, members, named }: Plan, entry: SquadEntry, state: State, number: number) {
  const { member: name, memberPhone } = entry
  if (!name) return { members, changes: [], isNew: false } satisfies Joined
  const refuse = (cell: RefusedCell): RefusedCell[] => [cell]
  const twice = named.get(name)
  if (twice) return refuse({ column: 'member', reason: 'DUPLICATE', detail: String(twice) })
  const same = members.filter((member) => member.name === name)
  const gone = state.members.find(
    (each) => each.squadId === kept?.id && each.retiredAt && each.name === name && each.phone === memberPhone,
  )
  const known = same.find(({ phone }) => phone === memberPhone) ?? same[0] ?? (gone && asInput(gone))
  const phone = memberPhone ?? known?.phone
  if (!phone) return refuse({ column: 'memberPhone', reason: 'REQUIRED' })
  const agencyId = entry.agency ? agencyNamed(state.agencies, entry.agency, known?.agencyId) : known?.agencyId
  if (entry.agency && !agencyId) return refuse({ column: 'agency', sentence: noAgency })
  const duties = sameOrOther(known?.duties ?? [], entry.duties)
  const after: Member = { memberId: known?.memberId ?? null, name, duties, phone, agencyId: agencyId ?? null }
  if (!same.length && members.length >= mostMembers) return refuse({ column: 'member', sentence: full(number) })
  const inUse = known && same.includes(known)
  const changed = {
    members: inUse ? members.map((each) => (each === known ? after : each)) : [...members, after],
    changes: known ? memberChanges(known, after, !inUse, state.agencies) : [],
    isNew: !known,
  }
  return changed satisfies Joined
}

function memberChanges(before: Member, after: Member, isBack: boolean, agencies: readonly Agency[]): ChangedCell[] {
  const agencyOf = ({ agencyId }: Member) => agencies.find(({ id }) => id === agencyId)?.name ?? ''
  return differing([
    { column: 'member', from: isBack ? '' : before.name, to: after.name },
    { column: 'duties', from: before.duties.join(' '), to: after.duties.join(' ') },
    { column: 'memberPhone', from: before.phone, to: after.phone },
    { column: 'agency', from: agencyOf(before), to: agencyOf(after) },
  ])
}

const differing = (cells: ChangedCell[]): ChangedCell[] => cells.filter(({ from, to }) => from !== to)

/** These values, or the others where they are not the same in another order. */
const sameOrOther = <T>(values: T[], others: T[] | null | undefined): T[] =>
  !others || isDeepStrictEqual(values.toSorted(), others.toSorted()) ? values : others

/** The agency of this name or other name that is in use, or that the member comes from already. */
const agencyNamed = (agencies: readonly Agency[], word: string, own: string | null | undefined): string | undefined =>
  agencies
    .filter(({ id, retiredAt }) => !retiredAt || id === own)
    .find(({ name, aliases }) => name === word || aliases.includes(word))?.id

const contradiction = { zh: '与本小分队前面的行不一致', en: 'differs from an earlier row of this squad' }

const noAgency = { zh: '没有这个在用的部门', en: 'there is no such agency in use' }

const full = (number: number) => ({
  zh: `第 ${number} 小分队已有 ${mostMembers} 名队员`,
  en: `squad ${number} has ${mostMembers} members already`,
})
