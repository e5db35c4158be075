import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { audit, doneBy, noteRows } from '#server/log/audit.ts'
import { sessionStillHolds } from '#server/modules/people/sessions.ts'
import { answerLink } from '#server/platform/answer-link.ts'
import type { Actor } from '#server/platform/context.ts'
import { AppError, notFound } from '#server/platform/errors.ts'
import { logger } from '#server/platform/logger.ts'
import { Turns } from '#server/platform/turns.ts'
import { allowExport } from './access.ts'
import { auditedFilter } from './filter.ts'
import { exportLinks, type Link } from './link.ts'
import { lists } from './lists.ts'
import { type Table, writeTable } from './table-file.ts'

const types = {
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  CSV: 'text/csv; charset=utf-8',
}

/** Answers a request for the link of an exported list. Returns false, and answers nothing, where the path is not a download's. */
export const handleDownload = (request: IncomingMessage, response: ServerResponse, address: string): Promise<boolean> =>
  answerLink(request, response, {
    path: '/downloads/',
    links: exportLinks,
    expired: { zh: '下载链接已过期,请回到页面重新导出。', en: 'This link is over: export the list again.' },
    async send(to, link) {
      const gone = new AbortController()
      to.once('close', () => gone.abort())
      // who does not read holds the turn of others
      to.setTimeout(unreadMs, () => to.destroy())
      const viewer = await viewerOf(link)
      if (to.destroyed) return
      const work = async () => send(to, link, await fileOf(viewer, link, address))
      await turns.take(viewer.accountId, work, { signal: gone.signal }).catch((error) => {
        if (error !== gone.signal.reason) throw error
      })
    },
  })

/** For how long a caller may read nothing of a file. */
const unreadMs = 60_000

/** Few files are made for one account at once, since each reads a whole list. */
const turns = new Turns({
  atOnce: 2,
  mostWaiting: 10,
  tooMany: () =>
    new AppError(
      'UNAVAILABLE',
      {
        zh: '这个账号同时下载的文件太多,请稍后再试。',
        en: 'This account fetches too many files at once; try again shortly.',
      },
      { retryAfter: 5 },
    ),
})

/** Whose session it is. UNAUTHENTICATED where it has ended. */
async function viewerOf({ session }: Link): Promise<Actor> {
  const viewer = await sessionStillHolds({ sessionId: session } as Actor)
  if (!viewer) throw signedOut
  return viewer
}

/**
 * The file with the rows that the viewer may see now. NOT_FOUND where the union is no longer its own, FORBIDDEN where its role
 * may not export the list.
 */
async function fileOf(viewer: Actor, link: Link, address: string): Promise<Readable> {
  if (!viewer.unionIds.includes(link.union)) throw notFound()
  allowExport(viewer, link.list, link.reason)
  const { union: unionId, roster: rosterId, kind: rosterKind, filter, locale, list, reason } = link
  const table = await lists[list]({ viewer, unionId, rosterId, rosterKind, filter, locale, withPhones: reason !== '' })
  // written before the first row leaves: who breaks the connection off has taken what was sent
  const entry = await audit({
    ...{ ...doneBy(viewer, address), kind: 'DOWNLOAD', unionId, list, reason },
    filter: auditedFilter(filter, rosterId),
  })
  return writeTable({ ...table, rows: counted(table.rows, (rows) => noteRows(entry, rows)) }, link.format)
}

/** The rows of a list; `done` is told how many of them were read, also where the file breaks off. */
async function* counted(rows: Table['rows'], done: (count: number) => Promise<void>) {
  let count = 0
  try {
    for await (const row of rows) {
      count += 1
      yield row
    }
  } finally {
    await done(count)
  }
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

const signedOut = new AppError('UNAUTHENTICATED', { zh: '登录已结束,请重新登录后导出。', en: 'Sign in again first.' })
