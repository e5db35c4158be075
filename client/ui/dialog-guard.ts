import { createContext, type RefObject } from 'react'

/** In a dialog: the function that says whether closing the dialog would lose what was typed in it. */
export const DialogGuard = createContext<RefObject<() => boolean> | null>(null)
