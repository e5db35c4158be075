import { createContext, use } from 'react'
import type { Typed } from './drafts.ts'

/** What the fields of a form share. */
export type FormState = {
  typed: Typed
  set: (name: string, value: unknown) => void
  /** The name of the field to which the last refusal applies. */
  refused: string | undefined
}

export const FormContext = createContext<FormState>({ typed: {}, set: () => {}, refused: undefined })

/**
 * The value of a field of the form around it, and the function that changes it. A field that nobody has typed into has the
 * value that the record has now, also when somebody else changes the record; one that was typed into stays as it is.
 */
export function useFormValue<V>(name: string, recorded: V): [value: V, set: (value: V) => void] {
  const { typed, set } = use(FormContext)
  return [name in typed ? (typed[name] as V) : recorded, (value) => set(name, value)]
}

/** True where the last refusal applies to this field. */
export const useIsRefused = (name: string): boolean => use(FormContext).refused === name

/**
 * What a field is given that was refused. The browser would not let a form go whose field it holds for wrong, so that one could
 * not send it again; such a field is only shown and read out as wrong.
 */
export const asRefused = { isInvalid: true, validationBehavior: 'aria' } as const
