import { createContext, useContext } from 'react'
import type { WallQuery } from '#codegen/graph/graphql.ts'

/** What all panels of the wall read. */
export type WallContext = {
  board: WallQuery['board']
  /** The moment for which the board holds, as an ISO date and time. */
  asOf: string
  /** The date of that moment in the union's zone, as an ISO date. */
  today: string
  /** True where the viewer may open the desk, so that figures are links to it. */
  hasDesk: boolean
}

const Context = createContext<WallContext | null>(null)

/** Gives the panels inside it the context. */
export const WallProvider = Context.Provider

/** The context of the wall around this component. Throws where there is no wall around it. */
export function useWallContext(): WallContext {
  const context = useContext(Context)
  if (!context) throw new Error('a panel stands outside the wall')
  return context
}

/** The date before a date, both ISO. */
export const dayBefore = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10)

/** How many stops of one date are not finished. */
export function leftOn(days: { date: string; planned: number; finished: number }[], date: string): number {
  const { planned = 0, finished = 0 } = dayOf(days, date) ?? {}
  return planned - finished
}

/** The figures of one date in a tally; undefined where nothing was counted on it. */
export const dayOf = <D extends { date: string }>(days: D[], date: string): D | undefined =>
  days.find((day) => day.date === date)
