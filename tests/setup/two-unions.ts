import type { Actor } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { anAccount, anActor, aUnion } from './factories.ts'
import { aSmallUnion, type SmallUnion } from './small-union.ts'

/** Two small unions under one district. */
export type TwoUnions = {
  union: SmallUnion
  other: SmallUnion
  /** Somebody of the district union, who may read both. */
  district: Actor
  /** One of every role that has to do with `union`, the command centre left out. */
  notCommand: Actor[]
}

/** Two small unions under one district; the first has so many enterprises. */
export async function twoUnions(enterpriseCount = 6): Promise<TwoUnions> {
  const [union, other] = [await aSmallUnion(enterpriseCount), await aSmallUnion()]
  const { id: parentId } = await aUnion({ level: 'DISTRICT' })
  await db.tradeUnion.updateMany({ where: { id: { in: [union.unionId, other.unionId] } }, data: { parentId } })
  const district = await anActor((await anAccount(parentId, { role: 'DISTRICT' })).id)
  const notCommand = [...union.squads, union.owner, union.tax, union.wall, union.integrator('BOARD'), district]
  return { union, other, district, notCommand }
}
