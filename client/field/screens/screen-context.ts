import { createContext, useContext } from 'react'
import type { Account, Member } from '#client/field/store/account.ts'
import type { Phone } from '#client/field/store/phone.ts'

/** What every part of a squad's screen works with; `squad` is the squad's id, `members` who belongs to it. */
type Screen = { phone: Phone; account: Account; squad: string; members: readonly Member[] }

const ScreenContext = createContext<Screen | null>(null)

export const ScreenProvider = ScreenContext.Provider

/** The phone, the account and the squad of this screen. */
export const useScreen = (): Screen => useContext(ScreenContext)!

/** The union's local date now, by the centre's time. */
export const useToday = (): string => useScreen().phone.clock.today()
