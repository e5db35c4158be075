import type { GraphQLResolveInfo } from 'graphql'
import type { Enterprise } from '#codegen/prisma/client.ts'
import type { Context, Viewer } from '#server/platform/context.ts'
import { Order } from '#server/platform/keyset.ts'
import { Connection, makePage, type PageArgs, pageOf } from '#server/platform/page.ts'
import { visibleDoubles } from './access.ts'
import { type Compared, comparedOf, type Pair, type Told } from './compared.ts'
import { readShown } from './shown.ts'

/** Two enterprises that are likely to be one, and why. */
export type DoublePair = { newer: Enterprise; older: Enterprise } & Told

/** The list of pairs is in the order of the newer ones; of those that were dismissed one may be the newer one of several. */
const newestFirst = new Order('DoublePair', { newer: 'uuid desc', older: 'uuid desc' })

/** The lists that a request has got: its page and its count are of the same ones. */
const ofRequest = new WeakMap<Context, Promise<Compared>>()

/** The list of pairs. The caller checks the right. INVALID where an argument of the page is. */
export function doublePairs(
  viewer: Viewer,
  isDismissed: boolean,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<DoublePair> {
  const page = pageOf(args, (cursor, field) => newestFirst.read(cursor, field))
  const all = async () => {
    const compared = ofRequest.get(context) ?? comparedOf(viewer.unionId)
    ofRequest.set(context, compared)
    return (await compared)[isDismissed ? 'dismissed' : 'likely']
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
