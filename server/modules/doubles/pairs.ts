import type { GraphQLResolveInfo } from 'graphql'
import type { Enterprise } from '#codegen/prisma/client.ts'
import type { Context, Viewer } from '#server/platform/context.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { Order } from '#server/platform/keyset.ts'
import { Connection, makePage, type PageArgs, pageOf } from '#server/platform/page.ts'
import { db } from '#server/postgres/db.ts'
import { visibleDoubles } from './access.ts'
import { type CandidateRow, candidates, known, likelyAmong } from './candidates.ts'
import type { DoubleReason } from './enums.ts'
import { mostCompared, mostNames, mostOfOneName } from './limits.ts'
import { readShown } from './shown.ts'

/** Two enterprises that are likely to be one, and why. */
export type DoublePair = { newer: Enterprise; older: Enterprise; reasons: DoubleReason[] }

/** A pair by the ids of the two. */
type Pair = { newer: string; older: string; reasons: DoubleReason[] }

/** The list of pairs is in the order of the newer ones. */
const newestFirst = new Order('DoublePair', { newer: 'uuid desc' })

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

/** The pairs of the viewer's register, the newest first: each enterprise with the one before it that it is most likely to be. */
async function readPairs(viewer: Viewer): Promise<{ pairs: Pair[]; isFloor: boolean }> {
  const rows = await inParts(await readAlike(viewer), (part) => part.map(known))
  const byForm = new Map<string, typeof rows>()
  for (const each of rows) byForm.set(each.form, [...(byForm.get(each.form) ?? []), each])
  const pairs = await inParts(rows, (part) =>
    part.flatMap((newer): Pair[] => {
      const alike = byForm.get(newer.form)!
      const [likely] = likelyAmong(newer, alike.slice(0, alike.indexOf(newer)))
      return likely ? [{ newer: newer.id, older: likely.known.id, reasons: likely.reasons }] : []
    }),
  )
  return { pairs: pairs.sort((a, b) => (a.newer > b.newer ? -1 : 1)), isFloor: rows.length === mostCompared }
}

/** The pairs of each request, which compares them once however often it asks for them. */
const ofRequest = new WeakMap<Context, ReturnType<typeof readPairs>>()

/** The list of pairs. The caller checks the right. INVALID where an argument of the page is. */
export function doublePairs(
  viewer: Viewer,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<DoublePair> {
  const page = pageOf(args, (cursor, field) => newestFirst.read(cursor, field))
  const all = () => {
    const found = ofRequest.get(context) ?? readPairs(viewer)
    ofRequest.set(context, found)
    return found
  }
  const read = async () => {
    const { pairs } = await all()
    const lies =
      ([place]: readonly unknown[], isAfter: boolean) =>
      ({ newer }: Pair) =>
        isAfter ? newer < String(place) : newer > String(place)
    const between = pairs
      .filter(page.after ? lies(page.after, true) : () => true)
      .filter(page.before ? lies(page.before, false) : () => true)
    const wanted = (page.backwards ? between.toReversed() : between).slice(0, page.size + 1)
    const ids = wanted.flatMap(({ newer, older }) => [newer, older])
    const paths = [
      ['edges', 'node', 'newer'],
      ['edges', 'node', 'older'],
    ]
    const byId = await readShown(ids, visibleDoubles(viewer), paths, context, info)
    const places = wanted.map((pair) => {
      const [newer, older] = [byId.get(pair.newer), byId.get(pair.older)]
      return {
        cursor: newestFirst.cursorOf([pair.newer]),
        node: newer && older ? { newer, older, reasons: pair.reasons } : undefined,
      }
    })
    return makePage(page, places, (side) => {
      const [place] = (side === 'at or before' ? page.after : page.before)!
      return pairs.some(({ newer }) => (side === 'at or before' ? newer >= String(place) : newer <= String(place)))
    })
  }
  return new Connection(read, async () => {
    const { pairs, isFloor } = await all()
    return { total: pairs.length, isFloor }
  })
}
