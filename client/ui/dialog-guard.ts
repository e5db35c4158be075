import { createContext, type RefObject, use, useEffect } from 'react'

/** What closing a dialog would lose: something that was typed in it, or a secret that it shows this once. */
export type Loss = 'draft' | 'secret'

type Question = () => Loss | null

/** In a dialog: what it asks before it closes. */
export const DialogGuard = createContext<RefObject<Set<Question>> | null>(null)

/** Has the dialog around this ask before it closes, as long as the question says that something would be lost. */
export function useDialogGuard(question: Question): void {
  const guard = use(DialogGuard)
  useEffect(() => {
    const questions = guard?.current
    questions?.add(question)
    return () => void questions?.delete(question)
  }, [guard, question])
}
