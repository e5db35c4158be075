import type { ServerResponse } from 'node:http'
import { db } from '#server/postgres/db.ts'
import { look } from '#server/postgres/watch.ts'

/** Answers that the process is alive. */
export const healthz = (response: ServerResponse) => answer(response, 200, 'ok')

/**
 * Answers 200 when the node can work: it is not stopping, its database can be written to, and all migrations are
 * finished. Otherwise 503, with a sentence that says why. A disk that is nearly full is named as well.
 */
export async function readyz(response: ServerResponse, stopping: boolean): Promise<void> {
  if (stopping) return answer(response, 503, 'stopping')
  const { status, text } = await lastLook()
  answer(response, status, text)
}

type Found = { status: number; text: string }

let found: Promise<Found> | null = null

/** What was found within the last second. Anybody may ask, and each look opens a connection to the database. */
function lastLook(): Promise<Found> {
  found ??= lookAnew().finally(() => {
    setTimeout(() => {
      found = null
    }, 1000).unref()
  })
  return found
}

async function lookAnew(): Promise<Found> {
  const { isWritable, sentence } = await look()
  if (!isWritable) return { status: 503, text: sentence }
  try {
    const [row] = await db.$queryRaw<{ unfinished: bigint }[]>`
      SELECT count(*) AS unfinished FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL`
    if (row!.unfinished > 0n) return { status: 503, text: 'migrations unfinished' }
    return { status: 200, text: sentence ? `ready; ${sentence}` : 'ready' }
  } catch {
    return { status: 503, text: 'the database does not answer' }
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  const headers = { 'content-type': 'text/plain', 'cache-control': 'no-store' }
  response.writeHead(status, { ...headers, ...(status === 503 && { 'retry-after': '5' }) }).end(`${text}\n`)
}
