import { writeEvents } from '#server/log/write.ts'
import { batches, insertEnterprises, type NewEnterprise } from '#server/modules/enterprises/bulk.ts'
import { creditCodeIndex, type NewContact } from '#server/modules/enterprises/entry.ts'
import { now } from '#server/platform/clock.ts'
import { newId } from '#server/platform/ids.ts'
import { rosterEvents } from './events.ts'

/** The values of a new enterprise and its contacts. */
export type SetUpEnterprise = Omit<NewEnterprise, 'id'> & { contacts: NewContact[] }

// how many enterprises, with all that they are found by, are inserted within the ordinary time of a transaction on a busy machine
const eventSize = 1000

/**
 * Enters all enterprises of a new union's register, with one event for each 1,000. Returns their row ids in the same
 * order. Throws where a credit code is in the register already, or twice in the list.
 */
export async function createEnterprises(unionId: string, enterprises: SetUpEnterprise[]): Promise<string[]> {
  const ids: string[] = []
  for (const batch of batches(enterprises, eventSize)) ids.push(...(await createBatch(unionId, batch)))
  return ids
}

async function createBatch(unionId: string, enterprises: SetUpEnterprise[]): Promise<string[]> {
  const made = enterprises.map((enterprise) => ({ ...enterprise, id: newId() }))
  const contacts = made.flatMap(({ id, contacts }) => contacts.map((contact) => ({ ...contact, enterpriseId: id })))
  const created = made.length
  await writeEvents(unionId, {
    load: { lock: [], read: {} },
    decide: () => ({
      subjectId: unionId,
      writes: insertEnterprises(unionId, made, contacts, now()),
      events: [
        rosterEvents.applied(
          { id: unionId, type: 'TradeUnion' },
          { created, changed: 0, unchanged: 0, refused: 0 },
          { union: { enterprises: created, resumption: { NOT_RESUMED: created } } },
        ),
      ],
      uniqueness: { index: creditCodeIndex, conflict: { statement: null, from: codeTaken } },
    }),
  })
  return made.map(({ id }) => id)
}

const codeTaken = () => new Error('A credit code is in the register already, or twice in the list.')
