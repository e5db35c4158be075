import type { Read } from '#server/log/load.ts'
import { builder } from '#server/platform/builder.ts'
import type { Actor } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import type { PlannedRow } from './kind.ts'
import { kindOf } from './kinds.ts'
import { type RowOfKind, rowRef } from './row-type.ts'
import { readStoredRows } from './stored-rows.ts'
import { undoOf } from './undos.ts'

/** What would become of the rows of an applied import if it were undone now: how many go, and those that stay. */
type RosterUndoing = { undone: number; kept: RowOfKind[] }

// how many of the rows that stay are named before an import is undone
const mostNamed = 20

/** What would become of the rows of an import if it were undone now. */
export const undoingRef = builder.objectRef<RosterUndoing>('RosterUndoing').implement({
  description: 'What would become of the rows of an import if it were undone now. 现在撤销这次导入,各行会怎样。',
  fields: (t) => ({
    undone: t.exposeInt('undone', { description: 'How many rows would be taken back. 将撤回的行数。' }),
    kept: t.int({
      description:
        'How many rows would stay, because they were used or changed since. 因已被使用或又有变动而将保留的行数。',
      resolve: ({ kept }) => kept.length,
    }),
    keptRows: t.field({
      type: [rowRef],
      ...most(mostNamed),
      description: 'The first of the rows that would stay, each with the reason. 将保留的行及原因,至多 20 行。',
      resolve: ({ kept }) => kept.slice(0, mostNamed),
    }),
  }),
})

type Applied = { id: string; kind: Parameters<typeof undoOf>[0]; appliedAt: Date }

/** Says what undoing an import would do now. It decides as the deed does, of what it reads without locking anything. */
export async function undoingOf(actor: Actor, { id, kind, appliedAt }: Applied): Promise<RosterUndoing> {
  const undo = undoOf(kind)
  const rows = (await readStoredRows(id)).filter((row) => row.kind === 'CREATE' || row.kind === 'CHANGE')
  const reads = Object.entries(undo.load(actor, rows).read as Record<string, Read<unknown>>)
  const state: Record<string, unknown> = {}
  for (const [name, { statement, from }] of reads) {
    // what is held is held for the deed alone
    if (name === 'held') continue
    state[name] = from((statement ? await db.$queryRaw<never[]>(statement) : []) as never[])
  }
  const { outcomes } = await undo.decide(rows, state, { actor, at: new Date(), appliedAt })
  const { columns, subject } = kindOf(kind)
  const staying = rows.flatMap((row: PlannedRow) => {
    const became = outcomes.get(row)
    return became?.outcome === 'KEPT' ? [{ ...row, undo: became, columns, subject }] : []
  })
  return { undone: rows.length - staying.length, kept: staying }
}
