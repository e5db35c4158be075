import type { IncomingMessage, ServerResponse } from 'node:http'
import { isRetryable } from '#server/postgres/errors.ts'
import { noteUnavailable } from '#server/postgres/troubles.ts'
import { AppError, type ErrorCode, type Locale, notFound, type Sentence } from './errors.ts'
import { describeFault } from './fault.ts'
import { logger } from './logger.ts'
import type { SignedLinks } from './signed-links.ts'

/** The addresses that begin with a path and go on with what a server of ours has signed. */
export type LinkDoor<L> = {
  /** Such as `/downloads/`. */
  path: string
  links: SignedLinks<L>
  /** Says that a link is over, and what to do. */
  expired: Sentence
  /** Sends what the link asks for, with the rights that its session has now. Throws an AppError where it has none. */
  send: (response: ServerResponse, link: L) => Promise<void>
}

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 400,
  UNAVAILABLE: 503,
}

/** Answers a request for a signed link. Returns false, and answers nothing, where the path is not one of this door. */
export async function answerLink<L extends { locale: Locale }>(
  request: IncomingMessage,
  response: ServerResponse,
  { path, links, expired, send }: LinkDoor<L>,
): Promise<boolean> {
  const url = request.url ?? '/'
  if (!url.startsWith(path)) return false
  let locale: Locale = 'zh'
  try {
    if (request.method !== 'GET') throw notGet
    const link = await links.read(url.slice(path.length))
    if (link === null) throw notFound()
    if (link === 'expired') throw new AppError('FORBIDDEN', expired)
    locale = link.locale
    await send(response, link)
  } catch (error) {
    refuse(response, error, locale)
  }
  return true
}

function refuse(response: ServerResponse, error: unknown, locale: Locale): void {
  const known = error instanceof AppError ? error : isRetryable(error) ? busy : broken
  if (known === busy) noteUnavailable(error)
  if (known === broken) logger.error(describeFault(error), 'download failed')
  response.writeHead(statuses[known.code] ?? 500, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...(known.code === 'UNAVAILABLE' && { 'retry-after': '5' }),
  })
  response.end(`${known.sentence[locale]}\n`)
}

const notGet = new AppError('INVALID', { zh: '下载链接只能用 GET 打开。', en: 'Downloads are fetched by GET.' })
const busy = new AppError('UNAVAILABLE', { zh: '系统繁忙,请稍后再试。', en: 'Busy; try again shortly.' })
const broken = new AppError('INTERNAL', { zh: '系统出错,已记录。', en: 'Something went wrong here; it is recorded.' })
