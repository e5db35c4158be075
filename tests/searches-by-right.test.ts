import { getNamedType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db } from '#server/postgres/db.ts'
import { schema } from '#server/schema.ts'
import { allAnswers, unlimited } from './setup/all-answers.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { aMarkedUnion, type Marked, marked, markOf, phones } from './setup/marks.ts'
import type { StockedUnion } from './setup/stocked-union.ts'
import { viewerNames } from './setup/viewers.ts'

// Every column of text has a mark, and each viewer searches every list for each mark: one that is found and that the viewer reads
// nowhere would be found out letter by letter.

let app: TestApp
let stock: StockedUnion

beforeAll(async () => {
  app = await startTestApp(unlimited)
  stock = await aMarkedUnion(app)
})
afterAll(() => app.close())

const fields = Object.values(schema.getQueryType()!.getFields())
const searched = fields.filter(({ args }) => args.some(({ name }) => name === 'search'))

/** Searches everything that can be searched at once. */
const document = (text: string) => `{ find(text: "${text}") { id }
  ${searched.map(({ name }) => `${name}(search: "${text}") { totalCount }`).join('\n')} }`

type Found = Record<string, { totalCount: number } | object[] | null>

/** The fields of Query that find this text for somebody. */
async function finders(token: string, text: string): Promise<string[]> {
  const { data } = await app.gql<Found>(token, document(text))
  return Object.entries(data!).flatMap(([name, found]) =>
    found && (Array.isArray(found) ? found.length > 0 : 'totalCount' in found && found.totalCount > 0) ? [name] : [],
  )
}

it('whatever can be searched is a list of pages, so that it is asked here', () => {
  expect(searched.map(({ type }) => getNamedType(type).name.replace(/Connection$/, '')).sort()).toEqual(
    ['Account', 'Enterprise', 'Issue', 'RosterImport', 'Supplier', 'SupplyOrder', 'Token', 'Visit'].sort(),
  )
})

describe.each(viewerNames)('%s', (viewer) => {
  it('finds nothing by what it reads nowhere, and by a phone number only where the audit has it', async () => {
    const { token } = stock.viewers[viewer]
    const read = await allAnswers(app, stock, token)
    const told: [Marked, string[]][] = []
    const shown = () => db.auditEntry.count({ where: { kind: 'REVEAL' } })
    const before = await shown()
    for (const column of marked) {
      const found = await finders(token, markOf(column))
      if (found.length > 0 && !read.includes(markOf(column))) told.push([column, found])
    }
    const isCentre = viewer === 'command' || viewer === 'deputy'
    expect(told).toEqual(isCentre ? [['Contact.phone', ['find', 'enterprises']]] : [])
    expect((await shown()) - before).toBe(isCentre ? 2 : 0)
  })
})

it('a part of what is masked or hidden finds nothing', async () => {
  const parts = phones.flatMap((column) => [
    markOf(column).slice(3),
    markOf(column).slice(0, 10),
    markOf(column).slice(-4),
  ])
  for (const viewer of viewerNames) {
    for (const part of parts)
      expect([viewer, part, await finders(stock.viewers[viewer].token, part)]).toEqual([viewer, part, []])
  }
})
