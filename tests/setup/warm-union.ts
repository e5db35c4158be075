import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { aSquad } from './factories.ts'
import {
  acceptSupply,
  aDoneVisit,
  cancelSupply,
  carryOverVisits,
  closeIssue,
  dispatchSupply,
  openIssue,
  orderSupply,
  planVisit,
  receiveSupply,
  recordVisit,
  reserveSupply,
  skipVisit,
  voidVisit,
} from './mutations.ts'
import { aSmallUnion, type SmallUnion, someone } from './small-union.ts'

/** A small union in which every deed on visits, issues and supplies has been done once. */
export type WarmUnion = SmallUnion & {
  /** The id of an enterprise on which nothing has been done. */
  unusedEnterprise: () => string
  /** A squad of the union that is at no door and has no stops. */
  aFreeSquad: () => Promise<Actor>
}

/**
 * A union for tests that hold a deed by a lock: a statement waits for no more than two seconds, and the first queries
 * of a kind are slow.
 */
export async function aWarmUnion(enterpriseCount = 16): Promise<WarmUnion> {
  const union = await aSmallUnion(enterpriseCount)
  const { command, enterprises, squads, mask } = union
  const [first, second, ...unused] = enterprises
  const today = localDate(new Date())
  await voidVisit(command, await aDoneVisit(squads[0], first))
  await skipVisit(command, (await planVisit(squads[0], second)).id)
  const { id: stop } = await planVisit(squads[1], first)
  await carryOverVisits(squads[1], today, localDate(new Date(Date.now() + 86_400_000)))
  await recordVisit(squads[1], first, new Date(), { visitId: stop })
  await closeIssue(command, (await openIssue(command, first)).id)
  const { id: order } = await orderSupply(command, first, mask)
  await reserveSupply(command, order, 20)
  await dispatchSupply(command, order, 10)
  await receiveSupply(command, order, 10)
  await acceptSupply(command, order, 10)
  await cancelSupply(command, order)
  return {
    ...union,
    unusedEnterprise: () => unused.shift()!,
    aFreeSquad: async () => someone(union.unionId, 'SQUAD', { squadId: await aSquad(union.unionId) }),
  }
}
