import { batchLoader } from '#server/platform/batch-loader.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleMeasures } from './access.ts'

builder.prismaObjectFields('Reminder', (t) => ({
  measure: t.field({
    type: 'Measure',
    nullable: true,
    description:
      'The measure; null where it is about an issue, or where you may not see the measure. 措施;提醒问题或无权查看时为空。',
    select: { measureId: true },
    resolve: ({ measureId }, _, context, info) =>
      measureId === null
        ? null
        : batchLoader({ context, info, key: 'measure' }, async (ids) => {
            const where = { AND: [{ id: { in: [...ids] } }, visibleMeasures(signedIn(context))] }
            const rows = await db.measure.findMany({ where })
            return ids.map((id) => rows.find((row) => row.id === id) ?? null)
          }).load(measureId),
  }),
}))
