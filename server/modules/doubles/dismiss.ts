import { deed } from '#server/log/deed.ts'
import { insert } from '#server/log/rows.ts'
import { enterpriseEvents } from '#server/modules/enterprises/events.ts'
import { enterprisePayload } from '#server/modules/enterprises/payload.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { idsOfPair, inOrder, pairInput, putAwayLoad, twoOf } from './put-away.ts'

const DismissDoubleInput = pairInput(
  'DismissDoubleInput',
  'Two enterprises that look like one and are two. 看似重复、其实不是同一家的两家企业。',
)

/** Two entries that look like one are two enterprises: nothing shows them as likely doubles of each other any more. */
export const dismissDouble = deed('dismissDouble', {
  does: {
    en: 'Says of two enterprises that look like one that they are two: lists, forms and imports do not show the one as the likely double of the other any more. recallDouble takes that back.',
    zh: '说明看似重复的两家企业不是同一家:名单、表单与导入不再把它们当作可能重复。可用 recallDouble 放回。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such enterprise', zh: '找不到企业' },
    CONFLICT: { en: 'it was said already', zh: '已经说明过' },
    INVALID: { en: 'both are the same entry', zh: '两者是同一条登记' },
  },
  input: DismissDoubleInput,
  roles: ['COMMAND'],
  ids: idsOfPair,
  payload: enterprisePayload,
  load: putAwayLoad,
  decide({ entries, pair }, input, { at, actor }) {
    const [one, other] = twoOf(entries, input)
    if (pair) throw dismissedAlready(other!.id)
    const [smallerId, greaterId] = inOrder(one!.id, other!.id)
    const { unionId, accountId: actorId } = actor
    return {
      subjectId: one!.id,
      writes: [insert('DistinctPair', { id: newId(), unionId, smallerId, greaterId, at, actorId })],
      events: [
        enterpriseEvents.doubleDismissed(one!, { otherId: other!.id }),
        enterpriseEvents.doubleDismissed(other!, { otherId: one!.id }),
      ],
    }
  },
})

const dismissedAlready = (id: string) =>
  conflict(
    { zh: '已经说明这两家不是同一家。', en: 'It was said already that they are two.' },
    globalId('Enterprise', id),
  )
