import type { IncomingMessage, ServerResponse } from 'node:http'
import { sessionStillHolds } from '#server/modules/people/sessions.ts'
import { answerLink } from '#server/platform/answer-link.ts'
import type { Actor } from '#server/platform/context.ts'
import { AppError, notFound } from '#server/platform/errors.ts'
import { Turns } from '#server/platform/turns.ts'
import { db } from '#server/postgres/db.ts'
import { visiblePapers } from './access.ts'
import { type Link, paperLinks, path } from './link.ts'

/** Answers a request for the link of a photo. Returns false, and answers nothing, where the path is another one. */
export const showPaper = (request: IncomingMessage, response: ServerResponse): Promise<boolean> =>
  answerLink(request, response, {
    path,
    links: paperLinks,
    expired: { zh: '照片链接已过期,请回到页面重新打开。', en: 'This link is over: open the photo on its page again.' },
    send,
  })

/**
 * Sends a photo that the link's session may see now. UNAUTHENTICATED where the session has ended, NOT_FOUND where it sees no
 * such photo any more. A browser shows it as the picture that it is and as nothing else.
 */
async function send(response: ServerResponse, { session, paper, size }: Link): Promise<void> {
  const viewer = await sessionStillHolds({ sessionId: session } as Actor)
  if (!viewer) throw signedOut
  const { name, bytes } = await turns.take(viewer.accountId, () => read(viewer, paper, size))
  response.writeHead(200, {
    'content-type': 'image/jpeg',
    'content-length': bytes.length,
    'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(`${name || 'photo'}.jpg`)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=600, immutable',
  })
  response.end(bytes)
}

async function read(
  viewer: Actor,
  paper: string,
  size: Link['size'],
): Promise<{ name: string | null; bytes: Uint8Array }> {
  const found = await db.paper.findFirst({ where: { AND: [{ id: paper }, visiblePapers(viewer)] } })
  const content = found && (await db.paperContent.findUnique({ where: { hash: found.hash }, select: { [size]: true } }))
  if (!content) throw notFound()
  return { name: found.name, bytes: (content as unknown as Record<Link['size'], Uint8Array>)[size] }
}

/** Few photos are read for one account at once: each may have megabytes. */
const turns = new Turns({
  atOnce: 4,
  mostWaiting: 100,
  tooMany: () =>
    new AppError(
      'UNAVAILABLE',
      {
        zh: '这个账号同时打开的照片太多,请稍后再试。',
        en: 'This account opens too many photos at once; try again shortly.',
      },
      { retryAfter: 1 },
    ),
})

const signedOut = new AppError('UNAUTHENTICATED', { zh: '登录已结束,请重新登录。', en: 'Sign in again first.' })
