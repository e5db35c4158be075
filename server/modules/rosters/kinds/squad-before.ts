import { isDeepStrictEqual } from 'node:util'
import type { Agency, SquadMember, Zone } from '#codegen/prisma/client.ts'
import type { Duty } from '#codegen/prisma/enums.ts'
import { partsOf } from '#server/modules/rosters/cells.ts'
import { becameOf, type KeptReason, kept } from '#server/modules/rosters/kept.ts'
import type { ChangedCell, PlannedRow, RowUndo } from '#server/modules/rosters/kind.ts'
import { zoneFinder, zoneNames } from './named-zones.ts'
import { type SquadEntry, squadColumns } from './squad-columns.ts'
import { asInput, type Known, ownOf } from './squad-plan.ts'

type Row = PlannedRow<SquadEntry>
type Member = ReturnType<typeof asInput>
type Kept = { squad: Known; recorded: readonly SquadMember[]; zones: readonly Zone[]; agencies: readonly Agency[] }

/** True where the squad and its members are as these rows, which have made it, have left them. */
export function isAsMade(squad: Known, recorded: readonly SquadMember[], rows: readonly Row[]): boolean {
  const said = Object.assign({}, ...rows.map(({ entry }) => present(entry!))) as SquadEntry
  const own = squad.cadreName === said.cadreName && squad.cadreTitle === said.cadreTitle && squad.phone === said.phone
  const named = rows.flatMap(({ entry }) => (entry!.member ? [`${entry!.member} ${entry!.memberPhone}`] : []))
  const members = recorded.map(({ name, phone, retiredAt }) => `${name} ${retiredAt ? '' : phone}`)
  return own && isDeepStrictEqual(members.toSorted(), named.toSorted())
}

const present = (entry: SquadEntry): Partial<SquadEntry> =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null))

/** A squad as it was before the rows: its own values where they go back, its members, and who of them is gone. */
export type Before = {
  own: ReturnType<typeof ownOf> | null
  members: Member[]
  gone: string[]
  outcomes: Map<PlannedRow, RowUndo>
}

/** Takes the rows back, the last first. What was changed since stays. */
export function squadBefore(
  { squad, recorded, zones, agencies }: Kept,
  rows: readonly Row[],
  useOf: (memberId: string) => KeptReason | null,
): Before {
  let own = ownOf(squad)
  let members = recorded.filter(({ retiredAt }) => !retiredAt).map(asInput)
  const gone: string[] = []
  const outcomes = new Map<PlannedRow, RowUndo>()
  for (const row of rows.toReversed()) {
    const { entry, changes } = row
    const member = members.find(({ name }) => name === entry?.member)
    const staying: ChangedCell[] = []
    const ownCells = changes.filter(({ column }) => column in ownBack)
    for (const change of ownCells) {
      const back = ownBack[change.column as keyof typeof ownBack](own, change, zones)
      if (back) own = back
      else staying.push(change)
    }
    const memberCells = changes.filter((change) => !ownCells.includes(change))
    const isBack = memberCells.some(({ column, from }) => column === 'member' && from === '')
    if (entry?.member && !member) {
      outcomes.set(row, kept('GONE'))
      continue
    }
    if (member?.memberId && row.kind === 'CREATE') {
      const use = useOf(member.memberId)
      const isChanged = member.phone !== entry?.memberPhone
      if (use || isChanged) {
        outcomes.set(row, kept(use ?? 'CHANGED'))
        continue
      }
      members = members.filter((each) => each !== member)
      gone.push(member.memberId)
    } else if (member && isBack) {
      members = members.filter((each) => each !== member)
    } else if (member) {
      let after = member
      for (const change of memberCells) {
        const back = memberBack(after, change, agencies)
        if (back) after = back
        else staying.push(change)
      }
      members = members.map((each) => (each === member ? after : each))
    }
    const columns = staying.map(({ column }) => column)
    outcomes.set(row, staying.length > 0 ? becameOf.changedSince(squadColumns, columns) : becameOf.before)
  }
  return { own: isDeepStrictEqual(own, ownOf(squad)) ? null : own, members, gone, outcomes }
}

type Own = ReturnType<typeof ownOf>
type Back = (own: Own, change: ChangedCell, zones: readonly Zone[]) => Own | null

const text =
  (column: 'cadreName' | 'cadreTitle' | 'phone'): Back =>
  (own, { from, to }) =>
    own[column] === to ? { ...own, [column]: from } : null

/** The squad's own values with one of them as it was; null where it was changed since. */
const ownBack = {
  cadreName: text('cadreName'),
  cadreTitle: text('cadreTitle'),
  phone: text('phone'),
  zones: ((own, { from, to }, zones) => {
    const zoneIds = zoneFinder(zones)(partsOf(from))
    return zoneNames(zones, own.zoneIds) === to && Array.isArray(zoneIds) ? { ...own, zoneIds } : null
  }) satisfies Back,
}

/** The member with one value as it was; null where it was changed since. */
function memberBack(member: Member, { column, from, to }: ChangedCell, agencies: readonly Agency[]): Member | null {
  switch (column) {
    case 'duties':
      return member.duties.join(' ') === to ? { ...member, duties: from.split(' ').filter(Boolean) as Duty[] } : null
    case 'memberPhone':
      return member.phone === to ? { ...member, phone: from } : null
    case 'agency': {
      const name = agencies.find(({ id }) => id === member.agencyId)?.name ?? ''
      const before = agencies.find((agency) => agency.name === from)?.id ?? null
      return name === to && (before || from === '') ? { ...member, agencyId: before } : null
    }
    default:
      return null
  }
}
