import { z } from 'zod'
import type { Zone } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { update, updateAll } from '#server/log/rows.ts'
import type { Decision } from '#server/log/write.ts'
import { type AccountInUse, accountsOf, disableAccounts, readAccountsOf } from '#server/modules/people/disabling.ts'
import { accountEvents } from '#server/modules/people/events.ts'
import { disabledAccountsPayload } from '#server/modules/people/payload.ts'
import { builder } from '#server/platform/builder.ts'
import { enteredPhone } from '#server/platform/phones.ts'
import { cadreFields, checkName, inUseOf, zoneName } from './entry.ts'
import { zoneEvents } from './events.ts'
import { mostZones } from './limits.ts'
import { lockZones, readZone, readZones, zoneRetired } from './load.ts'
import { zonePayload } from './payload.ts'
import { setPlaces } from './places.ts'

const UpdateZoneInput = builder.inputType('UpdateZoneInput', {
  description: 'What is to be changed of a zone; what is left out stays. 修改片区,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    zoneId: t.id({ description: 'The global id of the zone. 片区的编号。' }),
    name: t.string({
      required: false,
      validate: zoneName,
      description:
        'The new name, 1 to 50 characters, which no other zone of the union has. 新名称,1 至 50 字,不能重名。',
    }),
    ...cadreFields(t),
    isSameCadre: t.boolean({
      required: false,
      description:
        'True where only the name of the cadre is put right: the account stays in use and gets the new name. Otherwise another name is another person’s, and the accounts of the former cadre are disabled. 仅更正带队领导的姓名时为真,其账号照常使用并随之改名;否则视为换人,原带队领导的账号随之停用。',
    }),
    position: t.int({
      required: false,
      validate: z.int().min(1).max(mostZones),
      description:
        'Its place among the zones, from 1; the others move up or down. 片区的顺序,从 1 起,其余片区依次移动。',
    }),
  }),
})

type UpdateZone = typeof UpdateZoneInput.$inferInput

/**
 * A zone's name, cadre or place among the zones is changed. The account of a cadre sees the zone, so that of a former cadre is
 * disabled in the same deed.
 */
export const updateZone = deed('updateZone', {
  does: {
    en: 'Changes a zone’s name, cadre or place among the zones. Where somebody else becomes its cadre, the accounts of the former one are disabled. Where nothing changes, there is no event.',
    zh: '修改片区的名称、带队领导或顺序;更换带队领导时,原领导的账号随之停用。没有变化时不产生事件。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such zone', zh: '找不到片区' },
    CONFLICT: { en: 'another zone has this name, or the zone is retired', zh: '已有同名片区,或片区已停用' },
  },
  input: UpdateZoneInput,
  roles: ['COMMAND'],
  ids: { zoneId: 'Zone' },
  payload: (t) => ({ ...zonePayload(t), ...disabledAccountsPayload(t, 'zoneId') }),
  load: (actor, { zoneId }) => ({
    lock: [...lockZones(actor), accountsOf('zoneId', zoneId)],
    read: {
      zone: readZone(actor, zoneId),
      zones: readZones(actor.unionId),
      accounts: readAccountsOf('zoneId', zoneId),
    },
  }),
  decide({ zone, zones, accounts }, input, { at }) {
    if (zone.retiredAt) throw zoneRetired(zone)
    const changed = changedFields(zone, input)
    if (changed.name) checkName(zones, changed.name, zone.id)
    const moves = input.position == null ? [] : setPlaces(orderWith(zone, inUseOf(zones), input.position))
    const fields = [...Object.keys(changed), ...(moves.length ? ['position'] : [])]
    if (fields.length === 0) return { subjectId: zone.id, writes: [], events: [] }
    const cadre = changed.cadreName === undefined ? nobody : cadreChanged(zone, accounts, changed.cadreName, input, at)
    return {
      subjectId: zone.id,
      writes: [...(Object.keys(changed).length ? [update('Zone', zone.id, changed)] : []), ...moves, ...cadre.writes],
      events: [zoneEvents.updated(zone, { fields: fields.join(' '), accounts: cadre.disabled }), ...cadre.events],
    }
  },
})

type Fields = Partial<Pick<Zone, 'name' | 'cadreName' | 'cadreTitle' | 'cadrePhone'>>

/** Those of the input's fields that differ from the row. */
function changedFields(zone: Zone, { name, cadreName, cadreTitle, cadrePhone: entered }: UpdateZone): Fields {
  const cadrePhone = entered == null ? entered : enteredPhone(entered, zone.cadrePhone, 'cadrePhone')
  const differs = ([key, value]: [string, unknown]) => value != null && value !== zone[key as keyof Fields]
  return Object.fromEntries(Object.entries({ name, cadreName, cadreTitle, cadrePhone }).filter(differs))
}

/** What becomes of the accounts of a zone's cadre, and how many of them are disabled. */
type OfCadre = Pick<Decision, 'writes' | 'events'> & { disabled: number }

const nobody: OfCadre = { writes: [], events: [], disabled: 0 }

/**
 * What becomes of the accounts of a zone whose cadre gets this name. Where it is the same person, the account gets the name as
 * well. Else all are disabled but those that bear the new name, which were made for the one who comes.
 */
function cadreChanged(
  zone: Zone,
  accounts: readonly AccountInUse[],
  cadreName: string,
  { isSameCadre }: UpdateZone,
  at: Date,
): OfCadre {
  if (!zone.cadreName) return nobody
  if (isSameCadre && cadreName) {
    const own = accounts.filter(({ displayName }) => displayName === zone.cadreName)
    if (own.length === 0) return nobody
    const ids = own.map(({ id }) => id)
    const events = own.map((account) => accountEvents.updated(account, { fields: 'displayName', rank: null }))
    return { writes: [updateAll('Account', ids, { displayName: cadreName })], events, disabled: 0 }
  }
  const former = accounts.filter(({ displayName }) => displayName !== cadreName)
  return { ...disableAccounts(former, at), disabled: former.length }
}

/** The zones in use in their order, with this one at the place that it is to have. */
function orderWith(zone: Zone, zones: readonly Zone[], position: number): Zone[] {
  const others = zones.filter(({ id }) => id !== zone.id)
  return [...others.slice(0, position - 1), zone, ...others.slice(position - 1)]
}
