import { createContext, useContext } from 'react'
import type { WallQuery } from '#codegen/graph/graphql.ts'

/** What all panels share: the board, its moment, the union's date then, and whether figures open the desk. */
export type WallContext = { board: WallQuery['board']; asOf: string; today: string; opens: boolean }

const Context = createContext<WallContext | null>(null)

/** Gives the panels what they share. */
export const WallProvider = Context.Provider

/** What all panels share. */
export function useWallContext(): WallContext {
  const context = useContext(Context)
  if (!context) throw new Error('a panel stands outside the wall')
  return context
}

/** A day's figures in a tally, if that day has any. */
export const dayOf = <D extends { date: string }>(days: D[], date: string): D | undefined =>
  days.find((day) => day.date === date)
