import type { GraphQLResolveInfo } from 'graphql'
import type { Enterprise } from '#codegen/prisma/client.ts'
import type { Context, Viewer } from '#server/platform/context.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { Order } from '#server/platform/keyset.ts'
import { Connection, makePage, type PageArgs, pageOf } from '#server/platform/page.ts'
import { db } from '#server/postgres/db.ts'
import { visibleDoubles } from './access.ts'
import { type CandidateRow, candidates, known, likelyAmong, reasonsOf } from './candidates.ts'
import type { DoubleReason } from './enums.ts'
import { mostCompared, mostNames, mostOfOneName } from './limits.ts'
import { readShown } from './shown.ts'

/** Two enterprises that are likely to be one, and why. */
export type DoublePair = { newer: Enterprise; older: Enterprise } & Told

/** What is told of a pair: why the two are likely to be one, and when somebody said that they are not. */
type Told = { reasons: DoubleReason[]; dismissedAt: Date | null }

/** A pair by the ids of the two. */
type Pair = { newer: string; older: string } & Told

/** The list of pairs is in the order of the newer ones; of those that were dismissed one may be the newer one of several. */
const newestFirst = new Order('DoublePair', { newer: 'uuid desc', older: 'uuid desc' })

/**
 * Reads the enterprises in use whose names have the same form, the newest names first, of each name the newest. The names are
 * counted in the index alone, which has them in their order; how many are, bounds the time that this takes.
 */
const readAlike = ({ unionId }: Viewer) =>
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
async function readDismissed({ unionId }: Viewer): Promise<{ pairs: Pair[]; isFloor: boolean }> {
  const dismissed = await db.$queryRaw<{ newer: string; older: string; at: Date }[]>`
    SELECT p."greaterId" AS newer, p."smallerId" AS older, p.at FROM "DistinctPair" p
      JOIN "Enterprise" s ON s.id = p."smallerId" AND s."retiredAt" IS NULL
      JOIN "Enterprise" g ON g.id = p."greaterId" AND g."retiredAt" IS NULL
    WHERE p."unionId" = ${unionId}::uuid ORDER BY p."greaterId" DESC, p."smallerId" DESC LIMIT ${mostCompared}`
  const ids = dismissed.flatMap(({ newer, older }) => [newer, older])
  const rows = await db.$queryRaw<CandidateRow[]>`${candidates} WHERE e.id = ANY(${ids}::uuid[])`
  const byId = new Map((await inParts(rows, (part) => part.map(known))).map((each) => [each.id, each]))
  const pairs = dismissed.map(({ newer, older, at: dismissedAt }): Pair => {
    const reasons = reasonsOf(byId.get(newer)!, byId.get(older)!)
    return { newer, older, reasons, dismissedAt }
  })
  return { pairs, isFloor: pairs.length === mostCompared }
}

/** The pairs of the viewer's register, the newest first: each enterprise with the one before it that it is most likely to be. */
async function readPairs(viewer: Viewer): Promise<{ pairs: Pair[]; isFloor: boolean }> {
  const rows = await inParts(await readAlike(viewer), (part) => part.map(known))
  const apart = await readApart(rows.map(({ id }) => id))
  const byForm = new Map<string, typeof rows>()
  for (const each of rows) byForm.set(each.form, [...(byForm.get(each.form) ?? []), each])
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

/** The pairs of each request, which compares them once however often it asks for them. */
const ofRequest = { true: new WeakMap<Context, Found>(), false: new WeakMap<Context, Found>() }

type Found = ReturnType<typeof readPairs>

/** The list of pairs. The caller checks the right. INVALID where an argument of the page is. */
export function doublePairs(
  viewer: Viewer,
  isDismissed: boolean,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<DoublePair> {
  const page = pageOf(args, (cursor, field) => newestFirst.read(cursor, field))
  const all = () => {
    const ofThis = ofRequest[`${isDismissed}`]
    const found = ofThis.get(context) ?? (isDismissed ? readDismissed : readPairs)(viewer)
    ofThis.set(context, found)
    return found
  }
  const read = async () => {
    const { pairs } = await all()
    // the list is in the order in which greater ids come first
    const keyOf = ({ newer, older }: Pair) => `${newer} ${older}`
    const isAfter = (pair: Pair, place: readonly unknown[]) => keyOf(pair) < place.join(' ')
    const isBefore = (pair: Pair, place: readonly unknown[]) => keyOf(pair) > place.join(' ')
    const between = pairs
      .filter((pair) => !page.after || isAfter(pair, page.after))
      .filter((pair) => !page.before || isBefore(pair, page.before))
    const wanted = (page.backwards ? between.toReversed() : between).slice(0, page.size + 1)
    const ids = wanted.flatMap(({ newer, older }) => [newer, older])
    const paths = [
      ['edges', 'node', 'newer'],
      ['edges', 'node', 'older'],
    ]
    const byId = await readShown(ids, visibleDoubles(viewer), paths, context, info)
    const places = wanted.map(({ newer: newerId, older: olderId, ...told }) => {
      const [newer, older] = [byId.get(newerId), byId.get(olderId)]
      return {
        cursor: newestFirst.cursorOf([newerId, olderId]),
        node: newer && older ? { newer, older, ...told } : undefined,
      }
    })
    return makePage(page, places, (side) => {
      const isPast = side === 'at or before' ? isAfter : isBefore
      const place = (side === 'at or before' ? page.after : page.before)!
      return pairs.some((pair) => !isPast(pair, place))
    })
  }
  return new Connection(read, async () => {
    const { pairs, isFloor } = await all()
    return { total: pairs.length, isFloor }
  })
}
