import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { entries, rootsOf } from '#server/log/load.ts'
import { readZones } from '#server/modules/zones/load.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { enterpriseEvents } from './events.ts'
import { readRegistered, refuseDouble } from './load.ts'
import { enterprisePayload } from './payload.ts'
import { setEnterprise } from './progress.ts'
import { registerDelta } from './resumption.ts'

const RestoreEnterpriseInput = builder.inputType('RestoreEnterpriseInput', {
  description: 'The retired enterprise that is of the register again. 要恢复的企业。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({ description: 'The global id of the enterprise. 企业的编号。' }),
  }),
})

/** A retired enterprise is of the register again, as it stood. If its zone is retired by now it lies in none. */
export const restoreEnterprise = deed('restoreEnterprise', {
  does: {
    en: 'Puts a retired enterprise into the register again, as it stood. Where its zone is retired by now, it lies in none.',
    zh: '恢复已停用的企业,资料与复工状态不变;原片区已停用的,不属任何片区。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such enterprise', zh: '找不到企业' },
    CONFLICT: {
      en: 'the enterprise is not retired, or was merged into another one: separateEnterprise takes them apart',
      zh: '企业没有停用,或已并入另一家(用 separateEnterprise 分开)',
    },
  },
  input: RestoreEnterpriseInput,
  roles: ['COMMAND'],
  ids: { enterpriseId: 'Enterprise' },
  payload: enterprisePayload,
  load: (actor, { enterpriseId }) => ({
    lock: [
      {
        ...rootsOf('Zone', Prisma.sql`SELECT "zoneId" FROM "Enterprise" WHERE id = ${enterpriseId}::uuid`),
        isShared: true,
      },
      entries([enterpriseId]),
    ],
    read: { enterprise: readRegistered(actor, enterpriseId), zones: readZones(actor.unionId) },
  }),
  decide({ enterprise, zones }) {
    refuseDouble(enterprise)
    if (!enterprise.retiredAt) throw notRetired(enterprise.id)
    const zone = zones.find(({ id }) => id === enterprise.zoneId)
    const leaves = zone?.retiredAt ? zone : null
    return {
      subjectId: enterprise.id,
      writes: [setEnterprise(enterprise.id, { retiredAt: null, ...(leaves && { zoneId: null }) })],
      events: [
        enterpriseEvents.restored(enterprise, {}, { union: registerDelta(enterprise, 1) }),
        ...(leaves ? [enterpriseEvents.rezoned(enterprise, { zoneFrom: leaves.name, zoneTo: null })] : []),
      ],
    }
  },
})

const notRetired = (id: string) =>
  conflict({ zh: '这家企业没有停用。', en: 'This enterprise is not retired.' }, globalId('Enterprise', id))
