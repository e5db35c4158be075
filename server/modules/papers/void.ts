import { type Paper, Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { type Actor, forbidden } from '#server/platform/context.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { paperRoles } from './access.ts'
import { paperEvents, paperFacts } from './events.ts'
import { paperLoad } from './load.ts'

const VoidPaperInput = builder.inputType('VoidPaperInput', {
  description: 'Which photo is voided, and why. 作废哪张照片及原因。',
  fields: (t) => ({
    ...changeFields(t),
    paperId: t.id({ description: 'The global id of the photo. 照片的编号。' }),
    reason: t.string({
      validate: line(1, 200),
      description: 'Why it is not shown any more, in 1 to 200 characters. 作废的原因,1 至 200 字。',
    }),
  }),
})

/** A photo is voided, with the reason: it is not shown any more. */
export const voidPaper = deed('voidPaper', {
  does: {
    en: 'Voids a photo: it is not shown any more, and 30 days later its content is deleted. Whoever has added a photo may void it, and the command centre any.',
    zh: '作废一张照片:不再显示,三十天后删除其内容。本人添加的可以作废,指挥中心可以作废任何一张。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such photo', zh: '找不到这张照片' },
    FORBIDDEN: {
      en: 'somebody else has added it, and you are not the command centre',
      zh: '照片由他人添加,而您不是指挥中心',
    },
    CONFLICT: { en: 'the photo is voided already', zh: '已经作废' },
  },
  input: VoidPaperInput,
  roles: paperRoles,
  ids: { paperId: 'Paper' },
  payload: (t) => ({
    paperId: t.id({
      description: 'The global id of the photo that was voided. 已作废照片的编号。',
      resolve: ({ input }) => globalId('Paper', input.paperId),
    }),
  }),
  load: (actor, { paperId }) => paperLoad(actor, paperId),
  decide({ paper }, { reason }, { actor }) {
    checkOwn(actor, paper)
    if (paper.voidedAt) {
      throw conflict({ zh: '这张照片已经作废。', en: 'This photo is voided already.' }, globalId('Paper', paper.id))
    }
    const hash = Prisma.sql`hash = ${paper.hash}`
    return {
      subjectId: paper.id,
      writes: [
        update('Paper', paper.id, { voidedAt: now(), voidReason: reason }),
        // whoever voids another photo with the same content waits here, and then sees that this one is voided
        Prisma.sql`UPDATE "PaperContent" SET "unusedSince" = now() WHERE ${hash}`,
        Prisma.sql`
          UPDATE "PaperContent" SET "unusedSince" = NULL
          WHERE ${hash} AND EXISTS (SELECT FROM "Paper" WHERE ${hash} AND "voidedAt" IS NULL)`,
      ],
      events: [paperEvents.voided(paper, paperFacts(paper.id, paper))],
    }
  },
})

/** FORBIDDEN: somebody else has added the photo, and the actor is not of the command centre. */
function checkOwn(actor: Actor, { addedById }: Paper): void {
  if (actor.role !== 'COMMAND' && addedById !== actor.accountId) throw forbidden()
}
