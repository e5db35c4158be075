import type { CombinedError } from 'urql'

/**
 * Why a request failed. `code` is the server's, `message` its sentence for people, `field` the input field at fault,
 * `current` the global id of the row to show, `sheets` the headers of a file that was refused; `retry` is true where the same
 * request may succeed later.
 */
export type Failure = {
  code: string
  message: string
  field?: string
  current?: string
  sheets?: readonly SheetHeaders[]
  retry: boolean
}

/** A sheet of a file: each header with the column that it is taken for, and some of the values below it. */
export type SheetHeaders = {
  name: string
  headerRow?: number | null
  headers: readonly { header: string; column?: string | null; samples?: readonly string[] }[]
}

type Extensions = Partial<Pick<Failure, 'code' | 'field' | 'current' | 'sheets'>> & { mustChangePassword?: boolean }

/** The failure of the first error of an answer. Where no answer came at all, its code is UNAVAILABLE. */
export function failureOf(error: CombinedError): Failure {
  const first = error.graphQLErrors[0]
  if (!first) return { code: 'UNAVAILABLE', message: '', retry: true }
  const { code, field, current, sheets, mustChangePassword } = first.extensions as Extensions
  // nothing was refused: the same passes when another password is chosen, for which the page goes to another screen
  if (mustChangePassword) return { code: 'UNAVAILABLE', message: first.message, retry: true }
  return {
    code: code ?? 'INTERNAL',
    message: first.message,
    field,
    current,
    ...(sheets && { sheets }),
    retry: code === 'UNAVAILABLE' || code === 'INTERNAL',
  }
}
