import { changeFields, deed } from '#server/log/deed.ts'
import { insert } from '#server/log/rows.ts'
import { checkZones, keepZones, readZones } from '#server/modules/zones/load.ts'
import { only } from '#server/platform/access.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { newId } from '#server/platform/ids.ts'
import {
  allFactsOf,
  ContactInput,
  contactList,
  creditCodeIn,
  creditCodeUniqueness,
  enteredContacts,
  entryChecks,
  factFields,
  insertContacts,
} from './entry.ts'
import { enterpriseEvents } from './events.ts'
import { enterprisePayload } from './payload.ts'
import { searchedColumns } from './searched.ts'

const CreateEnterpriseInput = builder.inputType('CreateEnterpriseInput', {
  description: 'An enterprise to be entered into the register. 要登记的企业。',
  fields: (t) => ({
    ...changeFields(t),
    name: t.string({
      validate: entryChecks.name,
      description: 'The name of the enterprise, 2 to 100 characters. 企业名称,2 至 100 字。',
    }),
    creditCode: t.string({
      required: false,
      validate: entryChecks.creditCode,
      description:
        'The unified social credit code: 18 characters with a check character (GB 32100-2015); left out or empty where the enterprise has none, or none is known yet. 统一社会信用代码,18 位含校验位;没有或尚不知道时不填。',
    }),
    ...factFields(t),
    zoneId: t.id({ required: false, description: 'The global id of the zone in which it lies. 所在片区的编号。' }),
    contacts: t.field({
      type: [ContactInput],
      required: false,
      validate: contactList,
      description: 'Its contacts, at most one of each kind. 联系人,每类至多一位。',
    }),
  }),
})

/** An enterprise is entered into the register. */
export const createEnterprise = deed('createEnterprise', {
  does: { en: 'Enters an enterprise into the register.', zh: '登记一家企业。' },
  errors: {
    NOT_FOUND: { en: 'the union has no such zone', zh: '找不到片区' },
    CONFLICT: {
      en: 'the credit code is in the register already, or the zone is retired',
      zh: '信用代码已经登记,或片区已停用',
    },
    INVALID: { en: 'the credit code is wrong, or two contacts are of one kind', zh: '信用代码有误,或同类联系人有两位' },
  },
  input: CreateEnterpriseInput,
  roles: ['COMMAND'],
  ids: { zoneId: 'Zone' },
  payload: enterprisePayload,
  load: ({ unionId }, { zoneId }) => ({ lock: keepZones(only(zoneId ?? null)), read: { zones: readZones(unionId) } }),
  decide({ zones }, input, { actor: { unionId } }) {
    const { name, zoneId } = input
    const contacts = enteredContacts(input.contacts ?? [], [])
    const creditCode = creditCodeIn(input.creditCode)
    if (zoneId) checkZones(zones, [zoneId], 'zoneId')
    const time = now()
    const enterprise = {
      id: newId(),
      unionId,
      name,
      creditCode,
      ...allFactsOf(input),
      zoneId: zoneId ?? null,
      ...searchedColumns({ name, creditCode }),
      createdAt: time,
      updatedAt: time,
    }
    return {
      subjectId: enterprise.id,
      writes: [insert('Enterprise', enterprise), ...insertContacts(enterprise.id, contacts)],
      events: [enterpriseEvents.created(enterprise, {}, { union: { enterprises: 1, resumption: { NOT_RESUMED: 1 } } })],
      uniqueness: creditCodeUniqueness(unionId, creditCode),
    }
  },
})
