import { randomInt } from 'node:crypto'
import { type Account, Prisma } from '#codegen/prisma/client.ts'
import { many, type Read } from '#server/log/load.ts'
import type { NewAccount } from '#server/modules/people/new-account.ts'
import { type Retirement, retirementOf } from '#server/modules/people/retirement.ts'
import { invalid, notFound } from '#server/platform/errors.ts'

/** For whom a link is to be: exactly one of the ids, and a name beside that of an agency. Row ids. */
export type LinkSubject = {
  accountId?: string | null
  memberId?: string | null
  enterpriseId?: string | null
  agencyId?: string | null
  zoneId?: string | null
  name?: string | null
}

const fields = ['accountId', 'memberId', 'enterpriseId', 'agencyId', 'zoneId'] as const
type Field = (typeof fields)[number]

/** What is found of a subject: the account that it has, and what one would be made of. */
export type FoundSubject = {
  place: number
  account: Pick<Account, 'id' | 'role' | 'rank' | 'displayName' | 'disabledAt'> | null
  member: { id: string; name: string; squadId: string } | null
  enterprise: { id: string; name: string; creditCode: string | null; isTaken: boolean } | null
  agencyId: string | null
  zone: { id: string; cadreName: string } | null
  retirement: Retirement | null
}

/** The field that says who a subject is. INVALID where it is none or several of them. */
export function fieldOf(subject: LinkSubject, place: number): Field {
  const [field, ...others] = fields.filter((each) => subject[each])
  if (!field || others.length > 0) {
    throw invalid(`subjects.${place}`, {
      zh: '每一项只能指明一个账号、队员、企业、部门或片区。',
      en: 'Name one account, member, enterprise, agency or zone in each.',
    })
  }
  if (field === 'agencyId' && !subject.name) {
    throw invalid(`subjects.${place}.name`, { zh: '请填写经办人姓名。', en: 'Give the name of the officer.' })
  }
  return field
}

/** The accounts that these subjects may have already. */
export const accountsOf = (subjects: readonly LinkSubject[]): Prisma.Sql => {
  const ids = (field: Field) => Prisma.sql`ANY(${subjects.flatMap((each) => each[field] ?? [])}::uuid[])`
  return Prisma.sql`
    SELECT id FROM "Account" WHERE id = ${ids('accountId')} OR "memberId" = ${ids('memberId')}
      OR "enterpriseId" = ${ids('enterpriseId')} OR "agencyId" = ${ids('agencyId')} OR "zoneId" = ${ids('zoneId')}`
}

/**
 * Reads these subjects in their order, without accounts that act on one issue alone. Of several accounts of an enterprise, or of officers or cadres of one name, it is the oldest
 * that is in use. A zone stands for the cadre who leads it now.
 */
export const readSubjects = (unionId: string, subjects: readonly LinkSubject[]): Read<FoundSubject[]> => {
  const listed = subjects.map((subject, place) => ({ place, ...subject }))
  const retirement = retirementOf({
    memberId: Prisma.sql`coalesce(m.id, a."memberId")`,
    squadId: Prisma.sql`coalesce(m."squadId", a."squadId")`,
    agencyId: Prisma.sql`coalesce(g.id, a."agencyId")`,
    zoneId: Prisma.sql`coalesce(z.id, a."zoneId")`,
    enterpriseId: Prisma.sql`coalesce(e.id, a."enterpriseId")`,
  })
  return many(Prisma.sql`
    SELECT s.place, a.account, ${retirement} AS retirement, to_jsonb(m) AS member, g.id AS "agencyId", to_jsonb(z) AS zone,
      CASE WHEN e.id IS NOT NULL THEN jsonb_build_object('id', e.id, 'name', e.name, 'creditCode', e."creditCode",
        'isTaken', EXISTS (SELECT FROM "Account" WHERE username = lower(e."creditCode"))) END AS enterprise
    FROM jsonb_to_recordset(${JSON.stringify(listed)}::jsonb)
      AS s(place int, "accountId" uuid, "memberId" uuid, "enterpriseId" uuid, "agencyId" uuid, "zoneId" uuid, name text)
    LEFT JOIN "SquadMember" m ON m.id = s."memberId" AND m."unionId" = ${unionId}::uuid
    LEFT JOIN "Enterprise" e ON e.id = s."enterpriseId" AND e."unionId" = ${unionId}::uuid
    LEFT JOIN "Agency" g ON g.id = s."agencyId" AND g."unionId" = ${unionId}::uuid
    LEFT JOIN "Zone" z ON z.id = s."zoneId" AND z."unionId" = ${unionId}::uuid
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('id', x.id, 'role', x.role, 'rank', x.rank, 'displayName', x."displayName",
        'disabledAt', x."disabledAt") AS account, x."memberId", x."squadId", x."agencyId", x."zoneId",
        x."enterpriseId"
      FROM (
        SELECT * FROM "Account" WHERE id = s."accountId"
        UNION ALL SELECT * FROM "Account" WHERE "memberId" = m.id
        UNION ALL SELECT * FROM "Account" WHERE "enterpriseId" = e.id
        UNION ALL SELECT * FROM "Account" WHERE "agencyId" = g.id AND "displayName" = s.name
        UNION ALL SELECT * FROM "Account" WHERE "zoneId" = z.id AND "displayName" = z."cadreName") x
      WHERE x."unionId" = ${unionId}::uuid AND x."issueId" IS NULL ORDER BY x."disabledAt" IS NOT NULL, x."createdAt", x.id LIMIT 1) a ON true
    ORDER BY s.place`)
}

/**
 * The values of the account that is made for a subject that has none. NOT_FOUND where the union has no such row. INVALID where
 * the zone has no cadre.
 */
export function accountFor(subject: LinkSubject, found: FoundSubject, usernames: Set<string>): NewAccount {
  const { place, member, enterprise, agencyId, zone } = found
  if (member) {
    const { id: memberId, name, squadId } = member
    return { role: 'SQUAD', squadId, memberId, displayName: name, username: withDigits(name, usernames) }
  }
  if (enterprise) {
    const { id: enterpriseId, name, creditCode, isTaken } = enterprise
    if (!creditCode)
      return { role: 'ENTERPRISE', enterpriseId, displayName: name, username: withDigits(name, usernames) }
    const code = creditCode.toLowerCase()
    const username = isTaken || usernames.has(code) ? withDigits(code, usernames) : code
    usernames.add(username)
    return { role: 'ENTERPRISE', enterpriseId, displayName: name, username }
  }
  if (zone) {
    const { id: zoneId, cadreName: name } = checkedZone(zone, place)
    return { role: 'CADRE', zoneId, displayName: name, username: withDigits(name, usernames) }
  }
  if (!agencyId) throw notFound(`subjects.${place}.${fieldOf(subject, place)}`)
  const name = subject.name!
  return { role: 'AGENCY', agencyId, displayName: name, username: withDigits(name, usernames) }
}

/** The zone, if it has somebody for whom an account can be made. INVALID otherwise. */
function checkedZone(zone: NonNullable<FoundSubject['zone']>, place: number) {
  if (!zone.cadreName) {
    throw invalid(`subjects.${place}.zoneId`, {
      zh: '请先填写这个片区的带队领导。',
      en: 'Name the cadre who leads this zone first.',
    })
  }
  return zone
}

/** A username that begins with these words and ends in digits, which none of the set has; it is added to the set. */
function withDigits(words: string, usernames: Set<string>): string {
  const kept = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}._-]/gu, '')
    .slice(0, 30)
  for (;;) {
    const username = `${kept || 'u'}-${randomInt(100_000, 1_000_000)}`
    if (usernames.has(username)) continue
    usernames.add(username)
    return username
  }
}

/** Why the account of a subject gets no link: nobody can use it before it is enabled, or it cannot be enabled either. */
export type LeftOut = 'disabled' | 'retired'

/** Why the account that was found gets no link; null where it gets one. */
export function leftOut({ account, retirement }: FoundSubject): LeftOut | null {
  if (retirement) return 'retired'
  return account?.disabledAt ? 'disabled' : null
}
