import { z } from 'zod'
import { Prisma, type View } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { nothing, one, type Read, root, value } from '#server/log/load.ts'
import { insert, update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { type Actor, forbidden, signedIn } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { db } from '#server/postgres/db.ts'
import { deskRoles, sharesViews, visibleViews } from './access.ts'
import { ViewListEnum } from './enums.ts'
import { reachOf, viewEvents } from './events.ts'
import { mostShared, mostViews } from './limits.ts'

/** Whether a text is what `URLSearchParams` makes of parameters, or what a person has typed in its place. */
function isQuery(text: string): boolean {
  if (!/^[\w\-.~!$&'()*+,;=:@/?%]*$/.test(text) || text.startsWith('?')) return false
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

const SaveViewInput = builder.inputType('SaveViewInput', {
  description: 'A view of a list of the desk: its name, and what the list is to show. 工作台列表的一个视图。',
  fields: (t) => ({
    ...changeFields(t),
    viewId: t.id({
      required: false,
      description:
        'The global id of the view of your own that is to be changed; a new one is made if left out. 要修改的本人视图的编号;不填则新建。',
    }),
    list: t.field({
      type: ViewListEnum,
      description:
        'The list that the view shows; it stays the same when a view is changed. 视图所属的列表,修改时不变。',
    }),
    name: t.string({
      validate: line(1, 40),
      description: 'What the view is called, 1 to 40 characters. 视图的名称,1 至 40 字。',
    }),
    address: t.string({
      validate: z.string().max(2000).refine(isQuery),
      description:
        'The filters, order and columns as the query part of the desk’s address, without the question mark, up to 2,000 characters; it may be empty. 筛选、排序与列,即工作台网址中问号之后的部分,至多 2000 字符,可为空。',
    }),
    isShared: t.boolean({
      required: false,
      description:
        'Whether all of the command centre and the district see the view; only its owner does if left out. 是否与指挥中心及区总工会共享;不填则仅本人可见。',
    }),
  }),
})

/** Makes a view, or changes one's own. The owner's account is locked, so that views are counted one after another. */
export const saveView = deed('saveView', {
  does: { en: 'Saves a view of a list, or changes one of your own.', zh: '保存一个列表视图,或修改本人的视图。' },
  errors: {
    NOT_FOUND: { en: 'you have no such view of this list', zh: '本人在此列表下没有这个视图' },
    FORBIDDEN: { en: 'only the command centre shares views', zh: '只有指挥中心可以共享视图' },
    INVALID: {
      en: 'you have 50 views of this list, or 50 of it are shared, or the address is no query part of an address',
      zh: '此列表下本人已有 50 个视图,或已共享 50 个,或 address 不是网址的查询部分',
    },
    CONFLICT: { en: 'another view of yours of this list has that name', zh: '本人在此列表下已有同名视图' },
  },
  input: SaveViewInput,
  roles: deskRoles,
  ids: { viewId: 'View' },
  payload: (t) => ({
    view: t.prismaField({
      type: 'View',
      nullable: true,
      description:
        'The view as it stands after the change; null where it was deleted meanwhile. 操作后的视图,此间已被删除则为空。',
      resolve: (query, { subjectId }, _, context) =>
        db.view.findFirst({ ...query, where: { AND: [{ id: subjectId! }, visibleViews(signedIn(context))] } }),
    }),
  }),
  load(actor, { viewId, list, name, isShared }) {
    const own = Prisma.sql`"ownerId" = ${actor.accountId}::uuid AND list = ${list}::"ViewList"`
    const before = Prisma.sql`SELECT * FROM "View" WHERE id = ${viewId}::uuid AND ${own}`
    const shared = Prisma.sql`"unionId" = ${actor.unionId}::uuid AND list = ${list}::"ViewList" AND "isShared"`
    return {
      lock: [...(isShared ? [root('TradeUnion', actor.unionId)] : []), root('Account', actor.accountId)],
      read: {
        before: viewId ? one<View>(before, () => notFound('viewId')) : nothing,
        ownViews: countViews(own),
        sharedViews: countViews(shared),
        namesake: value<string | null>(
          Prisma.sql`SELECT (SELECT id FROM "View" WHERE ${own} AND name = ${name}) AS value`,
        ),
      },
    }
  },
  decide({ before, ownViews, sharedViews, namesake }, input, { at, actor }) {
    const { list, name, address } = input
    const isShared = input.isShared ?? false
    if (isShared) checkSharing(actor, before, sharedViews)
    if (namesake && namesake !== before?.id) throw nameTaken(namesake)
    const state = { name, address, isShared }
    if (!before) {
      if (ownViews >= mostViews) throw tooMany(mostViews)
      const view = { id: newId(), unionId: actor.unionId, ownerId: actor.accountId, list, ...state, updatedAt: at }
      const event = viewEvents.saved(view, { list, reach: reachOf(view) })
      return { subjectId: view.id, writes: [insert('View', view)], events: [event] }
    }
    const isSame = before.name === name && before.address === address && before.isShared === isShared
    if (isSame) return { subjectId: before.id, writes: [], events: [] }
    return {
      subjectId: before.id,
      writes: [update('View', before.id, { ...state, updatedAt: at })],
      events: [viewEvents.saved(before, { list, reach: reachOf(before, state) })],
    }
  },
})

const countViews = (which: Prisma.Sql): Read<number> =>
  value(Prisma.sql`SELECT count(*)::int AS value FROM "View" WHERE ${which}`)

/** FORBIDDEN: the actor may share nothing. INVALID: as many views of the list as can be are shared already. */
function checkSharing(actor: Actor, before: View | null, sharedViews: number): void {
  if (!sharesViews(actor)) throw forbidden()
  if (before?.isShared || sharedViews < mostShared) return
  throw invalid('isShared', {
    zh: `此列表已有 ${mostShared} 个共享视图,请先删除一个。`,
    en: `${mostShared} views of this list are shared already: delete one first.`,
  })
}

const tooMany = (most: number) =>
  invalid('list', {
    zh: `此列表下您已有 ${most} 个视图,请先删除一个。`,
    en: `You have ${most} views of this list already: delete one first.`,
  })

const nameTaken = (id: string) =>
  conflict(
    { zh: '此列表下您已有同名的视图。', en: 'You have a view of this list with that name already.' },
    globalId('View', id),
  )
