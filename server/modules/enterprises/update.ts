import { type Contact, type Enterprise, Prisma, type Zone } from '#codegen/prisma/client.ts'
import type { ContactKind } from '#codegen/prisma/enums.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { entries, many } from '#server/log/load.ts'
import { checkTextsOf } from '#server/modules/cell-texts/keep.ts'
import { checkZones, keepZones, readZones } from '#server/modules/zones/load.ts'
import { only } from '#server/platform/access.ts'
import { builder } from '#server/platform/builder.ts'
import {
  ContactInput,
  contactList,
  creditCodeIn,
  creditCodeUniqueness,
  enteredContacts,
  entryChecks,
  type Facts,
  factFields,
  factsIn,
  type NewContact,
  readCodesOfDoubles,
  replaceContacts,
  takeCode,
} from './entry.ts'
import { enterpriseEvents } from './events.ts'
import { type EnterpriseState, readEnterprise } from './load.ts'
import { enterprisePayload } from './payload.ts'
import { setEnterprise } from './progress.ts'
import { renameInIssues } from './rename-in-issues.ts'
import { searchedColumns } from './searched.ts'

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
      description:
        'The corrected unified social credit code, 18 characters; null or an empty text takes it away. 更正后的统一社会信用代码,18 位;为空则去掉代码。',
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
    CONFLICT: {
      en: 'the enterprise or the zone is retired, or another enterprise has this credit code',
      zh: '企业或片区已停用,或另一家企业已用这个信用代码',
    },
    INVALID: { en: 'the credit code is wrong, or two contacts are of one kind', zh: '信用代码有误,或同类联系人有两位' },
  },
  input: UpdateEnterpriseInput,
  roles: ['COMMAND'],
  ids: { enterpriseId: 'Enterprise', zoneId: 'Zone' },
  payload: enterprisePayload,
  load: (actor, { enterpriseId, zoneId }) => ({
    lock: [...keepZones(only(zoneId ?? null)), entries([enterpriseId])],
    read: {
      enterprise: readEnterprise(actor, enterpriseId),
      zones: readZones(actor.unionId),
      known: many<Contact>(Prisma.sql`SELECT * FROM "Contact" WHERE "enterpriseId" = ${enterpriseId}::uuid`),
      codes: readCodesOfDoubles(enterpriseId),
    },
  }),
  decide({ enterprise, zones, known, codes }, input, { at, actor }) {
    const { id, unionId } = enterprise
    const contacts = input.contacts && enteredContacts(input.contacts, known)
    const changed = changedFields(enterprise, input)
    if (changed.zoneId) checkZones(zones, [changed.zoneId], 'zoneId')
    const fields = [...Object.keys(changed), ...(contacts ? ['contacts'] : [])]
    if (fields.length === 0) return { subjectId: id, writes: [], events: [] }
    const next = { ...enterprise, ...changed }
    const own = changed.creditCode && codes.find(({ creditCode }) => creditCode === changed.creditCode)
    return {
      subjectId: id,
      writes: [
        ...(own ? takeCode(own, enterprise.creditCode) : []),
        setEnterprise(id, { ...changed, ...searchedColumns(next) }),
        ...(changed.name ? [renameInIssues([id])] : []),
        ...(contacts ? replaceContacts(id, contacts) : []),
        checkTextsOf(id, [...columnsOf(changed), ...(contacts ? contactColumnsOf(known, contacts) : [])], {
          at,
          actor,
        }),
      ],
      events: updates(enterprise, next.zoneId, fields, zones),
      uniqueness: creditCodeUniqueness(unionId, next.creditCode),
    }
  },
})

/** The columns of a roster from which these fields are: what is entered by hand is what somebody has found of a cell's text. */
const columnsOf = (changed: Fields): string[] =>
  Object.keys(changed).map((field) => (field === 'zoneId' ? 'zone' : field))

const personOf: Record<ContactKind, string> = {
  OWNER: 'contact',
  UNION_CHAIR: 'unionChair',
  HEALTH: 'healthContact',
}

/** The columns of a roster that say what has changed of the contacts. */
function contactColumnsOf(before: readonly NewContact[], after: readonly NewContact[]): string[] {
  const of = (contacts: readonly NewContact[], kind: ContactKind) => contacts.find((contact) => contact.kind === kind)
  return (Object.keys(personOf) as ContactKind[]).flatMap((kind) => {
    const [old, now] = [of(before, kind), of(after, kind)]
    return [
      ...((old?.name ?? '') === (now?.name ?? '') ? [] : [`${personOf[kind]}Name`]),
      ...((old?.phone ?? '') === (now?.phone ?? '') ? [] : [`${personOf[kind]}Phone`]),
    ]
  })
}

/** The events of an update: one for the zone, one for all other fields. */
function updates(
  enterprise: EnterpriseState,
  zoneId: string | null,
  fields: readonly string[],
  zones: readonly Zone[],
): EventDraft[] {
  const others = fields.filter((field) => field !== 'zoneId')
  const nameOf = (id: string | null) => zones.find((zone) => zone.id === id)?.name ?? null
  const events: EventDraft[] = []
  if (others.length > 0) events.push(enterpriseEvents.updated(enterprise, { fields: others.join(' ') }))
  if (enterprise.zoneId !== zoneId) {
    const facts = { zoneFrom: nameOf(enterprise.zoneId), zoneTo: nameOf(zoneId) }
    events.push(enterpriseEvents.rezoned(enterprise, facts))
  }
  return events
}

type Fields = Partial<Pick<Enterprise, 'name' | 'creditCode' | 'zoneId'> & Facts>

/** Those of the input's fields that differ from the row. */
function changedFields(old: EnterpriseState, input: UpdateEnterprise): Fields {
  const next: Fields = {
    name: input.name ?? undefined,
    creditCode: input.creditCode === undefined ? undefined : creditCodeIn(input.creditCode),
    ...factsIn(input),
    zoneId: input.zoneId,
  }
  const differs = ([key, value]: [string, unknown]) => value !== undefined && value !== old[key as keyof Fields]
  return Object.fromEntries(Object.entries(next).filter(differs))
}
