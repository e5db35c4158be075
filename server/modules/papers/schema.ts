import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import './add.ts'
import './void.ts'
import { shownPapers, visiblePapers } from './access.ts'
import { mostEntryPapers, mostPapers } from './limits.ts'
import { linkTo } from './link.ts'

registerNode('Paper', visiblePapers)

const authorRef = builder.objectRef<{ id: string; displayName: string }>('PaperAuthor').implement({
  description: 'The account that added a photo. 添加照片的账号。',
  fields: (t) => ({
    id: t.id({
      description: 'The global id of the account. 账号的编号。',
      resolve: ({ id }) => globalId('Account', id),
    }),
    displayName: t.exposeString('displayName', {
      description: 'The name of the account that others are shown. 给别人看的显示名。',
    }),
  }),
})

builder.prismaNode('Paper', {
  id: { field: 'id', description: 'The global id of the photo. 照片的编号。' },
  description: 'A photo on an issue, on what was written about one, or on a visit. 问题、文字记录或走访的照片。',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'What the photo is called; it may be empty. 照片的名称,可为空文本。',
    }),
    size: t.exposeInt('size', { description: 'How many bytes the photo has. 照片的字节数。' }),
    width: t.exposeInt('width', { description: 'How many pixels the photo is wide. 照片的宽度(像素)。' }),
    height: t.exposeInt('height', { description: 'How many pixels the photo is high. 照片的高度(像素)。' }),
    addedAt: t.expose('addedAt', {
      type: 'DateTime',
      description: 'The moment at which the photo was added, as its sender says. 添加照片的时间,以发送方为准。',
    }),
    addedBy: t.field({
      type: authorRef,
      description: 'Who added the photo. 添加照片的人。',
      select: { addedBy: { select: { id: true, displayName: true } } },
      resolve: ({ addedBy }) => addedBy,
    }),
    // whoever is shown a photo sees what it is on
    issue: t.relation('issue', {
      nullable: true,
      description: 'The issue that the photo is on; null for a photo of a visit. 照片所属的问题,走访的照片为空。',
    }),
    entry: t.relation('entry', {
      nullable: true,
      description:
        'What was written about the issue, where the photo belongs to that; null for all others. 照片所属的文字记录,其他照片为空。',
    }),
    visit: t.relation('visit', {
      nullable: true,
      description: 'The visit that the photo is on; null for a photo of an issue. 照片所属的走访,问题的照片为空。',
    }),
    url: t.string({
      nullable: true,
      description:
        'Where the whole photo, a JPEG, can be fetched for ten minutes or more, with the rights that you have then; null in a subscription. 整张照片(JPEG)的地址,十分钟以上有效,按届时的权限;订阅中为空。',
      resolve: ({ id }, _, context) => linkTo(id, 'bytes', context),
    }),
    smallUrl: t.string({
      nullable: true,
      description:
        'The same for a small one of at most 320 pixels on a side; null in a subscription. 小图的地址,最长边 320 像素;订阅中为空。',
      resolve: ({ id }, _, context) => linkTo(id, 'small', context),
    }),
  }),
})

builder.prismaObjectField('Issue', 'papers', (t) =>
  t.relation('papers', {
    ...most(mostPapers),
    description:
      'The photos of the issue itself, in the order in which they were added, at most 20; none on a wall. 问题本身的照片,按添加顺序排列,至多 20 张,大屏没有。',
    query: (_, context) => ({
      where: { AND: [shownPapers(signedIn(context)), { entryId: null }] },
      orderBy: { id: 'asc' },
      take: mostPapers,
    }),
  }),
)

builder.prismaObjectField('Issue', 'entryPapers', (t) =>
  t.relation('papers', {
    ...most(mostEntryPapers),
    description:
      'The photos of what was written about the issue and you may read, the newest first, at most 100. 关于问题的、您可读的文字记录的照片,新的在前,至多 100 张。',
    query: (_, context) => ({
      where: { AND: [shownPapers(signedIn(context)), { entryId: { not: null } }] },
      orderBy: { id: 'desc' },
      take: mostEntryPapers,
    }),
  }),
)

builder.prismaObjectField('IssueEntry', 'papers', (t) =>
  t.relation('papers', {
    ...most(mostPapers),
    description:
      'The photos that belong to these words, in the order in which they were added, at most 20. 这条文字的照片,按添加顺序排列,至多 20 张。',
    query: (_, context) => ({ where: shownPapers(signedIn(context)), orderBy: { id: 'asc' }, take: mostPapers }),
  }),
)

builder.prismaObjectField('Visit', 'papers', (t) =>
  t.relation('papers', {
    ...most(mostPapers),
    description:
      'The photos of the visit, in the order in which they were added, at most 20; none on a wall. 走访的照片,按添加顺序排列,至多 20 张,大屏没有。',
    query: (_, context) => ({ where: shownPapers(signedIn(context)), orderBy: { id: 'asc' }, take: mostPapers }),
  }),
)

builder.prismaObjectField('Visit', 'paperCount', (t) =>
  t.relationCount('papers', {
    description: 'How many photos of the visit you may see. 走访的照片张数。',
    where: (_, context) => shownPapers(signedIn(context)),
  }),
)
