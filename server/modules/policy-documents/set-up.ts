import { writeEvents } from '#server/log/old-write.ts'
import { policyDocumentEvents } from './events.ts'

/** Enters a union's policy documents, in this order, when the union is set up. */
export async function createPolicyDocuments(
  unionId: string,
  documents: { title: string; issuer: string }[],
): Promise<void> {
  await writeEvents(unionId, async (tx) => {
    await tx.policyDocument.createMany({
      data: documents.map((document, index) => ({ unionId, position: index + 1, ...document })),
    })
    return {
      subjectId: unionId,
      events: [policyDocumentEvents.created({ id: unionId }, { documents: documents.length })],
    }
  })
}
