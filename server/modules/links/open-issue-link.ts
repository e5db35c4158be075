import { z } from 'zod'
import { audit, doneBy } from '#server/log/audit.ts'
import { builder } from '#server/platform/builder.ts'
import { isPublic } from '#server/platform/public.ts'
import { issueGone, issueLinkOf } from './issue-link.ts'
import { mostOpeningsOfIssue } from './limits.ts'
import { contactOf, LinkedIssueRef, linkedIssue } from './linked-issue.ts'
import { noteOpening } from './openings.ts'

const OpenIssueLinkInput = builder.inputType('OpenIssueLinkInput', {
  description: 'The secret of a link for an issue. 办理问题的链接的密钥。',
  fields: (t) => ({
    secret: t.string({
      validate: z.string().min(1).max(100),
      description: 'What stands behind # in the address of the link. 链接网址中 # 之后的部分。',
    }),
  }),
})

builder.mutationField('openIssueLink', (t) =>
  t.field({
    ...isPublic,
    type: LinkedIssueRef,
    description:
      'Shows the issue of a link, and notes that it was opened and by what kind of device. It opens no session. UNAUTHENTICATED: there is no such link. CONFLICT: the link has expired or was revoked, or the issue is over or was taken from the agency. UNAVAILABLE: too many attempts have failed. 凭链接查看问题,并记下打开的时间与设备类别;不产生会话。UNAUTHENTICATED:没有这条链接。CONFLICT:链接已过期或撤销,或问题已了结、已不由该部门承办。UNAVAILABLE:失败次数太多。',
    args: { input: t.arg({ type: OpenIssueLinkInput, description: 'The secret of the link. 链接的密钥。' }) },
    resolve: async (_, { input }, context) => {
      const link = await issueLinkOf(input.secret, context.address)
      await noteOpening(link, mostOpeningsOfIssue, context.userAgent)
      const shown = await linkedIssue(link)
      if (!shown) throw await issueGone(link)
      const contact = contactOf(shown)
      if (contact?.phone) {
        // an agency has to call: the number comes whole with the issue, and that is written down
        const by = doneBy(link, context.address)
        await audit({ ...by, kind: 'REVEAL', subjectType: 'Contact', subjectId: contact.id })
      }
      return shown
    },
  }),
)
