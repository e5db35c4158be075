import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { one, type Read, root } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { writeEvents } from '#server/log/write.ts'
import { answerIssue } from '#server/modules/issues/answer.ts'
import { callBackIssue } from '#server/modules/issues/call-back.ts'
import { closeIssue } from '#server/modules/issues/close.ts'
import { returnIssue } from '#server/modules/issues/return.ts'
import { takeIssue } from '#server/modules/issues/take.ts'
import { accountEvents } from '#server/modules/people/events.ts'
import { builder } from '#server/platform/builder.ts'
import { AppError, invalid, notFound } from '#server/platform/errors.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { isPublic } from '#server/platform/public.ts'
import { line, paragraph } from '#server/platform/text.ts'
import { db } from '#server/postgres/db.ts'
import { LinkActEnum } from './enums.ts'
import { actorOf, type IssueLink, issueGone, issueLinkOf, readOver } from './issue-link.ts'
import { LinkedIssueRef, linkedIssue, namedBy } from './linked-issue.ts'

const ActByIssueLinkInput = builder.inputType('ActByIssueLinkInput', {
  description: 'What is done by a link for an issue. 凭链接办理什么。',
  fields: (t) => ({
    clientId: t.field({
      type: 'UUID',
      description:
        'A UUID that the page makes for this act. The same one sent again changes nothing. 由页面为本次操作生成的 UUID;重复发送不会重复执行。',
    }),
    secret: t.string({
      validate: z.string().min(1).max(100),
      description: 'What stands behind # in the address of the link. 链接网址中 # 之后的部分。',
    }),
    act: t.field({ type: LinkActEnum, description: 'What is done by the link. 凭链接做什么。' }),
    text: t.string({
      required: false,
      validate: paragraph(1, 2000),
      description:
        'The answer, the reason for the return (at most 500 characters) or what is still to be done; at most 2,000 characters. TAKE has none, SOLVED may have one. 答复、退单原因(至多 500 字)或还差什么,至多 2000 字;签收不填,已解决可不填。',
    }),
    proposedAgencyId: t.id({
      required: false,
      description: 'The global id of the agency that should take it, with RETURN only. 建议部门的编号,仅退单时填写。',
    }),
    name: t.string({
      required: false,
      validate: line(1, 30),
      description:
        'The name of the person who acts, at most 30 characters; it is kept for the link. 办理人姓名,至多 30 字,记在这条链接上。',
    }),
  }),
})

type Input = typeof ActByIssueLinkInput.$inferInput

const ActByIssueLinkPayload = builder
  .objectRef<{ clientId: string; link: IssueLink }>('ActByIssueLinkPayload')
  .implement({
    description: 'The answer to the mutation actByIssueLink. 操作 actByIssueLink 的结果。',
    fields: (t) => ({
      clientId: t.field({
        type: 'UUID',
        description: 'The clientId of the input. 输入中的 clientId。',
        resolve: ({ clientId }) => clientId,
      }),
      issue: t.field({
        type: LinkedIssueRef,
        nullable: true,
        description:
          'The issue as it stands after the act; null where it is over or the agency has no part of it any more. 操作后的问题;已了结或已不由该部门承办时为空。',
        resolve: ({ link }) => linkedIssue(link),
      }),
    }),
  })

builder.mutationField('actByIssueLink', (t) =>
  t.field({
    ...isPublic,
    type: ActByIssueLinkPayload,
    description:
      'Does one deed on the issue of a link, as its agency or its enterprise and by the rules of that deed: takeIssue, returnIssue, answerIssue, closeIssue or callBackIssue. UNAUTHENTICATED: there is no such link. FORBIDDEN: the act is not one of this link’s party, or whoever made the link has handled the issue that is said to be solved. CONFLICT: the link or the issue is over, or the deed cannot be done now. INVALID: the text is missing or too long. UNAVAILABLE: too many attempts have failed. 以链接所属的部门或企业身份,按相应操作的规则办理链接所指的问题。UNAUTHENTICATED:没有这条链接。FORBIDDEN:不是这一方能做的,或发出链接的人办理过而要办结。CONFLICT:链接或问题已了结,或现在不能做。INVALID:没有填写或超长。UNAVAILABLE:失败次数太多。',
    args: { input: t.arg({ type: ActByIssueLinkInput, description: 'What is done by the link. 凭链接做什么。' }) },
    resolve: async (_, { input }, context) => {
      const found = await issueLinkOf(input.secret, context.address)
      try {
        await actByLink(found, input)
        return { clientId: input.clientId, link: input.name ? await nameActor(found, input.name) : found }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        // the deed finds no issue that the agency may see
        if (error.code === 'NOT_FOUND' && error.details.field === 'issueId') throw await issueGone(found)
        error.argument = 'input'
        throw error
      }
    },
  }),
)

/** Does the deed on the one issue of the link. The link must not be over when the deed has its locks. */
export function actByLink(link: IssueLink, { act, clientId, ...given }: Omit<Input, 'secret'>): Promise<unknown> {
  const actor = actorOf(link)
  const of = { clientId, issueId: link.account.issueId! }
  const over = readOver(link)
  const text = given.text?.trim()
  const needed = () => {
    if (!text) throw invalid('text', { zh: '请写几个字。', en: 'Write a few words.' })
    return text
  }
  switch (act) {
    case 'TAKE':
      return takeIssue(actor, of, over)
    case 'ANSWER':
      return answerIssue(actor, { ...of, answer: needed() }, over)
    case 'RETURN': {
      const proposedAgencyId = optionalRowId('Agency', given.proposedAgencyId as string | null, 'proposedAgencyId')
      return returnIssue(actor, { ...of, reason: shortened(needed()), proposedAgencyId }, over)
    }
    case 'SOLVED':
      return closeIssue(actor, { ...of, result: 'SOLVED', closingNote: text || '企业确认已解决。' }, over)
    case 'PARTLY':
    case 'NOT_SOLVED':
      return callBackIssue(actor, { ...of, result: act, note: needed() }, over)
  }
}

/** The reason of a return. INVALID where it is longer than such a reason may be. */
function shortened(reason: string): string {
  if (reason.length <= 500) return reason
  throw invalid('text', { zh: '退单原因至多 500 字。', en: 'A reason has at most 500 characters.' })
}

/**
 * Keeps the name of the person who acts by the link; the link with it. The first name stays: what was done by it would seem to be
 * somebody else's.
 */
async function nameActor(link: IssueLink, person: string): Promise<IssueLink> {
  const { id, agencyId, enterpriseId } = link.account
  const where = { id: (agencyId ?? enterpriseId)! }
  const select = { name: true }
  const party = agencyId
    ? await db.agency.findUniqueOrThrow({ where, select })
    : await db.enterprise.findUniqueOrThrow({ where, select })
  const displayName = namedBy(party.name, person)
  await writeEvents(link.unionId, {
    load: { lock: [root('Account', id)], read: { current: readName(id) } },
    decide: ({ current }) =>
      current.displayName !== namedBy(party.name, null)
        ? { subjectId: id, writes: [], events: [] }
        : {
            subjectId: id,
            writes: [update('Account', id, { displayName })],
            events: [accountEvents.updated({ id }, { fields: 'displayName', rank: null })],
          },
  })
  const { displayName: kept } = await db.account.findUniqueOrThrow({ where: { id }, select: { displayName: true } })
  return { ...link, account: { ...link.account, displayName: kept } }
}

const readName = (id: string): Read<{ displayName: string }> =>
  one(Prisma.sql`SELECT "displayName" FROM "Account" WHERE id = ${id}::uuid`, () => notFound())
