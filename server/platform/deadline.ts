import { AppError } from './errors.ts'

/** Answers with the result of the work. Throws UNAVAILABLE after `ms` milliseconds; the work itself is not stopped. */
export async function withDeadline<T>(ms: number, work: () => T): Promise<Awaited<T>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tookTooLong()), ms)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}

const tookTooLong = () =>
  new AppError(
    'UNAVAILABLE',
    { zh: '系统繁忙,未能及时完成,请稍后重试。', en: 'This took too long; try again shortly.' },
    { retryAfter: 1 },
  )

/**
 * The same for work that stops by a signal: it stops where the time is over, and where `nobodyWaits` says that its result is not
 * waited for any more.
 */
export async function endAfter<T>(
  ms: number,
  work: (signal: AbortSignal) => T,
  nobodyWaits?: AbortSignal,
): Promise<Awaited<T>> {
  nobodyWaits?.throwIfAborted()
  const end = new AbortController()
  const stop = () => end.abort(nobodyWaits!.reason)
  nobodyWaits?.addEventListener('abort', stop)
  try {
    return await withDeadline(ms, () => work(end.signal))
  } catch (error) {
    end.abort(error)
    throw error
  } finally {
    nobodyWaits?.removeEventListener('abort', stop)
  }
}
