import { Prisma } from '#codegen/prisma/client.ts'
import { oneOrNull, type Read } from '#server/log/load.ts'
import { conflict, type Sentence } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'

/** What is no longer used, so that no account of it is: a squad, an agency, a zone or an enterprise, or a member who has left. */
export type Retirement = { type: keyof typeof sentences; id: string; name: string }

const sentences = {
  SquadMember: (name: string): Sentence => ({ zh: `队员${name}已离队。`, en: `${name} has left the squad.` }),
  Squad: (name: string): Sentence => ({ zh: `第 ${name} 小分队已停用。`, en: `Squad ${name} is no longer used.` }),
  Agency: (name: string): Sentence => ({ zh: `${name}已停用。`, en: `${name} is no longer used.` }),
  Zone: (name: string): Sentence => ({ zh: `片区「${name}」已停用。`, en: `The zone ${name} is no longer used.` }),
  Enterprise: (name: string): Sentence => ({
    zh: `「${name}」已停用,请先恢复。`,
    en: `${name} is retired: restore it first.`,
  }),
}

/** The expression for a `Retirement` as jsonb, of whoever has these row ids; null where there is none. */
export const retirementOf = (
  ids: Record<'memberId' | 'squadId' | 'agencyId' | 'zoneId' | 'enterpriseId', Prisma.Sql>,
) => Prisma.sql`(
  SELECT jsonb_build_object('type', r.type, 'id', r.id, 'name', r.name) FROM (
    SELECT 'SquadMember' AS type, id, name, "retiredAt" FROM "SquadMember" WHERE id = ${ids.memberId}
    UNION ALL SELECT 'Squad', id, number::text, "retiredAt" FROM "Squad" WHERE id = ${ids.squadId}
    UNION ALL SELECT 'Agency', id, name, "retiredAt" FROM "Agency" WHERE id = ${ids.agencyId}
    UNION ALL SELECT 'Zone', id, name, "retiredAt" FROM "Zone" WHERE id = ${ids.zoneId}
    UNION ALL SELECT 'Enterprise', id, name, "retiredAt" FROM "Enterprise" WHERE id = ${ids.enterpriseId}) r
  WHERE r."retiredAt" IS NOT NULL LIMIT 1)`

/** Reads what keeps an account of the union from being used; null where nothing does. */
export const readRetirement = (unionId: string, accountId: string): Read<{ retirement: Retirement | null } | null> =>
  oneOrNull(Prisma.sql`
    SELECT ${retirementOf({
      memberId: Prisma.sql`a."memberId"`,
      squadId: Prisma.sql`a."squadId"`,
      agencyId: Prisma.sql`a."agencyId"`,
      zoneId: Prisma.sql`a."zoneId"`,
      enterpriseId: Prisma.sql`a."enterpriseId"`,
    })} AS retirement
    FROM "Account" a WHERE a.id = ${accountId}::uuid AND a."unionId" = ${unionId}::uuid`)

/** CONFLICT: this is no longer used. It shows what that is. */
export const retired = ({ type, id, name }: Retirement, field?: string) =>
  conflict(sentences[type](name), globalId(type, id), field)

/** CONFLICT where something keeps an account from being used. */
export function checkRetirement(retirement: Retirement | null | undefined, field?: string): void {
  if (retirement) throw retired(retirement, field)
}
