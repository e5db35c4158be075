import type { RosterKindName } from '#server/modules/rosters/kinds.ts'
import type { Actor } from '#server/platform/context.ts'
import { mutate } from './mutations.ts'

type Row = { row: number; kind: string; name: string; key: string; changes: object[]; reasons: { sentence: string }[] }

/** A roster of some kind with its rows. */
export type KindRoster = {
  id: string
  created: number
  changed: number
  unchanged: number
  refused: number
  doubtful: number
  toCheck: number
  rows: { edges: { node: Row }[] }
}

const fields = `roster { id kind created changed unchanged refused doubtful toCheck rows(first: 100) { edges { node {
  row kind name key changes { column header from to } reasons { column sentence } } } } }`

/** Previews a roster of a kind from the lines of a text. */
export async function previewKind(
  actor: Actor,
  kind: RosterKindName,
  lines: readonly string[],
  more: object = {},
): Promise<KindRoster> {
  const file = new File([lines.join('\n')], '名册.csv')
  type Payload = { roster: KindRoster }
  return (await mutate<Payload>(actor, 'previewRoster', { kind, file, ...more }, fields)).roster
}

/** Applies it, with the seq of the last event. */
export const applyKind = (actor: Actor, { id }: { id: string }, more = '', input: object = {}) =>
  mutate<{ seq: number | null; roster: KindRoster; passwords: { username: string; password: string }[] | null }>(
    actor,
    'applyRoster',
    { rosterId: id, ...input },
    `${fields} ${more}`,
  )

/** How many rows are created, changed, left unchanged and refused. */
export const countsOf = ({ created, changed, unchanged, refused }: KindRoster) => [created, changed, unchanged, refused]

/** What is said of each refused row. */
export const refusalsOf = ({ rows }: KindRoster) =>
  rows.edges.flatMap(({ node }) =>
    node.kind === 'REFUSE' ? [node.reasons.map(({ sentence }) => sentence).join('; ')] : [],
  )
