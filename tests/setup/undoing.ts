import { expect } from 'vitest'
import type { RosterKindName } from '#server/modules/rosters/kinds.ts'
import { expectFiguresTrue } from './meeting.ts'
import { unionTally } from './outcomes.ts'
import { applyKind, countsOf, outcomesOf, previewKind, undoKind } from './roster-kinds.ts'
import type { SmallUnion } from './small-union.ts'

/** The figures of the union without those that are zero. */
async function figures(unionId: string): Promise<object> {
  const prune = (value: object): object =>
    Object.fromEntries(
      Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
        const kept = typeof each === 'object' && each ? prune(each) : each
        return kept === 0 || (typeof kept === 'object' && Object.keys(kept).length === 0) ? [] : [[key, kept]]
      }),
    )
  return prune(await unionTally(unionId))
}

/** Imports the lines. */
export async function imported({ command }: SmallUnion, kind: RosterKindName, lines: readonly string[]) {
  const roster = await previewKind(command, kind, lines)
  await applyKind(command, roster)
  return roster
}

/**
 * Imports the lines and undoes that, which leaves nothing: the figures are as before, and the file does the same again. Answers
 * with that second import.
 */
export async function expectNothingLeft(
  union: SmallUnion,
  kind: RosterKindName,
  lines: readonly string[],
): Promise<{ id: string }> {
  const before = await figures(union.unionId)
  const roster = await imported(union, kind, lines)
  const { roster: undone } = await undoKind(union.command, roster)
  expect(outcomesOf(undone).filter(([, outcome]) => outcome === 'KEPT')).toEqual([])
  expect([undone.undone, undone.kept]).toEqual([roster.created + roster.changed, 0])
  expect(await figures(union.unionId)).toEqual(before)
  await expectFiguresTrue(union.unionId)
  const again = await previewKind(union.command, kind, lines)
  expect(countsOf(again)).toEqual(countsOf(roster))
  await applyKind(union.command, again)
  await expectFiguresTrue(union.unionId)
  return again
}
