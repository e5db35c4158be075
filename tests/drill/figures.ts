import { itemCode } from '#prisma/seed/names.ts'
import { goals } from '#prisma/seed/orders.ts'
import type { ArticlePlan, ItemKey } from '#prisma/seed/plan.ts'
import { resumedGoal } from '#prisma/seed/resumption.ts'
import type { Api } from './api.ts'

/** The board's figures that the article closes with, by name. */
export type Figures = Record<string, number>

const items = Object.keys(goals) as ItemKey[]

/** What the article closes with. */
export const closing: Figures = {
  visited: 100,
  resumed: resumedGoal.end,
  ...Object.fromEntries(
    items.flatMap((key) => [
      [`${itemCode(key)} reserved`, goals[key].total],
      [`${itemCode(key)} enterprises`, goals[key].enterprises],
    ]),
  ),
}

/** The same as the board shows them now. */
export async function readFigures(api: Api): Promise<Figures> {
  const { board } = await api.query(
    '{ board { campaign { visited } resumption { resumed } supplies { code reserved enterprisesReserved } } }',
  )
  type Supply = { code: string; reserved: number; enterprisesReserved: number }
  return {
    visited: board.campaign.visited,
    resumed: board.resumption.resumed,
    ...Object.fromEntries(
      board.supplies.flatMap(({ code, reserved, enterprisesReserved }: Supply) => [
        [`${code} reserved`, reserved],
        [`${code} enterprises`, enterprisesReserved],
      ]),
    ),
  }
}

/** Where the figures are not the article's yet, as a sentence; empty at the end. */
export const missing = (now: Figures): string =>
  Object.entries(closing)
    .filter(([name, value]) => now[name] !== value)
    .map(([name, value]) => `${name} ${now[name]} of ${value}`)
    .join(', ')

/** Those of the hundred that have no DONE visit yet, with their squads. */
export async function notVisited(api: Api, plan: ArticlePlan): Promise<{ squad: number; enterprise: string }[]> {
  const { board } = await api.query('{ board { cells { position state } } }')
  type Cell = { position: number; state: string }
  const open = board.cells.filter(({ state }: Cell) => state !== 'DONE').map(({ position }: Cell) => position)
  return plan.setup.hundred.filter(({ position }) => open.includes(position))
}
