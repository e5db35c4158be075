import type { RosterOutcome, RosterRowKind } from '#codegen/graph/graphql.ts'

/** Some of the rows of an import: those of one kind, or those of which one thing became when it was undone. */
export type RosterLot = {
  key: RosterOutcome | RosterRowKind
  asked: { kinds?: RosterRowKind[]; outcome?: RosterOutcome }
}

/** What rows of an import can be narrowed to, in the order of the tabs. */
export const rosterLots: readonly RosterLot[] = [
  { key: 'KEPT', asked: { outcome: 'KEPT' } },
  { key: 'UNDONE', asked: { outcome: 'UNDONE' } },
  { key: 'CREATE', asked: { kinds: ['CREATE'] } },
  { key: 'CHANGE', asked: { kinds: ['CHANGE'] } },
  { key: 'SAME', asked: { kinds: ['SAME'] } },
  { key: 'DOUBT', asked: { kinds: ['DOUBT'] } },
  { key: 'REFUSE', asked: { kinds: ['REFUSE'] } },
]

/** The lot of this name; undefined for all rows. */
export const rosterLot = (key: string | undefined): RosterLot | undefined => rosterLots.find((lot) => lot.key === key)
