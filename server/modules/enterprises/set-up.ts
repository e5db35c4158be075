import { record } from '#server/events/log.ts'
import { now } from '#server/platform/clock.ts'
import { gramsOf } from './grams.ts'
import type { NewContact } from './rules.ts'

/** An enterprise as it is set up. */
export type NewEnterprise = {
  name: string
  creditCode: string
  address: string
  industry: string
  headcount: number
  zoneId: string | null
  contacts: NewContact[]
}

/** A union's register, in one event for each 2,000. Answers with the enterprises' ids in the same order. */
export async function createEnterprises(unionId: string, enterprises: NewEnterprise[]): Promise<string[]> {
  const ids: string[] = []
  const at = now()
  for (let start = 0; start < enterprises.length; start += batchSize) {
    ids.push(...(await createBatch(unionId, enterprises.slice(start, start + batchSize), at)))
  }
  return ids
}

const batchSize = 2000

async function createBatch(unionId: string, enterprises: NewEnterprise[], at: Date): Promise<string[]> {
  let ids: string[] = []
  await record(unionId, async (tx) => {
    const rows = await tx.enterprise.createManyAndReturn({
      data: enterprises.map(({ contacts: _, ...enterprise }) => ({
        ...enterprise,
        unionId,
        grams: gramsOf(enterprise.name, enterprise.creditCode),
        createdAt: at,
        updatedAt: at,
      })),
      select: { id: true, creditCode: true },
    })
    const byCode = new Map(rows.map(({ id, creditCode }) => [creditCode, id]))
    ids = enterprises.map(({ creditCode }) => byCode.get(creditCode)!)
    await tx.contact.createMany({
      data: enterprises.flatMap(({ contacts }, index) =>
        contacts.map(({ kind, name, phone }) => ({ enterpriseId: ids[index]!, kind, name, phone })),
      ),
    })
    const created = enterprises.length
    return {
      subjectId: unionId,
      events: [
        {
          name: 'roster.applied',
          subjectType: 'TradeUnion',
          subjectId: unionId,
          facts: { created, changed: 0, unchanged: 0, refused: 0 },
          union: { enterprises: created, resumption: { NOT_RESUMED: created } },
        },
      ],
    }
  })
  return ids
}
