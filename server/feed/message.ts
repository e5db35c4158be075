import type { ExecutionResult } from 'graphql'
import type { Locale } from '#server/platform/errors.ts'
import { maskError } from '#server/platform/mask-error.ts'
import { logFault } from './faults.ts'

/** One result of a subscription, serialised once however many receive it; where it has errors, once a language. */
export class Message {
  private readonly result: ExecutionResult
  private readonly requestId: string
  private readonly serialised = new Map<Locale, { text: string; bytes?: Buffer }>()

  /** `requestId` is that of the execution: a fault in it is logged under this id and named by it to every reader. */
  constructor(result: ExecutionResult, requestId: string) {
    this.result = result
    this.requestId = requestId
  }

  /** The result as JSON, for a reader of this language. */
  text(locale: Locale): string {
    return this.in(locale).text
  }

  /** The same text in UTF-8. */
  bytes(locale: Locale): Buffer {
    const serialised = this.in(locale)
    serialised.bytes ??= Buffer.from(serialised.text)
    return serialised.bytes
  }

  /** The result as Yoga takes it: its text is made already, and what is to be masked in it is masked. */
  toResult(locale: Locale): ExecutionResult & { stringify: () => string } {
    return { data: this.result.data, stringify: () => this.text(locale) }
  }

  private in(locale: Locale) {
    const language = this.result.errors?.length ? locale : 'zh'
    const serialised = this.serialised.get(language) ?? { text: JSON.stringify(this.masked(language)) }
    this.serialised.set(language, serialised)
    return serialised
  }

  private masked(locale: Locale): ExecutionResult {
    const { errors } = this.result
    if (!errors?.length) return this.result
    // what the first language has logged is not logged again for the second
    const report = (error: unknown) => this.serialised.size === 0 && logFault(error, this.requestId)
    return { ...this.result, errors: errors.map((error) => maskError(error, locale, this.requestId, report)) }
  }
}
