import type { Prisma } from '#codegen/prisma/client.ts'
import { db } from '#server/postgres/db.ts'

/** An event as `append_events` takes it; its subject is an account where nothing else is said. */
export type RawEvent = {
  name: string
  subjectId: string
  subjectType?: string
  enterpriseId?: string
  squadId?: string
  facts?: object
}

/**
 * Changes rows and appends events in one transaction, as another program with the same database would: the feed of this
 * process is not woken by it. It reads these events as one page with what follows.
 */
export async function appendRaw(
  unionId: string,
  rows: ((tx: Prisma.TransactionClient) => Promise<unknown>) | null,
  ...events: RawEvent[]
): Promise<void> {
  const drafts = events.map((event) => ({ subjectType: 'Account', ...event }))
  await db.$transaction(async (tx) => {
    await rows?.(tx)
    await tx.$queryRaw`SELECT append_events(${unionId}::uuid, NULL, NULL, NULL, NULL, NULL,
      ${JSON.stringify(drafts)}::jsonb)`
  })
}
