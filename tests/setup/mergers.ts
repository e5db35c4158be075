import { expect } from 'vitest'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { mutate } from './mutations.ts'
import { rebuiltWall, wallOfRows } from './rebuilt-wall.ts'
import type { SmallUnion } from './small-union.ts'

/** The global id of an enterprise. */
export const idOf = (id: string) => globalId('Enterprise', id)

/** The command centre of the union merges an entry into another one. */
export const merge = ({ command }: SmallUnion, enterpriseId: string, into: string) =>
  mutate(command, 'mergeEnterprise', {
    enterpriseId: idOf(enterpriseId),
    intoEnterpriseId: idOf(into),
    reason: '同一家店',
  })

/** It takes the entry apart again. */
export const separate = ({ command }: SmallUnion, enterpriseId: string) =>
  mutate(command, 'separateEnterprise', { enterpriseId: idOf(enterpriseId) })

/** What is read of a union's tally. */
export type Figures = {
  enterprises: number
  listed: number
  visited?: number
  visitedOutside?: number
  resumption: Record<string, number>
  supplies?: Record<string, { enterprisesRequested?: number; enterprisesReserved?: number; requested?: number }>
}

/** The figures of the union, which are those of the rows, and of the events. */
export async function trueFigures({ unionId }: SmallUnion): Promise<Figures> {
  expect(await tallyDifferences(unionId)).toEqual([])
  const events = await db.event.findMany({ where: { unionId }, orderBy: { seq: 'asc' } })
  expect(rebuiltWall(events)).toEqual(await wallOfRows(unionId))
  const { tally } = await db.stream.findUniqueOrThrow({ where: { unionId } })
  return tally as Figures
}
