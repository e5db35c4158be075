import { randomUUID } from 'node:crypto'
import type { Api } from './api.ts'

type Import = {
  id: string
  kind: string
  state: string
  fileName: string
  createdAt: string
  created: number
  changed: number
  doubtful: number
}

/** Prints the last imports, newest first. */
export async function listImports(api: Api): Promise<void> {
  const document =
    '{ rosters(first: 50) { edges { node { id kind state fileName createdAt created changed doubtful } } } }'
  const { rosters } = await api.request<{ rosters: { edges: { node: Import }[] } }>(document, {})
  for (const { node } of rosters.edges) {
    const { id, kind, state, fileName, createdAt, created, changed, doubtful } = node
    console.log(
      `${id}  ${createdAt}  ${kind}  ${state}  ${created} created, ${changed} changed, ${doubtful} doubtful  ${fileName}`,
    )
  }
  if (rosters.edges.length === 0) console.log('Nothing was imported yet.')
}

type Kept = { row: number; name: string; keptBecause: string }
type Undone = { undone: number; kept: number; rows: { edges: { node: Kept }[] } }

/** Undoes an import, and prints what stays and why. */
export async function undoImport(api: Api, rosterId: string): Promise<void> {
  const document = `mutation ($input: UndoRosterInput!) { undoRoster(input: $input) { seq roster {
    undone kept rows(outcome: KEPT, first: 100) { edges { node { row name keptBecause } } } } } }`
  const input = { clientId: randomUUID(), rosterId }
  const { undoRoster } = await api.request<{ undoRoster: { seq: number; roster: Undone } }>(document, { input })
  const { undone, kept, rows } = undoRoster.roster
  console.log(`Undone, as event ${undoRoster.seq}: ${undone} rows taken back, ${kept} kept.`)
  for (const { node } of rows.edges) console.log(`  row ${node.row}: ${node.name || '—'}: ${node.keptBecause}`)
  if (kept > rows.edges.length) console.log(`  … and ${kept - rows.edges.length} more`)
}
