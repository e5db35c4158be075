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
  const { isWritable, sentence } = await look()
  if (!isWritable) return answer(response, 503, sentence)
  try {
    if ((await unfinished()) > 0n) return answer(response, 503, 'migrations unfinished')
    answer(response, 200, sentence ? `ready; ${sentence}` : 'ready')
  } catch {
    answer(response, 503, 'the database does not answer')
  }
}

let asking: Promise<bigint> | null = null

/** How many migrations are not finished. All who ask while the database is asked share its answer. */
function unfinished(): Promise<bigint> {
  const count = async () => {
    const [row] = await db.$queryRaw<{ unfinished: bigint }[]>`
      SELECT count(*) AS unfinished FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL`
    return row!.unfinished
  }
  asking ??= count().finally(() => {
    asking = null
  })
  return asking
}

function answer(response: ServerResponse, status: number, text: string): void {
  const headers = { 'content-type': 'text/plain', 'cache-control': 'no-store' }
  response.writeHead(status, { ...headers, ...(status === 503 && { 'retry-after': '5' }) }).end(`${text}\n`)
}
