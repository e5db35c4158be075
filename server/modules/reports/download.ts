import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sessionStillHolds } from '#server/modules/people/sessions.ts'
import type { Actor } from '#server/platform/context.ts'
import { AppError, type ErrorCode, type Locale, notFound } from '#server/platform/errors.ts'
import { logger } from '#server/platform/logger.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import { noteUnavailable } from '#server/postgres/troubles.ts'
import { allowExport } from './access.ts'
import { type Link, readLink } from './link.ts'
import { lists } from './lists.ts'
import { writeTable } from './table-file.ts'

const path = '/downloads/'
const types = {
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  CSV: 'text/csv; charset=utf-8',
}
const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 400,
  UNAVAILABLE: 503,
}

/** Answers a request for a signed link. Returns false, and answers nothing, where the path is not a download's. */
export async function handleDownload(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const url = request.url ?? '/'
  if (!url.startsWith(path)) return false
  let locale: Locale = 'zh'
  try {
    if (request.method !== 'GET') throw notGet
    const link = await readLink(url.slice(path.length))
    if (link === null) throw notFound()
    if (link === 'expired') throw expired
    locale = link.locale
    await send(response, link, await fileOf(link))
  } catch (error) {
    refuse(response, error, locale)
  }
  return true
}

/**
 * The file with the rows that the link's session may see now. UNAUTHENTICATED where the session has ended, NOT_FOUND where
 * the union is no longer its own, FORBIDDEN where its role may not export the list.
 */
async function fileOf(link: Link): Promise<Readable> {
  const viewer = await sessionStillHolds({ sessionId: link.session } as Actor)
  if (!viewer) throw signedOut
  if (!viewer.unionIds.includes(link.union)) throw notFound()
  allowExport(viewer, link.list)
  const { union: unionId, roster: rosterId, kind: rosterKind, filter, locale } = link
  return writeTable(await lists[link.list]({ viewer, unionId, rosterId, rosterKind, filter, locale }), link.format)
}

async function send(response: ServerResponse, { format, fileName }: Link, file: Readable): Promise<void> {
  response.writeHead(200, {
    'content-type': types[format],
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'cache-control': 'no-store',
  })
  // A caller that hangs up is no error. A list that breaks off destroys the response, so that the file does not look whole.
  await pipeline(file, response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') logger.error({ name: error.name }, 'download broke off')
    response.destroy()
  })
}

function refuse(response: ServerResponse, error: unknown, locale: Locale): void {
  const known = error instanceof AppError ? error : isRetryable(error) ? busy : broken
  if (known === busy) noteUnavailable(error)
  if (known === broken) logger.error({ stack: (error as Error).stack }, 'download failed')
  response.writeHead(statuses[known.code] ?? 500, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...(known.code === 'UNAVAILABLE' && { 'retry-after': '5' }),
  })
  response.end(`${known.sentence[locale]}\n`)
}

const notGet = new AppError('INVALID', { zh: '下载链接只能用 GET 打开。', en: 'Downloads are fetched by GET.' })
const expired = new AppError('FORBIDDEN', {
  zh: '下载链接已过期,请回到页面重新导出。',
  en: 'This link is over: export the list again.',
})
const signedOut = new AppError('UNAUTHENTICATED', { zh: '登录已结束,请重新登录后导出。', en: 'Sign in again first.' })
const busy = new AppError('UNAVAILABLE', { zh: '系统繁忙,请稍后再试。', en: 'Busy; try again shortly.' })
const broken = new AppError('INTERNAL', { zh: '系统出错,已记录。', en: 'Something went wrong here; it is recorded.' })
