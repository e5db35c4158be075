import { z } from 'zod'
import type { LinkPurpose } from '#codegen/prisma/enums.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { root, rootsOf } from '#server/log/load.ts'
import { insertAll } from '#server/log/rows.ts'
import { accountEvents } from '#server/modules/people/events.ts'
import { accountRow, usernameUniqueness } from '#server/modules/people/new-account.ts'
import { checkRank } from '#server/modules/people/ranks.ts'
import { checkRetirement } from '#server/modules/people/retirement.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { line } from '#server/platform/text.ts'
import { LinkPurposeEnum } from './enums.ts'
import { linkEvents } from './events.ts'
import { mostAtOnce } from './limits.ts'
import { endOfDay, newLink, revokeUnused } from './new-link.ts'
import { madeLinks } from './payload.ts'
import { accountFor, accountsOf, type FoundSubject, fieldOf, type LeftOut, leftOut, readSubjects } from './subjects.ts'

const LinkSubjectInput = builder.inputType('LinkSubjectInput', {
  description:
    'For whom a link is: an account, or a member, an enterprise, an officer or the cadre of a zone, for whom an account is made where there is none. Exactly one id is given. 链接给谁:一个账号,或队员、企业、部门经办人、片区带队领导(没有账号时自动建立);只填一个编号。',
  fields: (t) => ({
    accountId: t.id({ required: false, description: 'The global id of the account. 账号的编号。' }),
    memberId: t.id({ required: false, description: 'The global id of a member of a squad. 队员的编号。' }),
    enterpriseId: t.id({ required: false, description: 'The global id of an enterprise. 企业的编号。' }),
    agencyId: t.id({ required: false, description: 'The global id of an officer’s agency. 经办人所属部门的编号。' }),
    zoneId: t.id({
      required: false,
      description: 'The global id of a zone, for the cadre who leads it. 片区的编号,链接给其带队领导。',
    }),
    name: t.string({
      required: false,
      validate: line(1, 50),
      description: 'The name of the officer, with agencyId only, 1 to 50 characters. 经办人姓名,仅与部门一起填写。',
    }),
  }),
})

const CreateLinksInput = builder.inputType('CreateLinksInput', {
  description: 'For whom personal links are made, for what and until when. 为谁生成专用链接、用途与期限。',
  fields: (t) => ({
    ...changeFields(t),
    purpose: t.field({ type: LinkPurposeEnum, description: 'What the links are for. 链接的用途。' }),
    expiresOn: t.field({
      type: 'Date',
      description:
        'The last day on which the links can be used, by Beijing time, within 90 days from today. 最后有效日(北京时间),从今天起 90 天内。',
    }),
    subjects: t.field({
      type: [LinkSubjectInput],
      validate: z.array(z.any()).min(1).max(mostAtOnce),
      description: 'For whom, 1 to 500 of them; nobody twice. 链接给谁,1 至 500 项,不得重复。',
    }),
  }),
})

const onDevices = ['SQUAD', 'AGENCY', 'ENTERPRISE', 'CADRE']
const roles = { SET_PASSWORD: [...onDevices, 'COMMAND'], DEVICE: onDevices }
type Purpose = keyof typeof roles

/**
 * Makes a personal link for each subject. A link that the account has for the same purpose and has not used is revoked. Accounts
 * that nobody can use are left out, so that one of them does not stop all others.
 */
export const createLinks = deed('createLinks', {
  does: {
    en: 'Makes a personal link for each of these people. An earlier link for the same purpose that was not used yet is revoked. Accounts that nobody can use are left out and named.',
    zh: '为每一位生成专用链接;同一用途尚未使用的旧链接随即撤销。无法使用的账号不生成,并一一列出。',
  },
  errors: {
    NOT_FOUND: {
      en: 'the union has no such account, member, enterprise, agency or zone',
      zh: '找不到账号、队员、企业、部门或片区',
    },
    FORBIDDEN: { en: 'an account has a higher rank than you', zh: '其中有账号的职级高于您' },
    INVALID: {
      en: 'expiresOn is before today or more than 90 days ahead; a subject names none or several, or somebody a second time; a zone has no cadre; or accounts of this role get no such link',
      zh: '最后有效日早于今天或晚于 90 天后;某一项未指明或指明多个,或重复;片区没有带队领导;或该角色的账号不能有这种链接',
    },
    CONFLICT: {
      en: 'an account would be made for a retired squad, agency, zone or enterprise, or for a member who has left, or somebody else has just taken a username',
      zh: '要为已停用的小分队、部门、片区、企业或已离队的队员建立账号,或用户名刚被他人使用',
    },
  },
  input: CreateLinksInput,
  roles: ['COMMAND'],
  ids: {
    'subjects.accountId': 'Account',
    'subjects.memberId': 'SquadMember',
    'subjects.enterpriseId': 'Enterprise',
    'subjects.agencyId': 'Agency',
    'subjects.zoneId': 'Zone',
  },
  limits: { timeout: 10_000 },
  load: ({ unionId }, { subjects }) => ({
    lock: [root('TradeUnion', unionId), rootsOf('Account', accountsOf(subjects))],
    read: { found: readSubjects(unionId, subjects) },
  }),
  decide({ found }, { purpose: asked, expiresOn, subjects }, { actor }) {
    const { unionId } = actor
    const purpose = checkedPurpose(asked)
    const expiresAt = endOfDay(expiresOn)
    const usernames = new Set<string>()
    const all = subjects.map((subject, place): Chosen => {
      fieldOf(subject, place)
      const { account, retirement } = found[place]!
      if (account) return { id: account.id, leftOut: checkedAccount(actor, purpose, found[place]!, account) }
      checkRetirement(retirement, `subjects.${place}`)
      const made = accountRow(unionId, accountFor(subject, found[place]!, usernames), null)
      return { id: made.id, made }
    })
    checkDistinct(all)
    const accounts = all.filter(({ leftOut }) => !leftOut)
    const made = accounts.flatMap((account) => account.made ?? [])
    const batchId = newId()
    const common = { unionId, batchId, purpose, createdById: actor.accountId, createdAt: now(), expiresAt }
    const links = accounts.map(({ id: accountId }) => newLink({ accountId, ...common }))
    const facts = { purpose, expiresAt: expiresAt.toISOString() }
    return {
      subjectId: batchId,
      writes: [
        ...(made.length ? insertAll('Account', made) : []),
        revokeUnused(
          links.map(({ row }) => row.accountId),
          purpose,
          common.createdAt,
        ),
        ...insertAll(
          'PersonalLink',
          links.map(({ row }) => row),
        ),
      ],
      events: [
        ...made.map(({ id, role }) => accountEvents.created({ id }, { role })),
        ...links.map(({ row }) => linkEvents.created(row, { accountId: row.accountId, ...facts })),
      ],
      uniqueness: usernameUniqueness(unionId, made[0]?.username ?? ''),
      secret: {
        secrets: links.map(({ secret }) => secret),
        disabled: all.flatMap(({ id, leftOut }) => (leftOut === 'disabled' ? id : [])),
        retired: all.flatMap(({ id, leftOut }) => (leftOut === 'retired' ? id : [])),
      },
    }
  },
  payload: madeLinks,
})

/** The account for which a link is made, with its row where it is new, or why it is left out. */
type Chosen = { id: string; made?: ReturnType<typeof accountRow>; leftOut?: LeftOut | null }

/**
 * Why the account of a subject is left out; null where it is not. FORBIDDEN or INVALID where it gets no link of this purpose
 * from this actor.
 */
function checkedAccount(
  actor: Actor,
  purpose: Purpose,
  found: FoundSubject,
  account: NonNullable<FoundSubject['account']>,
): LeftOut | null {
  checkRank(actor, account.rank)
  if (roles[purpose].includes(account.role)) return leftOut(found)
  const { place } = found
  throw invalid(`subjects.${place}`, {
    zh: '这种账号不能用这种链接。',
    en: 'An account of this role gets no link of this purpose.',
  })
}

/** INVALID where the links would be for one issue: createIssueLink makes such. */
function checkedPurpose(purpose: LinkPurpose): Purpose {
  if (purpose !== 'ISSUE') return purpose
  throw invalid('purpose', {
    zh: '办理问题的链接请在问题页生成。',
    en: 'A link for an issue is made by createIssueLink.',
  })
}

/** INVALID with the place of the first subject that has the account of one before it. */
function checkDistinct(accounts: readonly { id: string }[]): void {
  const seen = new Set<string>()
  for (const [place, { id }] of accounts.entries()) {
    if (seen.has(id)) throw invalid(`subjects.${place}`, { zh: '这一位列出了两次。', en: 'This one is named twice.' })
    seen.add(id)
  }
}
