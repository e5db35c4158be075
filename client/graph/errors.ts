import type { CombinedError } from 'urql'

/**
 * Why a request failed. `code` is the server's, `message` its sentence for people, `field` the input field at fault,
 * `current` the global id of the row to show; `retry` is true where the same request may succeed later.
 */
export type Failure = { code: string; message: string; field?: string; current?: string; retry: boolean }

/** The failure of the first error of an answer. Where no answer came at all, its code is UNAVAILABLE. */
export function failureOf(error: CombinedError): Failure {
  const first = error.graphQLErrors[0]
  if (!first) return { code: 'UNAVAILABLE', message: '', retry: true }
  const { code, field, current } = first.extensions as { code?: string; field?: string; current?: string }
  return {
    code: code ?? 'INTERNAL',
    message: first.message,
    field,
    current,
    retry: code === 'UNAVAILABLE' || code === 'INTERNAL',
  }
}
