import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { insert } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { forbidden } from '#server/platform/context.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { paperRoles } from './access.ts'
import { paperEvents, paperFacts } from './events.ts'
import { mostBytes, mostPapers } from './limits.ts'
import { type Holder, type HolderId, holderLoad } from './load.ts'
import { nameOfPaper } from './name.ts'
import { paperPayload } from './payload.ts'
import { makeAnew, type Picture, tooLarge } from './picture.ts'

const AddPaperInput = builder.inputType('AddPaperInput', {
  description:
    'A photo, and the issue, the words about an issue or the visit that it is added to. 照片,以及添加到哪个问题、哪条文字或哪次走访。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({
      required: false,
      description:
        'The global id of the issue; one of issueId, entryId and visitId is needed. 问题的编号;问题、文字记录与走访三选一。',
    }),
    entryId: t.id({
      required: false,
      description:
        'The global id of what was written about an issue, such as an answer or a note: the photo is shown beside the words. 关于问题的文字记录(如答复、备注)的编号,照片显示在文字旁。',
    }),
    visitId: t.id({
      required: false,
      description: 'The global id of the visit. 走访的编号。',
    }),
    file: t.field({
      type: 'Upload',
      description:
        'A JPEG, PNG or WebP file of at most 10 MB and 24 million pixels; what it is is told by its content. JPEG、PNG 或 WebP 照片,至多 10 MB、2400 万像素,按内容识别。',
    }),
    name: t.string({
      required: false,
      validate: z.string().max(400),
      description:
        'What the photo is called, the name of the file if left out; the first 100 characters are kept, without folders and ending. 照片的名称,不填为文件名;保留前 100 字,去掉路径和扩展名。',
    }),
  }),
})

type AddPaper = typeof AddPaperInput.$inferInput

/** What is prepared: the picture made anew, and the SHA-256 of the file that was sent, by which a second try is known. */
type Prepared = { picture: Picture; sha256: string; holderId: HolderId }

/** A photo is added to an issue, to what was written about one, or to a visit. It is made anew from its pixels before anything is locked. */
export const addPaper = deed('addPaper', {
  does: {
    en: 'Adds a photo to an issue, to what you wrote about an issue, or to a visit. It is made anew from its pixels, at most 2,560 on a side, so that it holds nothing of where it was taken.',
    zh: '给问题、本人写的文字记录或走访添加照片。照片按像素重新生成,最长边 2560 像素,不保留拍摄地点等信息。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue, words or visit', zh: '找不到这个问题、这条文字或这次走访' },
    FORBIDDEN: {
      en: 'somebody else wrote the words, and you are not the command centre',
      zh: '文字由他人所写,而您不是指挥中心',
    },
    CONFLICT: { en: 'it has 20 photos already, or the visit is voided', zh: '已有 20 张照片,或走访已作废' },
    INVALID: {
      en: 'not exactly one of issueId, entryId and visitId is given, or the file is no photo that can be read, or too large',
      zh: '问题、文字与走访没有恰好填一个,或文件不是可读的照片,或太大',
    },
  },
  input: AddPaperInput,
  roles: paperRoles,
  ids: { issueId: 'Issue', entryId: 'IssueEntry', visitId: 'Visit' },
  unhashed: ['file'],
  async prepare(input): Promise<Prepared> {
    const holderId = holderIdOf(input)
    if (input.file.size > mostBytes) throw tooLarge()
    const bytes = new Uint8Array(await input.file.arrayBuffer())
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { holderId, sha256, picture: await makeAnew(bytes) }
  },
  hashed: ({ sha256 }) => ({ sha256 }),
  payload: paperPayload,
  load: (actor, _, { holderId }) => holderLoad(actor, holderId),
  decide({ holder, papers }, { file, name }, { at, actor, prepared: { picture } }) {
    if (holder.authorId && actor.role !== 'COMMAND' && holder.authorId !== actor.accountId) throw forbidden()
    if (holder.state === 'VOIDED') throw visitVoided(holder)
    if (papers >= mostPapers) throw tooMany(holder)
    const { hash, bytes, small, width, height } = picture
    const { issueId, entryId, visitId, unionId, enterpriseId } = holder
    const paper = {
      ...{ id: newId(), unionId, enterpriseId, issueId, entryId, visitId },
      ...{ hash, name: nameOfPaper(name ?? file.name), size: bytes.length, width, height },
      ...{ addedById: actor.accountId, addedAt: at },
    }
    return {
      subjectId: paper.id,
      writes: [
        Prisma.sql`
          INSERT INTO "PaperContent" (hash, bytes, small) VALUES (${hash}, ${bytes}, ${small})
          ON CONFLICT (hash) DO UPDATE SET "unusedSince" = NULL`,
        insert('Paper', paper),
      ],
      events: [paperEvents.added(holder, paperFacts(paper.id, holder), { happenedAt: at })],
    }
  },
})

/** INVALID: the input names more than one of an issue, words and a visit, or none. */
function holderIdOf({ issueId, entryId, visitId }: AddPaper): HolderId {
  const [named, ...others] = Object.entries({ Issue: issueId, IssueEntry: entryId, Visit: visitId }).flatMap(
    ([on, id]) => (id ? [{ on, id: String(id) } as HolderId] : []),
  )
  if (named && others.length === 0) return named
  throw invalid('issueId', {
    zh: '请指明一个问题、一条文字或一次走访,只填一个。',
    en: 'Name an issue, words about one, or a visit: one of the three.',
  })
}

function idOf({ issueId, entryId, visitId }: Holder): string {
  if (entryId) return globalId('IssueEntry', entryId)
  return issueId ? globalId('Issue', issueId) : globalId('Visit', visitId!)
}

const visitVoided = (holder: Holder) => conflict({ zh: '这次走访已作废。', en: 'This visit was voided.' }, idOf(holder))

const tooMany = (holder: Holder) =>
  conflict(
    {
      zh: `最多 ${mostPapers} 张照片,请先作废不需要的。`,
      en: `There are ${mostPapers} photos already: void one first.`,
    },
    idOf(holder),
  )
