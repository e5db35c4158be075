import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleMeasures } from './access.ts'

/** The payload of the deeds on one measure: the measure, read again as the caller may see it. */
export const measureIfVisible = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  measure: t.prismaField({
    type: 'Measure',
    nullable: true,
    description:
      'The measure as it stands after the change; null where you may see it no more. 操作后的措施;已无权查看时为空。',
    resolve: (query, { subjectId }, _, context) =>
      db.measure.findFirst({ ...query, where: { AND: [{ id: subjectId! }, visibleMeasures(signedIn(context))] } }),
  }),
})
