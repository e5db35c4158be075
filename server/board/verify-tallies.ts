import { isDeepStrictEqual } from 'node:util'
import type { TallyDelta } from '#server/log/tallies.ts'
import { recountEnterprises } from '#server/modules/enterprises/tallies.ts'
import { recountIssues } from '#server/modules/issues/tallies.ts'
import { recountSupplies } from '#server/modules/supplies/tallies.ts'
import { recountVisits } from '#server/modules/visits/tallies.ts'
import { atLocalTime } from '#server/platform/clock.ts'
import { notFound } from '#server/platform/errors.ts'
import { snapshot, type Tx } from '#server/postgres/db.ts'

/** A stored figure that differs from the sum of its rows. `squad` is null where it is a figure of the union's tally. */
export type Difference = { squad: number | null; figure: string; stored: unknown; recounted: unknown }

/** All figures of a union's tallies that differ from the sums of the rows, both read as of one moment. */
export function tallyDifferences(unionId: string): Promise<Difference[]> {
  return snapshot(async (tx) => {
    const visits = await recountVisits(tx, unionId)
    const union = [
      visits.union,
      await recountIssues(tx, unionId),
      await recountSupplies(tx, unionId),
      await recountEnterprises(tx, unionId),
    ]
    const stored = await readStored(tx, unionId)
    return [
      ...differences(null, stored.union, Object.assign({}, ...union.map((each) => figuresOf(each)))),
      ...stored.squads.flatMap(({ id, number, tally }) =>
        differences(number, tally, figuresOf(visits.squads[id] ?? {})),
      ),
    ]
  })
}

type Figures = { [path: string]: unknown }
type StoredSquad = { id: string; number: number; tally: Figures }

/**
 * The stored tallies without days that the union's tally no longer has. A squad without recent events may still have
 * them, because old days are deleted only when an event is appended.
 */
async function readStored(tx: Tx, unionId: string): Promise<{ union: Figures; squads: StoredSquad[] }> {
  const [stream] = await tx.$queryRaw<{ tally: TallyDelta }[]>`
    SELECT tally FROM "Stream" WHERE "unionId" = ${unionId}::uuid`
  if (!stream) throw notFound('unionId')
  const squads = await tx.$queryRaw<{ id: string; number: number; tally: TallyDelta }[]>`
    SELECT q.id, q.number, tally_prune(t.tally,
      to_char((s."lastAt" ${atLocalTime}) - interval '1 day', 'YYYY-MM-DD')) AS tally
    FROM "SquadTally" t JOIN "Squad" q ON q.id = t."squadId" JOIN "Stream" s ON s."unionId" = t."unionId"
    WHERE t."unionId" = ${unionId}::uuid ORDER BY q.number`
  return {
    union: figuresOf(stream.tally),
    squads: squads.map((squad) => ({ ...squad, tally: figuresOf(squad.tally) })),
  }
}

/** A tally as a flat list of figures, such as `supplies.MASK.reserved`. */
function figuresOf(tally: TallyDelta, path = ''): Figures {
  return Object.fromEntries(
    Object.entries(tally).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(figuresOf(value as TallyDelta, `${path}${key}.`))
        : [[path + key, value]],
    ),
  )
}

function differences(squad: number | null, stored: Figures, recounted: Figures): Difference[] {
  return [...new Set([...Object.keys(stored), ...Object.keys(recounted)])]
    .sort()
    .filter((figure) => !isDeepStrictEqual(stored[figure], recounted[figure]))
    .map((figure) => ({ squad, figure, stored: stored[figure] ?? null, recounted: recounted[figure] ?? null }))
}
