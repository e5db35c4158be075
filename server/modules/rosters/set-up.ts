import { writeEvents } from '#server/log/old-write.ts'
import { batches, insertEnterprises, keepBulkContacts, type NewEnterprise } from '#server/modules/enterprises/bulk.ts'
import type { NewContact } from '#server/modules/enterprises/entry.ts'
import { now } from '#server/platform/clock.ts'
import { rosterEvents } from './events.ts'

/** The values of a new enterprise and its contacts. */
export type SetUpEnterprise = NewEnterprise & { contacts: NewContact[] }

// how many enterprises are inserted within one transaction without exceeding its ordinary time limit
const eventSize = 5000

/**
 * Enters all enterprises of a new union's register, with one event for each 5,000. Returns their row ids in the same
 * order. Throws where a credit code is in the register already, or twice in the list.
 */
export async function createEnterprises(unionId: string, enterprises: SetUpEnterprise[]): Promise<string[]> {
  const ids: string[] = []
  for (const { batch } of batches(enterprises, eventSize)) ids.push(...(await createBatch(unionId, batch)))
  return ids
}

async function createBatch(unionId: string, enterprises: SetUpEnterprise[]): Promise<string[]> {
  let ids: string[] = []
  await writeEvents(unionId, async (tx) => {
    const made = await insertEnterprises(tx, unionId, enterprises, now())
    if (!made) throw new Error('A credit code is in the register already, or twice in the list.')
    ids = made
    const contacts = enterprises.flatMap((enterprise, i) =>
      enterprise.contacts.map((contact) => ({ ...contact, enterpriseId: ids[i]! })),
    )
    await keepBulkContacts(tx, contacts)
    const created = enterprises.length
    return {
      subjectId: unionId,
      events: [
        rosterEvents.applied(
          { id: unionId, type: 'TradeUnion' },
          { created, changed: 0, unchanged: 0, refused: 0 },
          { union: { enterprises: created, resumption: { NOT_RESUMED: created } } },
        ),
      ],
    }
  })
  return ids
}
