import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { visibleEnterprises } from './access.ts'

/** At most so many doubles of an enterprise are listed, the newest first. */
const mostShown = 50

builder.prismaObjectFields('Enterprise', (t) => ({
  mergedInto: t.relation('mergedInto', {
    nullable: true,
    description:
      'The enterprise whose double this entry was found to be: all that was here is there. Null where it is no double, or where you may not see that one. 与之重复、已并入的企业,原有记录都在那里;不是重复登记或无权查看时为空。',
    query: (_, context) => ({ where: visibleEnterprises(signedIn(context)) }),
  }),
  mergeReason: t.string({
    nullable: true,
    description:
      'How it is known that this entry is the double of another one; null where it is none, and for everybody but the command centre and the district. 为何认定与另一家重复;不是重复登记,或不是指挥中心与区级时为空。',
    select: { merger: { where: { undoneAt: null }, orderBy: { at: 'desc' }, take: 1, select: { reason: true } } },
    resolve: ({ merger }, _, context) => {
      const { role } = signedIn(context)
      return role === 'COMMAND' || role === 'DISTRICT' ? (merger[0]?.reason ?? null) : null
    },
  }),
  doubles: t.relation('doubles', {
    ...most(mostShown),
    description: 'The entries that were merged into it, at most 50, newest first. 并入它的登记,至多 50 条,新的在前。',
    query: (_, context) => ({
      where: visibleEnterprises(signedIn(context)),
      orderBy: [{ retiredAt: 'desc' }, { id: 'asc' }],
      take: mostShown,
    }),
  }),
}))
