import type { Contact, Enterprise } from '#codegen/prisma/client.ts'
import type { ContactKind } from '#codegen/prisma/enums.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { type Change, type Receipt, write } from '#server/log/write.ts'
import { now } from '#server/platform/clock.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleEnterprises } from './access.ts'
import { isCreditCode } from './credit-code.ts'
import { enterpriseEvents } from './events.ts'
import { gramsOf } from './grams.ts'
import { lockEnterprise } from './progress.ts'

/** A contact as the desk enters it. */
export type NewContact = Pick<Contact, 'kind' | 'name' | 'phone'>

/** What is known of an enterprise when it is entered. */
export type CreateEnterprise = Change & {
  name: string
  creditCode: string
  address?: string | null
  industry?: string | null
  headcount?: number | null
  zoneId?: string | null
  contacts?: NewContact[] | null
}

/** An enterprise more in the register. CONFLICT where its credit code is there already. */
export const createEnterprise = (actor: Actor, input: CreateEnterprise): Promise<Receipt> =>
  write(actor, 'createEnterprise', input, async (tx) => {
    allow(actor, 'COMMAND')
    const { unionId } = actor
    const { name } = input
    const creditCode = checkCode(input.creditCode)
    await checkZone(tx, unionId, input.zoneId)
    const time = now()
    const [created] = await tx.enterprise.createManyAndReturn({
      data: [
        {
          unionId,
          name,
          creditCode,
          address: input.address ?? '',
          industry: input.industry ?? '',
          headcount: input.headcount ?? 0,
          zoneId: input.zoneId ?? null,
          grams: gramsOf(name, creditCode),
          createdAt: time,
          updatedAt: time,
        },
      ],
      skipDuplicates: true,
    })
    if (!created) throw await codeTaken(tx, unionId, creditCode)
    await keepContacts(tx, created.id, input.contacts ?? [])
    return {
      subjectId: created.id,
      events: [enterpriseEvents.created(created, {}, { union: { enterprises: 1, resumption: { NOT_RESUMED: 1 } } })],
    }
  })

/** What is to change of an enterprise; what is left out stays. `contacts` are all of them; a null zone is none. */
export type UpdateEnterprise = Change & { enterpriseId: string } & {
  [field in Exclude<keyof CreateEnterprise, keyof Change>]?: CreateEnterprise[field] | null
}

/** Corrects the register. Another zone is an event of its own; where a roster changes it, the import's rows keep it. */
export const updateEnterprise = (actor: Actor, input: UpdateEnterprise): Promise<Receipt> =>
  write(actor, 'updateEnterprise', input, async (tx) => {
    allow(actor, 'COMMAND')
    await lockEnterprise(tx, input.enterpriseId)
    const old = await tx.enterprise.findFirst({
      where: { AND: [{ id: input.enterpriseId }, visibleEnterprises(actor)] },
      include: { zone: true },
    })
    if (!old) throw notFound('enterpriseId')
    const next = changed(old, input)
    if (next.creditCode && (await isTaken(tx, old, next.creditCode))) {
      throw await codeTaken(tx, old.unionId, next.creditCode)
    }
    await checkZone(tx, old.unionId, next.zoneId)
    const fields = [...Object.keys(next), ...(input.contacts ? ['contacts'] : [])]
    if (fields.length === 0) return { subjectId: old.id, unionId: old.unionId, events: [] }
    const grams = gramsOf(next.name ?? old.name, next.creditCode ?? old.creditCode)
    const row = await tx.enterprise.update({
      where: { id: old.id },
      data: { ...next, grams, updatedAt: now() },
      include: { zone: true },
    })
    if (input.contacts) await keepContacts(tx, old.id, input.contacts)
    return { subjectId: old.id, unionId: old.unionId, events: updates(old, row, fields) }
  })

type Zoned = Enterprise & { zone: { name: string } | null }

function updates(old: Zoned, row: Zoned, fields: string[]): EventDraft[] {
  const others = fields.filter((field) => field !== 'zoneId')
  const events: EventDraft[] = []
  if (others.length > 0) events.push(enterpriseEvents.updated(row, { fields: others.join(' ') }))
  if (old.zoneId !== row.zoneId) {
    const zones = { zoneFrom: old.zone?.name ?? null, zoneTo: row.zone?.name ?? null }
    events.push(enterpriseEvents.rezoned(row, zones))
  }
  return events
}

type Fields = Partial<Pick<Enterprise, 'name' | 'creditCode' | 'address' | 'industry' | 'headcount' | 'zoneId'>>

/** Those of the given fields that differ. */
function changed(old: Enterprise, input: UpdateEnterprise): Fields {
  const given: Fields = {
    name: input.name ?? undefined,
    creditCode: input.creditCode == null ? undefined : checkCode(input.creditCode),
    address: input.address ?? undefined,
    industry: input.industry ?? undefined,
    headcount: input.headcount ?? undefined,
    zoneId: input.zoneId,
  }
  const differs = ([key, value]: [string, unknown]) => value !== undefined && value !== old[key as keyof Fields]
  return Object.fromEntries(Object.entries(given).filter(differs))
}

function checkCode(text: string): string {
  const code = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  if (isCreditCode(code)) return code
  throw invalid('creditCode', {
    zh: '统一社会信用代码有误,请核对 18 位及校验位。',
    en: 'This is not a credit code: check its 18 characters and the check character.',
  })
}

const isTaken = async (tx: Tx, { id, unionId }: Enterprise, creditCode: string): Promise<boolean> =>
  (await tx.enterprise.count({ where: { unionId, creditCode, id: { not: id } } })) > 0

async function codeTaken(tx: Tx, unionId: string, creditCode: string) {
  const { id } = await tx.enterprise.findUniqueOrThrow({ where: { unionId_creditCode: { unionId, creditCode } } })
  return conflict(
    { zh: '这个信用代码已经登记。', en: 'This credit code is in the register already.' },
    globalId('Enterprise', id),
  )
}

async function checkZone(tx: Tx, unionId: string, id: string | null | undefined): Promise<void> {
  if (id && !(await tx.zone.findFirst({ where: { id, unionId } }))) throw notFound('zoneId')
}

async function keepContacts(tx: Tx, enterpriseId: string, contacts: NewContact[]): Promise<void> {
  const kinds = new Set<ContactKind>(contacts.map(({ kind }) => kind))
  if (kinds.size < contacts.length) {
    throw invalid('contacts', { zh: '每类联系人只能填一位。', en: 'One contact of each kind.' })
  }
  await tx.contact.deleteMany({ where: { enterpriseId } })
  await tx.contact.createMany({
    data: contacts.map(({ kind, name, phone }) => ({ enterpriseId, kind, name, phone })),
  })
}
