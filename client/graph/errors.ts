import type { CombinedError } from 'urql'

/** What went wrong, as a caller needs to know it: refused, or worth another try. */
export type Failure = { code: string; message: string; field?: string; current?: string; retry: boolean }

/** The first error of an answer. A network that did not answer at all is UNAVAILABLE. */
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
