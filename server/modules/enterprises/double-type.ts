import type { Enterprise } from '#codegen/prisma/client.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { seesDetails, visibleEnterprises } from './access.ts'

/** At most so many doubles of an enterprise are listed, the newest first. */
const mostShown = 50

/** An entry that was merged into another one. `reason` is null for those who may not read it. */
type MergedEntry = Pick<Enterprise, 'id' | 'name' | 'creditCode' | 'address'> & { reason: string | null }

const mergedEntryRef = builder.objectRef<MergedEntry>('MergedEntry').implement({
  description:
    'An entry of the register that was found to be the double of an enterprise and was merged into it. 与某企业重复、已并入的一条登记。',
  fields: (t) => ({
    id: t.id({
      description: 'The global id that it has as an enterprise. 作为企业时的编号。',
      resolve: ({ id }) => globalId('Enterprise', id),
    }),
    name: t.exposeString('name', { description: 'The name by which it was entered. 登记时的名称。' }),
    creditCode: t.exposeString('creditCode', {
      nullable: true,
      description: 'The credit code that it still has; null where it has none. 仍在这条登记上的信用代码,没有时为空。',
    }),
    address: t.exposeString('address', {
      description: 'The address by which it was entered; it may be empty. 登记时的地址,可为空。',
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description:
        'How it is known that both are one enterprise; null for everybody but the command centre and the district. 为何认定是同一家;不是指挥中心与区级时为空。',
    }),
  }),
})

builder.prismaObjectFields('Enterprise', (t) => ({
  mergedInto: t.relation('mergedInto', {
    nullable: true,
    description:
      'The enterprise whose double this entry was found to be: all that was here is there. Null where it is no double, or where you may not see that one. 与之重复、已并入的企业,原有记录都在那里;不是重复登记或无权查看时为空。',
    query: (_, context) => ({ where: visibleEnterprises(signedIn(context)) }),
  }),
  doubles: t.field({
    type: [mergedEntryRef],
    ...most(mostShown),
    description:
      'The entries that were merged into it, at most 50, newest first; empty for those who see no details of it. 并入它的登记,至多 50 条,新的在前;无权查看其详情时为空。',
    select: {
      doubles: {
        orderBy: [{ retiredAt: 'desc' }, { id: 'asc' }],
        take: mostShown,
        select: {
          id: true,
          name: true,
          creditCode: true,
          address: true,
          merger: { where: { undoneAt: null }, orderBy: { at: 'desc' }, take: 1, select: { reason: true } },
        },
      },
    },
    resolve: ({ doubles }, _, context) => {
      const viewer = signedIn(context)
      if (!seesDetails(viewer)) return []
      const mayRead = viewer.role === 'COMMAND' || viewer.role === 'DISTRICT'
      return doubles.map(({ merger, ...entry }) => ({ ...entry, reason: mayRead ? (merger[0]?.reason ?? null) : null }))
    },
  }),
}))
