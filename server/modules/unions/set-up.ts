import { writeEvents } from '#server/log/write.ts'
import { type NewUnion, unionCreation } from './new-union.ts'

/** Creates a union and its event stream, and returns its row id. */
export async function createUnion(union: NewUnion): Promise<string> {
  const creation = unionCreation(union)
  await writeEvents(creation.unionId, { load: { lock: [], read: {} }, decide: () => creation })
  return creation.unionId
}
