import { type Account, Prisma, type Zone } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { nothing, oneOrNull, type Read, root } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import type { Actor } from '#server/platform/context.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { line } from '#server/platform/text.ts'
import { lastChair } from './disable-account.ts'
import { CommandRankEnum } from './enums.ts'
import { accountEvents } from './events.ts'
import { accountConflict, accountLoad, checkMember, readChairs, readMember } from './load.ts'
import { newUsername, noRank, usernameUniqueness } from './new-account.ts'
import { accountPayload } from './payload.ts'
import { allowChair, checkRank } from './ranks.ts'
import { retired } from './retirement.ts'

const UpdateAccountInput = builder.inputType('UpdateAccountInput', {
  description: 'What is to be changed of an account; what is left out stays. 修改账号,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    accountId: t.id({ description: 'The global id of the account. 账号的编号。' }),
    username: t.string({
      required: false,
      validate: newUsername,
      description:
        'Another name to sign in by: 2 to 40 letters, digits or the signs . _ - and no other account’s name. 新的用户名,2 至 40 个字母、数字或 . _ -,不能与其他账号重复。',
    }),
    displayName: t.string({
      required: false,
      validate: line(1, 100),
      description: 'Another name that others are shown, 1 to 100 characters. 新的显示名,1 至 100 字。',
    }),
    rank: t.field({
      type: CommandRankEnum,
      required: false,
      description: 'Another rank, for an account of the role COMMAND only. 新的职级,仅指挥中心账号可填。',
    }),
    memberId: t.id({
      required: false,
      description:
        'The global id of the member of its squad who alone acts by the account from now on; the account of a member stays that member’s. 今后专用这个账号的队员的编号;已属一名队员的账号不能改属他人。',
    }),
    isHead: t.boolean({
      required: false,
      description:
        'Whether the person leads the agency, for an account of the role AGENCY only: an overdue issue reaches the head after the officers. 是否部门负责人,仅部门账号可填;问题超时后先报经办人,再报负责人。',
    }),
    zoneId: t.id({
      required: false,
      description:
        'The global id of the zone that the cadre leads from now on, for an account of the role CADRE only. 今后所带片区的编号,仅带队领导账号可填。',
    }),
  }),
})

type UpdateAccount = typeof UpdateAccountInput.$inferInput
type Fields = Partial<Pick<Account, 'username' | 'displayName' | 'rank' | 'memberId' | 'zoneId' | 'isHead'>>

/** An account is corrected. Only a chair changes ranks, and a union always keeps a chair whose account is in use. */
export const updateAccount = deed('updateAccount', {
  does: {
    en: 'Changes the username, the name, the rank, the member or the zone of an account, and whether it leads its agency. Where only the member is given, the account gets the member’s name. Whose account it is cannot be changed once it is a member’s.',
    zh: '修改账号的用户名、显示名、职级、队员、所带片区,或是否部门负责人;只填队员时,显示名改为队员姓名;账号一经属于一名队员,不能改属他人。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such account, or the union has no such member or zone', zh: '找不到账号、队员或片区' },
    FORBIDDEN: {
      en: 'the account has a higher rank than you, or you change a rank and are no chair',
      zh: '这个账号的职级高于您,或不是主席而修改职级',
    },
    CONFLICT: {
      en: 'the username is taken, the member has another account, the account is another member’s, the zone is retired, or the last chair in use would get another rank',
      zh: '用户名已被使用,这名队员另有账号,账号已属另一名队员,片区已停用,或最后一个可用的主席将失去职级',
    },
    INVALID: {
      en: 'the member is none of the account’s squad, the account has no rank because its role is not COMMAND, no zone because it is not CADRE, or leads no agency because it is not AGENCY',
      zh: '队员不属于账号的小分队,不是指挥中心的账号而填写职级,不是带队领导的账号而填写片区,或不是部门账号而填写负责人',
    },
  },
  input: UpdateAccountInput,
  roles: ['COMMAND'],
  ids: { accountId: 'Account', memberId: 'SquadMember', zoneId: 'Zone' },
  payload: accountPayload,
  load(actor, { accountId, memberId, zoneId }) {
    const { lock, read } = accountLoad(actor, accountId)
    return {
      lock: [root('TradeUnion', actor.unionId), ...lock],
      read: {
        ...read,
        member: readMember(actor.unionId, memberId),
        zone: readZoneOf(actor.unionId, zoneId),
        otherChairs: readChairs(actor.unionId, accountId),
      },
    }
  },
  decide({ account, member, zone, otherChairs }, input, { actor }) {
    checkRank(actor, account.rank)
    if (input.memberId) checkMember(account, member)
    checkSamePerson(account, input.memberId)
    if (input.zoneId) checkZone(account, zone)
    if (input.isHead && account.role !== 'AGENCY') throw noHead()
    const changed = changedFields(account, { ...input, displayName: input.displayName ?? member?.name })
    if (changed.rank) checkNewRank(actor, account, otherChairs)
    const fields = Object.keys(changed)
    if (fields.length === 0) return { subjectId: account.id, writes: [], events: [] }
    const { rank = account.rank, username = account.username } = changed
    return {
      subjectId: account.id,
      writes: [update('Account', account.id, changed)],
      events: [accountEvents.updated(account, { fields: fields.join(' '), rank })],
      uniqueness: usernameUniqueness(account.unionId, username),
    }
  },
})

/** Those of the input's fields that differ from the row. */
function changedFields(old: Account, { username, displayName, rank, memberId, zoneId, isHead }: UpdateAccount): Fields {
  const next: Fields = {
    username: username?.toLowerCase() ?? old.username,
    displayName: displayName ?? old.displayName,
    rank: rank ?? old.rank,
    memberId: memberId === undefined ? old.memberId : memberId,
    zoneId: zoneId ?? old.zoneId,
    isHead: isHead ?? old.isHead,
  }
  return Object.fromEntries(Object.entries(next).filter(([field, value]) => value !== old[field as keyof Fields]))
}

/** CONFLICT where the account is a member's and would become somebody else's, or the squad's. */
function checkSamePerson(account: Account, memberId: string | null | undefined): void {
  if (memberId === undefined || !account.memberId || account.memberId === memberId) return
  throw accountConflict(account, {
    zh: '改属他人后,这个账号做过的事会像是别人做的;请另建账号。',
    en: 'Somebody else would seem to have done what this account did: make a new account.',
  })
}

/** INVALID, FORBIDDEN or CONFLICT where the account cannot get another rank, or not from this actor. */
function checkNewRank(actor: Actor, account: Account, otherChairs: number): void {
  if (account.role !== 'COMMAND') throw noRank()
  allowChair(actor)
  if (account.rank === 'CHAIR' && !account.disabledAt && otherChairs === 0) throw lastChair(account)
}

const noHead = () => invalid('isHead', { zh: '只有部门账号有负责人。', en: 'Only the account of an agency leads it.' })

/** Reads a zone of the union; null where there is none or none is named. */
const readZoneOf = (unionId: string, id: string | null | undefined): Read<Zone | null> =>
  id
    ? oneOrNull<Zone>(Prisma.sql`SELECT * FROM "Zone" WHERE id = ${id}::uuid AND "unionId" = ${unionId}::uuid`)
    : nothing

/** NOT_FOUND where the union has no such zone, INVALID where the account is none of a cadre, CONFLICT where the zone is retired. */
function checkZone(account: Account, zone: Zone | null): void {
  if (!zone) throw notFound('zoneId')
  if (account.role !== 'CADRE') {
    throw invalid('zoneId', {
      zh: '只有带队领导的账号带片区。',
      en: 'Only the account of a zone’s cadre leads a zone.',
    })
  }
  if (zone.retiredAt && zone.id !== account.zoneId) throw retired({ type: 'Zone', id: zone.id, name: zone.name })
}
