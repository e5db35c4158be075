import { createContext } from 'react'

/**
 * The server's time of the last heartbeat (ISO), for which the figures on the page hold. Null before the first
 * heartbeat.
 */
export const AsOf = createContext<string | null>(null)

/** The seq through which the page has followed the log: what is read anew after each event waits for it to grow. */
export const Through = createContext(0)
