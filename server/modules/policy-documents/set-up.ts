import { insertAll } from '#server/log/rows.ts'
import { writeEvents } from '#server/log/write.ts'
import { newId } from '#server/platform/ids.ts'
import { policyDocumentEvents } from './events.ts'
import { mostDocuments } from './limits.ts'

/** Enters a union's policy documents, in this order, when the union is set up. */
export async function createPolicyDocuments(
  unionId: string,
  documents: { title: string; issuer: string }[],
): Promise<void> {
  if (documents.length > mostDocuments) throw new Error(`A union has at most ${mostDocuments} documents.`)
  const rows = documents.map((document, index) => ({ id: newId(), unionId, position: index + 1, ...document }))
  await writeEvents(unionId, {
    load: { lock: [], read: {} },
    decide: () => ({
      subjectId: unionId,
      writes: insertAll('PolicyDocument', rows),
      events: [policyDocumentEvents.created({ id: unionId }, { documents: documents.length })],
    }),
  })
}
