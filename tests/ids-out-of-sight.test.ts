import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rolesOfDeeds } from '#server/log/deed.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { changesById, inputOf } from '#tests/setup/changes-by-id.ts'
import { aStockedUnion, type StockedUnion } from '#tests/setup/stocked-union.ts'
import type { ViewerName } from '#tests/setup/viewers.ts'

let app: TestApp
let own: StockedUnion
let cadre: string

beforeAll(async () => {
  app = await startTestApp({ REQUEST_TIMEOUT_MS: 20_000 })
  own = await aStockedUnion(app)
  const { id } = await db.account.findFirstOrThrow({ where: { unionId: own.union.unionId, role: 'CADRE' } })
  cadre = globalId('Account', id)
})
afterAll(() => app.close())

/** Those who see a part of their union, by their role. */
const viewers: [ViewerName, string][] = [
  ['squad 1', 'SQUAD'],
  ['squad 2', 'SQUAD'],
  ['tax', 'AGENCY'],
  ['police', 'AGENCY'],
  ['owner', 'ENTERPRISE'],
  ['neighbour', 'ENTERPRISE'],
  ['cadre', 'CADRE'],
  ['district', 'DISTRICT'],
]

const cases = viewers.flatMap(([viewer, role]) =>
  changesById
    .filter(([name]) => rolesOfDeeds.get(name)!.includes(role as never))
    .map(([name, field, mutation]) => [viewer, name, field, mutation] as const),
)

describe('a change that names a row of the same union which its caller does not see', () => {
  it.each(cases)('%s, %s: %s is refused as if it did not exist', async (viewer, name, field, mutation) => {
    const id = own.ids[field]!
    const { node } = await own.viewers[viewer].query<{ node: object | null }>(
      'query ($id: ID!) { node(id: $id) { id } }',
      { id },
    )
    if (node) return
    const events = await db.event.count()
    const input = inputOf(own, cadre, mutation, field, id)
    const { code } = await own.viewers[viewer].refusedChange(name, input)
    expect(['NOT_FOUND', 'FORBIDDEN']).toContain(code)
    expect(await db.event.count()).toBe(events)
  })
})
