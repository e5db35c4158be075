import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { type FirstOf, firstOf } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { accountsOf, disableAccounts, readAccountsOf } from '#server/modules/people/disabling.ts'
import { disabledAccountsPayload } from '#server/modules/people/payload.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { inUseOf } from './entry.ts'
import { zoneEvents } from './events.ts'
import { lockZones, readZone, readZones, zoneRetired } from './load.ts'
import { zonePayload } from './payload.ts'
import { setPlaces } from './places.ts'

const RetireZoneInput = builder.inputType('RetireZoneInput', {
  description: 'The zone that is no longer used. 要停用的片区。',
  fields: (t) => ({
    ...changeFields(t),
    zoneId: t.id({ description: 'The global id of the zone. 片区的编号。' }),
  }),
})

/**
 * A zone is no longer used: nothing lies in it, nobody works in it. Old rows and events keep its name. The accounts of its
 * cadre are disabled in the same deed.
 */
export const retireZone = deed('retireZone', {
  does: {
    en: 'Marks a zone as no longer used; what happened in it keeps its name. The accounts of its cadre are disabled.',
    zh: '停用片区,以往的记录保留片区名称;带队领导的账号随之停用。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such zone', zh: '找不到片区' },
    CONFLICT: {
      en: 'the zone is retired already, or enterprises lie in it, or squads or agencies in use work in it',
      zh: '片区已停用,或仍有企业、在用的小分队或部门属于它',
    },
  },
  input: RetireZoneInput,
  roles: ['COMMAND'],
  ids: { zoneId: 'Zone' },
  payload: (t) => ({ ...zonePayload(t), ...disabledAccountsPayload(t, 'zoneId') }),
  load: (actor, { zoneId }) => ({
    lock: [...lockZones(actor), accountsOf('zoneId', zoneId)],
    read: {
      zone: readZone(actor, zoneId),
      zones: readZones(actor.unionId),
      accounts: readAccountsOf('zoneId', zoneId),
      enterprises: firstOf(
        Prisma.sql`SELECT id, name FROM "Enterprise" WHERE "zoneId" = ${zoneId}::uuid AND "retiredAt" IS NULL`,
      ),
      squads: firstOf(Prisma.sql`
        SELECT q.id, q.number::text AS name FROM "Squad" q JOIN "_SquadToZone" s ON s."A" = q.id
        WHERE s."B" = ${zoneId}::uuid AND q."retiredAt" IS NULL`),
      agencies: firstOf(Prisma.sql`
        SELECT a.id, a.name FROM "Agency" a JOIN "_AgencyToZone" s ON s."A" = a.id
        WHERE s."B" = ${zoneId}::uuid AND a."retiredAt" IS NULL`),
    },
  }),
  decide({ zone, zones, accounts, enterprises, squads, agencies }, _, { at }) {
    if (zone.retiredAt) throw zoneRetired(zone)
    if (enterprises) throw enterprisesIn(enterprises)
    if (squads) throw squadsIn(squads)
    if (agencies) throw agenciesIn(agencies)
    const disabled = disableAccounts(accounts, at)
    const others = inUseOf(zones).filter(({ id }) => id !== zone.id)
    return {
      subjectId: zone.id,
      writes: [update('Zone', zone.id, { retiredAt: at }), ...setPlaces(others), ...disabled.writes],
      events: [zoneEvents.retired(zone, { accounts: accounts.length }), ...disabled.events],
    }
  },
})

const enterprisesIn = ({ id, name, count }: FirstOf) =>
  conflict(
    {
      zh: `还有 ${count} 家企业在这个片区(如 ${name}),请先调整到别的片区。`,
      en: `${count} enterprises still lie in this zone, such as ${name}: move them to another zone first.`,
    },
    globalId('Enterprise', id),
  )

const squadsIn = ({ id, name }: FirstOf) =>
  conflict(
    {
      zh: `第 ${name} 小分队还负责这个片区,请先调整它的片区。`,
      en: `Squad ${name} still works in this zone: change its zones first.`,
    },
    globalId('Squad', id),
  )

const agenciesIn = ({ id, name }: FirstOf) =>
  conflict(
    {
      zh: `${name}还负责这个片区,请先调整它的片区。`,
      en: `${name} still answers for this zone: change its zones first.`,
    },
    globalId('Agency', id),
  )
