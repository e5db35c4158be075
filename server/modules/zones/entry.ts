import type { InputFieldBuilder } from '@pothos/core'
import type { Zone } from '#codegen/prisma/client.ts'
import type { Types } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { line, shownPhoneOrNone } from '#server/platform/text.ts'
import { mostZones } from './limits.ts'

/** The checks of a zone's name. */
export const zoneName = line(1, 50)

/** The fields of the cadre who leads a zone; each may be left out, and empty where nobody leads it. */
export const cadreFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  cadreName: t.string({
    required: false,
    validate: line(0, 50),
    description:
      'The name of the street’s leading cadre, up to 50 characters; it may be empty. 带队的街道班子成员姓名,至多 50 字,可为空。',
  }),
  cadreTitle: t.string({
    required: false,
    validate: line(0, 50),
    description: 'The post of that cadre, up to 50 characters; it may be empty. 带队领导的职务,至多 50 字,可为空。',
  }),
  cadrePhone: t.string({
    required: false,
    validate: shownPhoneOrNone,
    description: 'The phone number of that cadre; it may be empty. 带队领导的电话,可为空。',
  }),
})

/** CONFLICT where another zone of the union, in use or retired, has the name. */
export function checkName(zones: readonly Zone[], name: string, self?: string): void {
  const namesake = zones.find((zone) => zone.name === name && zone.id !== self)
  if (!namesake) return
  const sentence = namesake.retiredAt
    ? { zh: '已停用的片区有这个名称,可以恢复使用。', en: 'A retired zone has that name: it can be restored.' }
    : { zh: '已经有同名的片区。', en: 'There is a zone of that name already.' }
  throw conflict(sentence, globalId('Zone', namesake.id))
}

/** CONFLICT where the union has as many zones as it can have. */
export function checkRoom(zones: readonly Zone[]): void {
  if (inUseOf(zones).length < mostZones) return
  throw conflict({ zh: `至多 ${mostZones} 个片区。`, en: `A union has at most ${mostZones} zones.` })
}

/** Those of the zones that are in use, in their order. */
export const inUseOf = (zones: readonly Zone[]): Zone[] => zones.filter(({ retiredAt }) => !retiredAt)
