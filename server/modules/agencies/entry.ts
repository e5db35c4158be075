import type { InputFieldBuilder } from '@pothos/core'
import { z } from 'zod'
import type { Agency } from '#codegen/prisma/client.ts'
import type { AgencyKind } from '#codegen/prisma/enums.ts'
import type { Types } from '#server/platform/builder.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { line, phoneOrNone } from '#server/platform/text.ts'
import { mostAgencies, mostAliases, mostZones } from './limits.ts'

/** The checks of an agency's name. */
export const agencyName = line(1, 50)

/** The fields of an agency that may be left out when it is made as well as when it is changed. */
export const agencyFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  aliases: t.stringList({
    required: false,
    validate: z.array(line(1, 50)).max(mostAliases),
    description:
      'All its other names, such as earlier ones, at most 20 of 1 to 50 characters. 全部其他名称,如曾用名,至多 20 个,每个 1 至 50 字。',
  }),
  phone: t.string({
    required: false,
    validate: phoneOrNone,
    description: 'The phone number of the agency; it may be empty. 部门的电话,可为空。',
  }),
  zoneIds: t.idList({
    required: false,
    validate: z.array(z.any()).max(mostZones),
    description:
      'The global ids of all zones for whose enterprises a community answers; an agency of another kind has none. 社区负责的全部片区的编号,其他类别的部门没有片区。',
  }),
})

/** CONFLICT where another agency of the union, in use or retired, has the name. */
export function checkName(agencies: readonly Agency[], name: string, self?: string): void {
  const namesake = agencies.find((agency) => agency.name === name && agency.id !== self)
  if (!namesake) return
  const sentence = namesake.retiredAt
    ? { zh: '已停用的部门有这个名称,可以恢复使用。', en: 'A retired agency has that name: it can be restored.' }
    : { zh: '已经有同名的部门。', en: 'There is an agency of that name already.' }
  throw conflict(sentence, globalId('Agency', namesake.id))
}

/** CONFLICT where the union has as many agencies as it can have. */
export function checkRoom(agencies: readonly Agency[]): void {
  if (agencies.filter(({ retiredAt }) => !retiredAt).length < mostAgencies) return
  throw conflict({ zh: `至多 ${mostAgencies} 个部门。`, en: `A union has at most ${mostAgencies} agencies.` })
}

/** INVALID where an agency that is no community is to have zones. */
export function checkKind(kind: AgencyKind, zoneIds: readonly string[]): void {
  if (kind === 'COMMUNITY' || zoneIds.length === 0) return
  throw invalid('zoneIds', onlyCommunities)
}

/** Why an agency that is no community is given no zones. */
export const onlyCommunities = { zh: '只有社区负责片区。', en: 'Only a community answers for zones.' }

/** The names without those that are given twice, and without the agency's own. */
export const otherNames = (aliases: readonly string[], name: string): string[] =>
  [...new Set(aliases)].filter((alias) => alias !== name)
