import type { Enterprise } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { checkZones } from '#server/modules/unions/load.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import type { Tx } from '#server/postgres/db.ts'
import {
  ContactInput,
  checkCreditCode,
  contactList,
  creditCodeTaken,
  entryChecks,
  type Facts,
  factFields,
  factsIn,
  isCreditCodeTaken,
  replaceContacts,
} from './entry.ts'
import { enterpriseEvents } from './events.ts'
import { gramsOf } from './grams.ts'
import { loadEnterprise } from './load.ts'
import { enterprisePayload } from './payload.ts'
import { lockEnterprise } from './progress.ts'

const UpdateEnterpriseInput = builder.inputType('UpdateEnterpriseInput', {
  description: 'What is to be changed of an enterprise; what is left out stays. 修改企业资料,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({ description: 'The global id of the enterprise. 企业的编号。' }),
    name: t.string({
      required: false,
      validate: entryChecks.name,
      description: 'The new name, 2 to 100 characters. 新名称,2 至 100 字。',
    }),
    creditCode: t.string({
      required: false,
      validate: entryChecks.creditCode,
      description: 'The corrected unified social credit code, 18 characters. 更正后的统一社会信用代码,18 位。',
    }),
    ...factFields(t),
    zoneId: t.id({
      required: false,
      description: 'The global id of another zone; null takes it out of every zone. 新片区的编号,空为不属任何片区。',
    }),
    contacts: t.field({
      type: [ContactInput],
      required: false,
      validate: contactList,
      description: 'All its contacts; they replace those that it has. 全部联系人,替换原有的。',
    }),
  }),
})

type UpdateEnterprise = typeof UpdateEnterpriseInput.$inferInput

/** The register is corrected. Another zone is an event of its own, with the old and the new name. */
export const updateEnterprise = deed('updateEnterprise', {
  does: {
    en: 'Changes what the register holds of an enterprise. Another zone is recorded with the old one.',
    zh: '修改企业的登记资料;调整片区时,新旧片区都记入事件。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such enterprise, or the union has no such zone', zh: '找不到企业或片区' },
    CONFLICT: { en: 'another enterprise has this credit code', zh: '另一家企业已用这个信用代码' },
    INVALID: { en: 'the credit code is wrong, or two contacts are of one kind', zh: '信用代码有误,或同类联系人有两位' },
  },
  input: UpdateEnterpriseInput,
  roles: ['COMMAND'],
  ids: { enterpriseId: 'Enterprise', zoneId: 'Zone' },
  payload: enterprisePayload,
  async work(tx, { actor, input }) {
    await lockEnterprise(tx, input.enterpriseId)
    const old = await loadEnterprise(tx, actor, input.enterpriseId)
    const next = changedFields(old, input)
    if (next.creditCode && (await isCreditCodeTaken(tx, old, next.creditCode))) {
      throw await creditCodeTaken(tx, old.unionId, next.creditCode)
    }
    if (next.zoneId) await checkZones(tx, old.unionId, [next.zoneId], 'zoneId')
    const fields = [...Object.keys(next), ...(input.contacts ? ['contacts'] : [])]
    if (fields.length === 0) return { subjectId: old.id, unionId: old.unionId, events: [] }
    const grams = gramsOf(next.name ?? old.name, next.creditCode ?? old.creditCode)
    const row = await tx.enterprise.update({ where: { id: old.id }, data: { ...next, grams, updatedAt: now() } })
    if (input.contacts) await replaceContacts(tx, old.id, input.contacts)
    return { subjectId: old.id, unionId: old.unionId, events: await updates(tx, old, row, fields) }
  },
})

/** The events of an update: one for the zone, one for all other fields. */
async function updates(tx: Tx, old: Enterprise, row: Enterprise, fields: string[]): Promise<EventDraft[]> {
  const others = fields.filter((field) => field !== 'zoneId')
  const events: EventDraft[] = []
  if (others.length > 0) events.push(enterpriseEvents.updated(row, { fields: others.join(' ') }))
  if (old.zoneId !== row.zoneId) {
    const nameOf = async (id: string | null) => id && (await tx.zone.findUniqueOrThrow({ where: { id } })).name
    events.push(enterpriseEvents.rezoned(row, { zoneFrom: await nameOf(old.zoneId), zoneTo: await nameOf(row.zoneId) }))
  }
  return events
}

type Fields = Partial<Pick<Enterprise, 'name' | 'creditCode' | 'zoneId'> & Facts>

/** Those of the input's fields that differ from the row. */
function changedFields(old: Enterprise, input: UpdateEnterprise): Fields {
  const next: Fields = {
    name: input.name ?? undefined,
    creditCode: input.creditCode == null ? undefined : checkCreditCode(input.creditCode),
    ...factsIn(input),
    zoneId: input.zoneId,
  }
  const differs = ([key, value]: [string, unknown]) => value !== undefined && value !== old[key as keyof Fields]
  return Object.fromEntries(Object.entries(next).filter(differs))
}
