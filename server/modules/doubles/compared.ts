import { catalogue } from '#server/log/catalogue.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { db } from '#server/postgres/db.ts'
import { type CandidateRow, candidates, known, likelyAmong, reasonsOf } from './candidates.ts'
import type { DoubleReason } from './enums.ts'
import { mostCompared, mostKept, mostNames, mostOfOneName } from './limits.ts'

/** What is told of a pair: why the two are likely to be one, and when somebody said that they are not. */
export type Told = { reasons: DoubleReason[]; dismissedAt: Date | null }

/** A pair by the ids of the two. */
export type Pair = { newer: string; older: string } & Told

/** The pairs of a list, the newest first; `isFloor` says that there may be more. */
type Pairs = { pairs: readonly Pair[]; isFloor: boolean }

/** The two lists of a register: the pairs that are likely to be one, and those of which somebody has said that they are two. */
export type Compared = { likely: Pairs; dismissed: Pairs }

/**
 * Reads the enterprises in use whose names have the same form, the newest names first, of each name the newest. The names are
 * counted in the index alone, which has them in their order; how many are, bounds the time that this takes.
 */
const readAlike = (unionId: string) =>
  db.$queryRaw<CandidateRow[]>`
    WITH alike AS (
      SELECT form, array_agg(id) AS ids FROM (
        SELECT name_form(e.name) AS form, e.id FROM "Enterprise" e
        WHERE e."unionId" = ${unionId}::uuid AND e."retiredAt" IS NULL
        ORDER BY name_form(e.name) LIMIT ${mostNames}
      ) named GROUP BY form HAVING count(*) > 1
    ), newest AS (
      SELECT form, ARRAY(SELECT id FROM unnest(ids) AS id ORDER BY id DESC LIMIT ${mostOfOneName}) AS ids FROM alike
    ), compared AS (
      SELECT unnest(ids) AS id FROM newest ORDER BY ids[1] DESC, id DESC LIMIT ${mostCompared}
    )
    SELECT e.* FROM compared JOIN (${candidates}) e ON e.id = compared.id ORDER BY e.id`

/** Reads which of these enterprises were said to be others than which, each pair as the greater id and the smaller one. */
async function readApart(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const pairs = await db.$queryRaw<{ pair: string }[]>`
    SELECT "greaterId" || ' ' || "smallerId" AS pair FROM "DistinctPair" WHERE "greaterId" = ANY(${[...ids]}::uuid[])`
  return new Set(pairs.map(({ pair }) => pair))
}

/** The pairs of enterprises in use of which somebody has said that they are two. */
async function readDismissed(unionId: string): Promise<Pairs> {
  const dismissed = await db.$queryRaw<{ newer: string; older: string; at: Date }[]>`
    SELECT p."greaterId" AS newer, p."smallerId" AS older, p.at FROM "DistinctPair" p
      JOIN "Enterprise" s ON s.id = p."smallerId" AND s."retiredAt" IS NULL
      JOIN "Enterprise" g ON g.id = p."greaterId" AND g."retiredAt" IS NULL
    WHERE p."unionId" = ${unionId}::uuid ORDER BY p."greaterId" DESC, p."smallerId" DESC LIMIT ${mostCompared}`
  const ids = dismissed.flatMap(({ newer, older }) => [newer, older])
  const rows = await db.$queryRaw<CandidateRow[]>`${candidates} WHERE e.id = ANY(${ids}::uuid[])`
  const byId = new Map((await inParts(rows, (part) => part.map(known))).map((each) => [each.id, each]))
  const pairs = dismissed.flatMap(({ newer: newerId, older: olderId, at: dismissedAt }): Pair[] => {
    const [newer, older] = [byId.get(newerId), byId.get(olderId)]
    return newer && older ? [{ newer: newerId, older: olderId, reasons: reasonsOf(newer, older), dismissedAt }] : []
  })
  return { pairs, isFloor: dismissed.length === mostCompared }
}

/** The pairs of a register that are likely to be one: each enterprise with the one before it that it is most likely to be. */
async function readLikely(unionId: string): Promise<Pairs> {
  const rows = await inParts(await readAlike(unionId), (part) => part.map(known))
  const apart = await readApart(rows.map(({ id }) => id))
  const byForm = new Map<string, typeof rows>()
  for (const each of rows) {
    const alike = byForm.get(each.form)
    if (alike) alike.push(each)
    else byForm.set(each.form, [each])
  }
  const pairs = await inParts(rows, (part) =>
    part.flatMap((newer): Pair[] => {
      const alike = byForm.get(newer.form)!
      const older = alike.slice(0, alike.indexOf(newer)).filter(({ id }) => !apart.has(`${newer.id} ${id}`))
      const [likely] = likelyAmong(newer, older)
      return likely ? [{ newer: newer.id, older: likely.known.id, reasons: likely.reasons, dismissedAt: null }] : []
    }),
  )
  return { pairs: pairs.sort((a, b) => (a.newer > b.newer ? -1 : 1)), isFloor: rows.length === mostCompared }
}

/** The lists of a register, with the newest event of its stream that they hold for. Those that wait to be read hold for any. */
type Kept = { epoch: string; seq: number; isWaiting: boolean; lists: Promise<Compared> }

const kept = new Map<string, Kept>()

/** The names of the events after which the lists may be others: those that make them old on a screen. */
const namesOfChanges = (): string[] =>
  [...catalogue.values()].filter(({ makesOld }) => makesOld.includes('doubles')).map(({ name }) => name)

/**
 * The two lists of a union's register. They are read once for all who ask until something of the register changes, and of one
 * register never twice at the same time: comparing all of it takes a second.
 */
export async function comparedOf(unionId: string): Promise<Compared> {
  const before = kept.get(unionId)
  const [stream] = await db.$queryRaw<{ epoch: string; head: number; isChanged: boolean }[]>`
    SELECT s.epoch, s.head, EXISTS (
      SELECT FROM "Event" e
      WHERE e."unionId" = s."unionId" AND e.seq > ${before?.seq ?? 0} AND e.name = ANY(${namesOfChanges()})
    ) AS "isChanged"
    FROM "Stream" s WHERE s."unionId" = ${unionId}::uuid`
  const { epoch = '', head = 0, isChanged = true } = stream ?? {}
  const now = kept.get(unionId)
  if (now && now.epoch === epoch) {
    const holds = now.isWaiting || now.seq >= head || (now === before && !isChanged)
    if (holds) {
      now.seq = Math.max(now.seq, head)
      return now.lists
    }
  }
  return keep(unionId, epoch, head, now?.lists)
}

/** Reads the lists once those that are read now are there, and keeps them. */
function keep(unionId: string, epoch: string, seq: number, earlier: Promise<Compared> | undefined): Promise<Compared> {
  const entry: Kept = { epoch, seq, isWaiting: true, lists: read() }
  async function read(): Promise<Compared> {
    await earlier?.catch(() => undefined)
    entry.isWaiting = false
    return { likely: await readLikely(unionId), dismissed: await readDismissed(unionId) }
  }
  kept.delete(unionId)
  kept.set(unionId, entry)
  entry.lists.catch(() => {
    if (kept.get(unionId) === entry) kept.delete(unionId)
  })
  const [oldest] = kept.keys()
  if (kept.size > mostKept) kept.delete(oldest!)
  return entry.lists
}
