import { Prisma, type View } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { one, rootsOf } from '#server/log/load.ts'
import { builder } from '#server/platform/builder.ts'
import { type Actor, forbidden } from '#server/platform/context.ts'
import { notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { deskRoles, sharesViews, visibleViewsSql } from './access.ts'
import { reachOf, viewEvents } from './events.ts'

const DeleteViewInput = builder.inputType('DeleteViewInput', {
  description: 'Which saved view is to be deleted. 要删除的视图。',
  fields: (t) => ({
    ...changeFields(t),
    viewId: t.id({ description: 'The global id of the view. 视图的编号。' }),
  }),
})

/** Deletes a view of one's own; the command centre also deletes what others of it have shared. */
export const deleteView = deed('deleteView', {
  does: {
    en: 'Deletes a saved view of your own, or, for the command centre, a shared one.',
    zh: '删除本人的视图;指挥中心也可删除共享的视图。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such view', zh: '找不到视图' },
    FORBIDDEN: {
      en: 'it is another person’s, and you are not the command centre',
      zh: '视图属于他人,而您不是指挥中心',
    },
  },
  input: DeleteViewInput,
  roles: deskRoles,
  ids: { viewId: 'View' },
  payload: (t) => ({
    viewId: t.id({
      description: 'The global id of the view that was deleted. 已删除视图的编号。',
      resolve: ({ input }) => globalId('View', input.viewId),
    }),
  }),
  load: (actor, { viewId }) => ({
    lock: [rootsOf('Account', Prisma.sql`SELECT "ownerId" FROM "View" WHERE id = ${viewId}::uuid`)],
    read: {
      view: one<View>(
        Prisma.sql`SELECT v.* FROM "View" v WHERE v.id = ${viewId}::uuid AND ${visibleViewsSql(actor, 'v')}`,
        () => notFound('viewId'),
      ),
    },
  }),
  decide({ view }, _, { actor }) {
    checkDeletion(actor, view)
    const { id, list } = view
    return {
      subjectId: id,
      writes: [Prisma.sql`DELETE FROM "View" WHERE id = ${id}::uuid`],
      events: [viewEvents.deleted(view, { list, reach: reachOf(view) })],
    }
  },
})

/** FORBIDDEN: the view is another person's, and the actor does not share views itself. */
function checkDeletion(actor: Actor, { ownerId }: View): void {
  if (ownerId !== actor.accountId && !sharesViews(actor)) throw forbidden()
}
