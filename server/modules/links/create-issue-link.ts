import { changeFields, deed } from '#server/log/deed.ts'
import { insert } from '#server/log/rows.ts'
import { keepAgency } from '#server/modules/agencies/load.ts'
import { checkOpen, readHandled } from '#server/modules/issues/load.ts'
import { partLoad, partOf } from '#server/modules/issues/parts.ts'
import { handledIt } from '#server/modules/issues/standing.ts'
import { accountRow } from '#server/modules/people/new-account.ts'
import { builder } from '#server/platform/builder.ts'
import { addDays, localDate, now } from '#server/platform/clock.ts'
import { forbidden, signedIn } from '#server/platform/context.ts'
import { newId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { visibleLinks } from './access.ts'
import { linkEvents } from './events.ts'
import { daysOfIssue } from './limits.ts'
import { namedBy } from './linked-issue.ts'
import { endOfDay, newLink } from './new-link.ts'
import { addressOf } from './payload.ts'

const CreateIssueLinkInput = builder.inputType('CreateIssueLinkInput', {
  description: 'For which issue a link is made, for whom and until when. 为哪个问题生成链接、给谁、有效至何时。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
    agencyId: t.id({
      required: false,
      description:
        'The global id of an agency that has a part of it; the link is for the enterprise where it is left out. 承办部门的编号;不填则链接给企业。',
    }),
    expiresOn: t.field({
      type: 'Date',
      required: false,
      description:
        'The last day on which the link can be used, by Beijing time, within 90 days from today; a week from today where it is left out. 最后有效日(北京时间),从今天起 90 天内,不填为七天后。',
    }),
  }),
})

/** Makes a link by which an agency or the enterprise acts on one issue without an account, and an account for whoever does. */
export const createIssueLink = deed('createIssueLink', {
  does: {
    en: 'Makes a link by which an agency that has a part of an issue, or its enterprise, acts on that issue alone without an account: an agency takes, returns and answers, the enterprise says whether it is solved. A squad makes links for enterprises.',
    zh: '生成办理一个问题的链接,免账号:部门凭它签收、退单、答复,企业凭它说明是否解决;只能办理这一个问题。小分队只能为企业生成。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue, or the union has no such agency', zh: '找不到问题或部门' },
    FORBIDDEN: {
      en: 'a squad names an agency, or you make a link for the enterprise and have taken or answered the issue yourself',
      zh: '小分队不能为部门生成,签收或答复过的人不能为企业生成',
    },
    CONFLICT: {
      en: 'the issue is closed, voided or merged, or is parked, or the agency has no part of it',
      zh: '问题已办结、作废、并案,或给部门的链接所属问题已挂账、该部门不承办',
    },
    INVALID: { en: 'expiresOn is before today or more than 90 days ahead', zh: '最后有效日早于今天或晚于 90 天后' },
  },
  input: CreateIssueLinkInput,
  roles: ['COMMAND', 'SQUAD'],
  ids: { issueId: 'Issue', agencyId: 'Agency' },
  load(actor, input) {
    const { lock, read } = partLoad(actor, input)
    return {
      lock: [...keepAgency(input.agencyId), ...lock],
      read: { ...read, hasHandled: readHandled(actor, input.issueId) },
    }
  },
  decide(state, { agencyId, expiresOn }, { actor }) {
    if (agencyId && actor.role !== 'COMMAND') throw forbidden()
    const { issue, enterprise, named } = state
    if (agencyId) partOf(actor, state, agencyId)
    else {
      checkOpen(issue)
      // who makes a link knows its address, and would close by it what he has handled himself
      if (state.hasHandled) throw handledIt(actor)
    }
    const party = agencyId
      ? { role: 'AGENCY' as const, agencyId, displayName: namedBy(named[0]!.name, null) }
      : { role: 'ENTERPRISE' as const, enterpriseId: enterprise.id, displayName: namedBy(enterprise.name, null) }
    const { unionId } = actor
    const username = `link-${newId()}`
    const account = { ...accountRow(unionId, { ...party, username }, null), issueId: issue.id }
    const createdAt = now()
    const expiresAt = endOfDay(expiresOn ?? localDate(addDays(createdAt, daysOfIssue)))
    const about = { unionId, accountId: account.id, purpose: 'ISSUE' as const }
    const link = newLink({ ...about, batchId: newId(), createdById: actor.accountId, createdAt, expiresAt })
    const facts = { accountId: account.id, purpose: about.purpose, expiresAt: expiresAt.toISOString() }
    return {
      subjectId: link.row.id,
      writes: [insert('Account', account), insert('PersonalLink', link.row)],
      events: [linkEvents.created(link.row, facts)],
      secret: link.secret,
    }
  },
  payload: (t) => ({
    address: t.string({
      nullable: true,
      description:
        'The address to give to the agency or the enterprise. It is shown once: null where the same clientId is sent again. 交给部门或企业的网址,只显示一次;重复发送同一 clientId 时为空。',
      resolve: ({ secret }, _, context) => (secret ? addressOf(context, secret, 'issue') : null),
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'The moment after which the link cannot be used. 链接的到期时间。',
      resolve: async ({ subjectId }) =>
        (await db.personalLink.findUniqueOrThrow({ where: { id: subjectId! } })).expiresAt,
    }),
    link: t.prismaField({
      type: 'PersonalLink',
      nullable: true,
      description: 'The link, for the command centre; null for all others. 生成的链接,仅指挥中心可见。',
      resolve: (query, { subjectId }, _, context) =>
        db.personalLink.findFirst({
          ...query,
          where: { AND: [{ id: subjectId! }, visibleLinks(signedIn(context))] },
        }),
    }),
  }),
})
