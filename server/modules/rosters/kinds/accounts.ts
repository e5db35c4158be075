import { randomInt } from 'node:crypto'
import { type Account, Prisma } from '#codegen/prisma/client.ts'
import { many, type Read, root, rootsOf } from '#server/log/load.ts'
import { createAccount } from '#server/modules/people/create-account.ts'
import { CommandRankEnum, RoleEnum } from '#server/modules/people/enums.ts'
import { type Member, readChairs } from '#server/modules/people/load.ts'
import { newUsername, usernameTaken } from '#server/modules/people/new-account.ts'
import { hashPassword } from '#server/modules/people/passwords.ts'
import { updateAccount } from '#server/modules/people/update-account.ts'
import { choiceCell, countCell, inputCell, textCell } from '#server/modules/rosters/cells.ts'
import { outdated } from '#server/modules/rosters/errors.ts'
import { wordList } from '#server/modules/rosters/header.ts'
import {
  applyDecisions,
  type Effect,
  type PlannedRow,
  type RosterKind,
  type RowDecision,
  type Secret,
} from '#server/modules/rosters/kind.ts'
import { line } from '#server/platform/text.ts'
import { creditCodeColumn } from './enterprise-columns.ts'

/** The values of a row. */
export type AccountEntry = {
  username: string
  displayName: string
  role: Account['role']
  rank?: Account['rank']
  squad?: number | null
  member?: string | null
  agency?: string | null
  zone?: string | null
  creditCode?: string | null
}

type Named = { id: string; name: string }

type Reads = {
  taken: Read<Account[]>
  squads: Read<{ id: string; number: number }[]>
  members: Read<Member[]>
  agencies: Read<Named[]>
  zones: Read<Named[]>
  enterprises: Read<(Named & { creditCode: string })[]>
  chairs: Read<number>
}

/** The passwords of new accounts and their hashes, by the places of the rows. */
type Passwords = ReadonlyMap<number, { password: string; hash: string }>

/**
 * Accounts. Each new one gets a password made at random, which is shown once when the roster is applied. Of one that there is
 * already the rank can be changed.
 */
export const accountRoster: RosterKind<AccountEntry, Reads, RowDecision, Passwords> = {
  columns: {
    username: {
      name: { zh: '用户名', en: 'Username' },
      words: wordList('用户名 | 账号 | 帐号 | 登录名 | username | account | login'),
      cell: inputCell(newUsername),
      isRequired: true,
      hint: { zh: '2 至 40 个字母、数字或 . _ -', en: '2 to 40 letters, digits or . _ -' },
      example: 'squad3-li',
    },
    displayName: {
      name: { zh: '显示名', en: 'Name' },
      words: wordList('显示名 | 姓名 | 名称 | 使用人 | name | display name'),
      cell: inputCell(line(1, 100)),
      isRequired: true,
      hint: { zh: '1 至 100 字', en: '1 to 100 characters' },
      example: '李敏',
    },
    role: {
      name: { zh: '角色', en: 'Role' },
      words: wordList('角色 | 身份 | 类型 | role'),
      cell: choiceCell(RoleEnum),
      isRequired: true,
      hint: {
        zh: '指挥中心、小分队、部门、企业、带队领导、大屏、系统对接',
        en: 'Command centre, Squad, Agency, Enterprise, Zone cadre, Wall or Integrator',
      },
      example: '小分队',
    },
    rank: {
      name: { zh: '职级', en: 'Rank' },
      words: wordList('职级 | 级别 | rank'),
      cell: choiceCell(CommandRankEnum),
      hint: { zh: '仅指挥中心:主席、值班员、办事员', en: 'For the command centre only: Chair, Duty officer or Clerk' },
      example: '',
    },
    squad: {
      name: { zh: '小分队', en: 'Squad' },
      words: wordList('小分队 | 小分队号 | 小分队序号 | 队号 | squad | squad number'),
      cell: countCell(1, 1000),
      hint: { zh: '仅小分队账号:序号', en: 'For squads only: the number' },
      example: '3',
    },
    member: {
      name: { zh: '队员', en: 'Member' },
      words: wordList('队员 | 队员姓名 | member'),
      cell: textCell(1, 50),
      hint: { zh: '仅小分队账号:由哪名队员使用;不填为全队共用', en: 'For squads only: who of the squad acts by it' },
      example: '李敏',
    },
    agency: {
      name: { zh: '部门', en: 'Agency' },
      words: wordList('部门 | 所属部门 | agency'),
      cell: textCell(1, 100),
      hint: { zh: '仅部门账号:部门的名称', en: 'For agencies only: the name' },
      example: '',
    },
    zone: {
      name: { zh: '片区', en: 'Zone' },
      words: wordList('片区 | 所带片区 | zone'),
      cell: textCell(1, 50),
      hint: { zh: '仅带队领导账号:所带片区的名称', en: 'For cadres only: the name of the zone' },
      example: '',
    },
    creditCode: {
      ...creditCodeColumn,
      hint: { zh: '仅企业账号:企业的信用代码', en: 'For enterprises only: the credit code' },
      example: '',
    },
  },
  subject: 'Account',
  needs: [['username'], ['displayName'], ['role']],
  mostRows: 500,
  nameOf: ({ displayName, username }) => ({ name: displayName, key: username }),
  identity: ({ username }) => ({ column: 'username', value: username.trim().toLowerCase() }),
  load({ unionId }, rows) {
    const entries = rows.flatMap(({ entry }) => entry ?? [])
    const usernames = entries.map(({ username }) => username.toLowerCase())
    const codes = entries.flatMap(({ creditCode }) => creditCode ?? [])
    return {
      lock: [
        root('TradeUnion', unionId),
        rootsOf('Account', Prisma.sql`SELECT id FROM "Account" WHERE username = ANY(${usernames}::text[])`),
      ],
      read: {
        taken: many(Prisma.sql`
          SELECT id, "unionId", username, "displayName", role, rank, "squadId", "agencyId", "enterpriseId", "zoneId",
            "memberId", "disabledAt"
          FROM "Account" WHERE username = ANY(${usernames}::text[])`),
        squads: many(Prisma.sql`
          SELECT id, number FROM "Squad" WHERE "unionId" = ${unionId}::uuid AND "retiredAt" IS NULL`),
        members: many(Prisma.sql`
          SELECT m.id, m.name, m."squadId", m."retiredAt", a.id AS "accountId"
          FROM "SquadMember" m LEFT JOIN "Account" a ON a."memberId" = m.id
          WHERE m."unionId" = ${unionId}::uuid AND m."retiredAt" IS NULL`),
        agencies: many(Prisma.sql`
          SELECT id, name FROM "Agency" WHERE "unionId" = ${unionId}::uuid AND "retiredAt" IS NULL`),
        zones: many(Prisma.sql`
          SELECT id, name FROM "Zone" WHERE "unionId" = ${unionId}::uuid AND "retiredAt" IS NULL`),
        enterprises: many(Prisma.sql`
          SELECT id, name, "creditCode" FROM "Enterprise"
          WHERE "unionId" = ${unionId}::uuid AND "creditCode" = ANY(${codes}::text[]) AND "retiredAt" IS NULL`),
        chairs: readChairs(unionId),
      },
    }
  },
  comparer({ taken, squads, members, agencies, zones, enterprises, chairs }, moment) {
    const holders = new Map(taken.map((account) => [account.username, account]))
    const memberOf = new Map(members.map((member) => [`${member.squadId} ${member.name}`, member]))
    let chairsNow = Number(chairs)
    return (entry, { place }) => {
      const { displayName, role, rank = null } = entry
      const username = entry.username.toLowerCase()
      const squad = squads.find(({ number }) => number === entry.squad)
      const member = squad && entry.member ? memberOf.get(`${squad.id} ${entry.member}`) : undefined
      const agency = agencies.find(({ name }) => name === entry.agency)
      const zone = zones.find(({ name }) => name === entry.zone)
      const enterprise = enterprises.find(({ creditCode }) => creditCode === entry.creditCode)
      if (entry.squad && !squad) return [{ column: 'squad', sentence: unknown }]
      if (entry.member && !member) return [{ column: 'member', sentence: unknown }]
      if (entry.agency && !agency) return [{ column: 'agency', sentence: unknown }]
      if (entry.zone && !zone) return [{ column: 'zone', sentence: unknown }]
      if (entry.creditCode && !enterprise) return [{ column: 'creditCode', sentence: unknown }]
      const belonging = {
        squadId: squad?.id ?? null,
        agencyId: agency?.id ?? null,
        enterpriseId: enterprise?.id ?? null,
        zoneId: zone?.id ?? null,
        memberId: member?.id ?? null,
      }
      const account = { username, displayName, role, ...belonging }
      const holder = holders.get(username)
      if (holder && holder.unionId === moment.actor.unionId && isSame(account, holder)) {
        const known = { isNew: false, subjectId: holder.id }
        if (!rank || rank === holder.rank) return known
        const isChair = holder.rank === 'CHAIR' && !holder.disabledAt
        const state = { account: holder, member: null, zone: null, otherChairs: chairsNow - Number(isChair) }
        const input = { clientId: '', accountId: holder.id, rank }
        const effect = updateAccount.decide(state, input, { ...moment, prepared: undefined })
        chairsNow += Number(rank === 'CHAIR' && !holder.disabledAt) - Number(isChair)
        return { ...known, changes: [{ column: 'rank', from: holder.rank ?? '', to: rank }], effect }
      }
      if (holder) throw usernameTaken()
      const hash = needsPassword(role) ? (moment.prepared?.get(place)?.hash ?? 'made when it is applied') : null
      const state = {
        belongs: Boolean(squad ?? agency ?? enterprise ?? zone) || null,
        member: member ?? null,
        chairs: chairsNow,
      }
      const input = { clientId: '', ...account, rank, password: null }
      const { subjectId, writes, events } = createAccount.decide(state, input, { ...moment, prepared: hash })
      if (role === 'COMMAND' && (chairsNow === 0 || rank === 'CHAIR')) chairsNow += 1
      if (member) memberOf.set(`${member.squadId} ${member.name}`, { ...member, accountId: subjectId })
      return { isNew: true, subjectId: null, effect: { subjectId, writes, events } }
    }
  },
  async prepare(rows) {
    const made = rows.filter(({ kind, entry }) => kind === 'CREATE' && entry && needsPassword(entry.role))
    const passwords = new Map<number, { password: string; hash: string }>()
    // one after the other, so that those who sign in meanwhile do not wait behind all of them
    for (const { place } of made) {
      const password = randomPassword()
      passwords.set(place, { password, hash: await hashPassword(password) })
    }
    return passwords
  },
  apply: (effects, _, { prepared, roster }) => ({
    ...applyDecisions(effects),
    // somebody has taken one of the usernames since they were read
    uniqueness: { index: 'Account_username_key', conflict: { statement: null, from: () => outdated(roster.id) } },
    secret: secretsOf(effects, prepared),
  }),
}

/** The new accounts with their passwords, in the order of the file. */
const secretsOf = (effects: readonly Effect<AccountEntry, RowDecision>[], passwords: Passwords): Secret[] =>
  effects.flatMap(({ row }: { row: PlannedRow<AccountEntry> }) => {
    const made = passwords.get(row.place)
    return made ? [{ username: row.entry!.username.toLowerCase(), displayName: row.name, password: made.password }] : []
  })

const isSame = (account: Omit<AccountEntry, 'rank'> & object, holder: Account): boolean =>
  Object.entries(account).every(([field, value]) => holder[field as keyof Account] === value)

const needsPassword = (role: Account['role']): boolean => role !== 'WALL' && role !== 'INTEGRATOR'

// without signs that look like others on paper
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password of 12 signs, which has 59 bits. */
const randomPassword = (): string => Array.from({ length: 12 }, () => signs[randomInt(signs.length)]).join('')

const unknown = { zh: '没有找到', en: 'is not found' }
