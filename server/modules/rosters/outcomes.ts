import { Prisma } from '#codegen/prisma/client.ts'
import type { Decision } from '#server/log/write.ts'
import { inParts } from '#server/platform/in-parts.ts'
import type { ComparedRow } from './compare.ts'
import type { AnyKind, Moment, PlannedRow, RowCounts, RowKind, Secret } from './kind.ts'
import type { Roster } from './load.ts'
import type { KnownTexts } from './settled.ts'
import { textWrites } from './texts.ts'

/** A row of which something becomes when a roster is applied or its doubtful rows are decided. */
export type Used = ComparedRow & { place: number; wasDoubtful: boolean }

/**
 * The rows without those doubtful ones that were decided to be what another row is about already: the second would take the place of
 * the first without a word. They stay doubtful.
 */
export function withoutSeconds<R extends Used>(rows: readonly R[]): R[] {
  const taken = new Set(rows.flatMap(({ row, wasDoubtful }) => (wasDoubtful ? [] : (row.subjectId ?? []))))
  return rows.filter(({ row: { subjectId, kind }, wasDoubtful }) => {
    if (!wasDoubtful || subjectId === null || kind === 'DOUBT') return true
    const isSecond = taken.has(subjectId)
    taken.add(subjectId)
    return !isSecond
  })
}

/** How many doubtful rows became rows of each kind. */
export function countsOfDecided(used: readonly Used[]): RowCounts {
  const count = (kind: RowKind) => used.filter(({ row, wasDoubtful }) => wasDoubtful && row.kind === kind).length
  const [created, changed, unchanged, refused] = [count('CREATE'), count('CHANGE'), count('SAME'), count('REFUSE')]
  return { created, changed, unchanged, refused, doubtful: -(created + changed + unchanged + refused) }
}

/** The counts of the roster once its doubtful rows are decided. */
export const countsAfter = (roster: RowCounts, more: RowCounts): RowCounts => ({
  created: roster.created + more.created,
  changed: roster.changed + more.changed,
  unchanged: roster.unchanged + more.unchanged,
  doubtful: roster.doubtful + more.doubtful,
  refused: roster.refused + more.refused,
})

type Writing = {
  kind: AnyKind
  /** The roster with the counts that its event tells. */
  roster: Pick<Roster, 'id'> & RowCounts
  state: { texts: KnownTexts } & Record<string, unknown>
  moment: Moment<unknown>
}

/** What is written for the rows of a roster, and what became of each is kept with it. */
export async function writeRows(
  used: readonly Used[],
  { kind, roster, state: { texts: known, ...state }, moment }: Writing,
): Promise<Pick<Decision, 'writes' | 'events' | 'uniqueness'> & { secret?: Secret[] }> {
  const { actor, at } = moment
  const effects = used.filter(({ row }) => row.kind === 'CREATE' || row.kind === 'CHANGE')
  const { writes, events, ids, uniqueness, secret } = await kind.apply(effects as never, state as never, {
    ...moment,
    roster,
  })
  const idOf = ({ place, subjectId }: PlannedRow) => ids?.get(place) ?? subjectId
  const outcomes = await inParts(used, (part) =>
    part.map(({ row, place, wasDoubtful }) => {
      const became = { kind: row.kind, subjectId: idOf(row), isMaker: row.kind === 'CREATE' && row.subjectId === null }
      const { original, ...compared } = row
      return { place, row: wasDoubtful ? { ...compared, ...became } : became }
    }),
  )
  const texts = textWrites({ kind, rosterId: roster.id, unionId: actor.unionId, at, known }, effects, idOf)
  return {
    writes: [...texts.before, ...writes, keepOutcomes(roster.id, outcomes), ...texts.after],
    events: events.map((event) => ({ happenedAt: at, ...event })),
    ...(uniqueness && { uniqueness }),
    ...(secret && { secret }),
  }
}

/** Writes into the roster's rows what became of them. Only this travels, not all that the file held. */
const keepOutcomes = (rosterId: string, outcomes: readonly { place: number; row: object }[]): Prisma.Sql => Prisma.sql`
  UPDATE "RosterImport" SET rows = (
    SELECT coalesce(jsonb_agg(
      CASE WHEN o.row IS NULL THEN r.value ELSE r.value || o.row END
      ORDER BY r.ordinality), '[]')
    FROM jsonb_array_elements(rows) WITH ORDINALITY r
      LEFT JOIN jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) AS o(place int, row jsonb) ON o.place = r.ordinality
  ) WHERE id = ${rosterId}::uuid`
