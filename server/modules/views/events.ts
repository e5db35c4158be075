import { z } from 'zod'
import type { View } from '#codegen/prisma/client.ts'
import { ViewList } from '#codegen/prisma/enums.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownViews } from './access.ts'

/** `reach` says whom the event concerns: those with whom the view is shared, or was until then, or its owner alone. */
const facts = { list: z.enum(ViewList), reach: z.enum(['SHARED', 'OWN']) }

/** The events of a saved view. They hold neither its name nor its address. */
export const viewEvents = declareEvents(
  {
    noun: 'view',
    subjectType: 'View',
    subject: ({ id }: Pick<View, 'id'>) => ({ id }),
    mayKnow: knownViews,
    makesOld: ['views'],
  },
  {
    saved: {
      description: { en: 'A view of a list was saved or changed.', zh: '保存或修改了一个列表视图。' },
      facts,
      line: { zh: '{{actor}} |保存了列表视图|', en: '{{actor}} |saved a view of a list|' },
      onWall: false,
    },
    deleted: {
      description: { en: 'A saved view of a list was deleted.', zh: '删除了一个列表视图。' },
      facts,
      line: { zh: '{{actor}} |删除了列表视图|', en: '{{actor}} |deleted a view of a list|' },
      onWall: false,
    },
  },
)

/** The fact that says whom an event concerns, where any of these states of the view was shared. */
export const reachOf = (...states: (Pick<View, 'isShared'> | null)[]) =>
  states.some((view) => view?.isShared) ? 'SHARED' : 'OWN'
