import type { ServerResponse } from 'node:http'
import { db } from '#server/postgres/db.ts'

/** Answers that the process is alive. */
export const healthz = (response: ServerResponse) => answer(response, 200, 'ok')

/**
 * Answers 200 when the node can work: it is not stopping, its database answers, and all migrations are finished.
 * Otherwise 503.
 */
export async function readyz(response: ServerResponse, stopping: boolean): Promise<void> {
  if (stopping) return answer(response, 503, 'stopping')
  try {
    const [row] = await db.$queryRaw<{ unfinished: bigint }[]>`
      SELECT count(*) AS unfinished FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL`
    if (row!.unfinished > 0n) return answer(response, 503, 'migrations unfinished')
    answer(response, 200, 'ready')
  } catch {
    answer(response, 503, 'database away')
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(`${text}\n`)
}
