import { Prisma } from '#codegen/prisma/client.ts'
import { deed } from '#server/log/deed.ts'
import { enterpriseEvents } from '#server/modules/enterprises/events.ts'
import { enterprisePayload } from '#server/modules/enterprises/payload.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { idsOfPair, pairInput, putAwayLoad, twoOf } from './put-away.ts'

const RecallDoubleInput = pairInput(
  'RecallDoubleInput',
  'Two enterprises that may be one after all. 可能仍是同一家的两家企业。',
)

/** Two enterprises that were said to be two may be one after all: they are shown as likely doubles again, where they look so. */
export const recallDouble = deed('recallDouble', {
  does: {
    en: 'Takes back that two enterprises were said to be two: where they look like one, they are shown as likely doubles again.',
    zh: '收回“不是同一家”的说明:两家看似重复的,重新列为可能重复。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such enterprise', zh: '找不到企业' },
    CONFLICT: { en: 'nobody has said that they are two', zh: '没有说明过不是同一家' },
    INVALID: { en: 'both are the same entry', zh: '两者是同一条登记' },
  },
  input: RecallDoubleInput,
  roles: ['COMMAND'],
  ids: idsOfPair,
  payload: enterprisePayload,
  load: putAwayLoad,
  decide({ entries, pair }, input) {
    const [one, other] = twoOf(entries, input)
    if (!pair) throw notDismissed(other!.id)
    return {
      subjectId: one!.id,
      writes: [Prisma.sql`DELETE FROM "DistinctPair" WHERE id = ${pair.id}::uuid`],
      events: [
        enterpriseEvents.doubleRecalled(one!, { otherId: other!.id }),
        enterpriseEvents.doubleRecalled(other!, { otherId: one!.id }),
      ],
    }
  },
})

const notDismissed = (id: string) =>
  conflict({ zh: '没有说明过这两家不是同一家。', en: 'Nobody has said that they are two.' }, globalId('Enterprise', id))
