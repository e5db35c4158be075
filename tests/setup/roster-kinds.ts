import type { RosterKindName } from '#server/modules/rosters/kinds.ts'
import type { Actor } from '#server/platform/context.ts'
import { mutate } from './mutations.ts'
import { aPreviewedRoster, doubtfulRows, rowsOfRoster } from './rosters.ts'
import { ask } from './small-union.ts'

type Row = {
  row: number
  kind: string
  name: string
  key: string
  subjectId: string | null
  outcome: 'UNDONE' | 'KEPT' | null
  keptBecause: string | null
  changes: object[]
  reasons: { sentence: string }[]
}

/** A roster of some kind with its rows. */
export type KindRoster = {
  id: string
  created: number
  changed: number
  unchanged: number
  refused: number
  doubtful: number
  toCheck: number
  undone: number
  kept: number
  rows: { edges: { node: Row }[] }
}

const fields = `roster { id kind created changed unchanged refused doubtful toCheck undone kept rows(first: 100) { edges { node {
  row kind name key subjectId outcome keptBecause changes { column header from to } reasons { column sentence } } } } }`

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

/** Decides doubtful rows of an applied one. */
export const decideKind = (actor: Actor, { id }: { id: string }, input: object) =>
  mutate<{ seq: number | null; roster: KindRoster }>(actor, 'decideRoster', { rosterId: id, ...input }, fields)

/** Undoes an applied one. */
export const undoKind = (actor: Actor, { id }: { id: string }) =>
  mutate<{ seq: number | null; roster: KindRoster }>(actor, 'undoRoster', { rosterId: id }, fields)

/** What became of each row of an import that was undone: its name, the outcome, and why it stays. */
export const outcomesOf = ({ rows }: KindRoster) =>
  rows.edges.flatMap(({ node: { name, outcome, keptBecause } }) => (outcome ? [[name, outcome, keptBecause]] : []))

/** The imports that the actor is shown: kind, state, and who has previewed, applied and undone each. */
export async function listRosters(actor: Actor, filter = ''): Promise<(string | null)[][]> {
  type Node = Record<'kind' | 'state' | 'uploadedBy' | 'appliedBy' | 'undoneBy', string | null>
  const list = `rosters(first: 50 ${filter}) { edges { node { kind state uploadedBy appliedBy undoneBy } } }`
  const { rosters } = await ask<{ rosters: { edges: { node: Node }[] } }>(actor, `{ ${list} }`)
  return rosters.edges.map(({ node }) => [node.kind, node.state, node.uploadedBy, node.appliedBy, node.undoneBy])
}

/** The global id of an applied roster, which has changed the enterprise and entered another one. */
export async function anAppliedRoster(actor: Actor, enterpriseId: string): Promise<string> {
  const rosterId = await aPreviewedRoster(actor, await rowsOfRoster(enterpriseId))
  await mutate(actor, 'applyRoster', { rosterId })
  return rosterId
}

/** The global id of an applied roster, of which a row is still doubtful: whether it is about the enterprise. */
export async function aDoubtfulRoster(actor: Actor, enterpriseId: string): Promise<string> {
  const rosterId = await aPreviewedRoster(actor, await doubtfulRows(enterpriseId))
  await mutate(actor, 'applyRoster', { rosterId })
  return rosterId
}

/** How many rows are created, changed, left unchanged and refused. */
export const countsOf = ({ created, changed, unchanged, refused }: KindRoster) => [created, changed, unchanged, refused]

/** What is said of each refused row. */
export const refusalsOf = ({ rows }: KindRoster) =>
  rows.edges.flatMap(({ node }) =>
    node.kind === 'REFUSE' ? [node.reasons.map(({ sentence }) => sentence).join('; ')] : [],
  )
