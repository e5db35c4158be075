import { Prisma } from '#codegen/prisma/client.ts'
import { root, value } from '#server/log/load.ts'
import { insert, update } from '#server/log/rows.ts'
import { writeEvents } from '#server/log/write.ts'
import { now } from '#server/platform/clock.ts'
import { deviceOf } from '#server/platform/device-kind.ts'
import { newId } from '#server/platform/ids.ts'

import { linkEvents } from './events.ts'
import { readLink } from './load.ts'

/** Notes that a link was opened, up to so many times. The first one is an event. */
export async function noteOpening(
  link: { id: string; unionId: string; accountId: string },
  most: number,
  userAgent?: string,
): Promise<void> {
  const { id, unionId, accountId } = link
  await writeEvents(unionId, {
    load: {
      lock: [root('Account', accountId)],
      read: {
        current: readLink(Prisma.sql`l.id = ${id}::uuid`),
        openings: value<number>(Prisma.sql`SELECT count(*) AS value FROM "LinkOpening" WHERE "linkId" = ${id}::uuid`),
      },
    },
    decide({ current, openings }) {
      if (openings >= most) return { subjectId: id, writes: [], events: [] }
      const opening = { id: newId(), linkId: id, at: now(), device: deviceOf(userAgent) }
      const isFirst = !current.openedAt
      return {
        subjectId: id,
        writes: [
          insert('LinkOpening', opening),
          ...(isFirst ? [update('PersonalLink', id, { openedAt: opening.at })] : []),
        ],
        events: isFirst ? [linkEvents.opened(link, { accountId, device: opening.device })] : [],
      }
    },
  })
}
