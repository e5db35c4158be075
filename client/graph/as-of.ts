import { createContext } from 'react'

/** The server's time of the last heartbeat: as of when the figures on the page hold. Null before the first. */
export const AsOf = createContext<string | null>(null)
