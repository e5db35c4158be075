import { getNamedType, isObjectType } from 'graphql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db } from '#server/postgres/db.ts'
import { schema } from '#server/schema.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { fullSelection } from './setup/full-selection.ts'
import { aStockedUnion, type StockedUnion } from './setup/stocked-union.ts'

// A mark is written into every column that holds a person's name or somebody's own words, and everything that can be asked is
// asked: who may not read a column finds its mark nowhere.

let app: TestApp
let stock: StockedUnion

/** The columns with names of people. */
const names: [table: string, column: string][] = [
  ['Campaign', 'leadName'],
  ['Contact', 'name'],
  ['Account', 'displayName'],
  ['Squad', 'cadreName'],
  ['SquadMember', 'name'],
  ['Zone', 'cadreName'],
  ['Supplier', 'contact'],
  ['Issue', 'saidBy'],
  ['Measure', 'who'],
  ['VisitNote', 'saidBy'],
]

/** The columns with what people have said or written, but for titles. */
const words: [table: string, column: string][] = [
  ['Issue', 'evidence'],
  ['Issue', 'closingNote'],
  ['IssueEntry', 'text'],
  ['Measure', 'what'],
  ['Measure', 'expectedEffect'],
  ['Measure', 'resultNote'],
  ['Visit', 'skipReason'],
  ['Visit', 'followUp'],
  ['Visit', 'voidReason'],
  ['CompletedStep', 'gist'],
  ['VisitNote', 'text'],
  ['VisitNote', 'secondSource'],
  ['VisitCheck', 'note'],
  ['Paper', 'name'],
  ['ResumptionChange', 'basis'],
  ['SupplyOrder', 'cancelReason'],
]

const phones: [table: string, column: string][] = [
  ['Contact', 'phone'],
  ['Squad', 'phone'],
  ['SquadMember', 'phone'],
  ['Zone', 'cadrePhone'],
  ['Supplier', 'phone'],
]

const markOf = ([table, column]: [string, string]) => `〔${table}.${column}〕`

beforeAll(async () => {
  app = await startTestApp({
    MAX_COST: 100_000_000,
    COST_PER_MINUTE: 1_000_000_000,
    REQUEST_TIMEOUT_MS: 60_000,
    MAX_TOKENS: 100_000,
  })
  stock = await aStockedUnion(app)
  const visit = await db.visit.findFirstOrThrow({ where: { unionId: stock.union.unionId } })
  const step = { visitId: visit.id, step: 'LISTEN' } as const
  await db.completedStep.create({ data: { ...step, at: new Date(), actorId: stock.union.command.accountId } })
  await db.visitNote.create({ data: { ...step, position: 1, text: '' } })
  await db.visitCheck.create({ data: { visitId: visit.id, item: 'DISINFECTION', answer: 'NO' } })
  await db.contact.create({ data: { enterpriseId: visit.enterpriseId, kind: 'OWNER', name: '', phone: '' } })
  for (const [table, column] of [...names, ...words, ...phones]) {
    await db.$executeRawUnsafe(
      `UPDATE "${table}" SET "${column}" = $1 WHERE id <> '${stock.union.wall.accountId}'`,
      markOf([table, column]),
    )
  }
})
afterAll(() => app.close())

/** Everything that somebody is answered: each field of the root, and each row by its id. */
async function allAnswers(token: string): Promise<string> {
  const root = schema.getQueryType()!
  const fields = Object.values(root.getFields()).filter(
    ({ args, name }) => !name.startsWith('node') && !args.some((arg) => String(arg.type).endsWith('!')),
  )
  const texts: string[] = []
  for (const { name, type } of fields) {
    const inner = getNamedType(type)
    const document = isObjectType(inner) ? `{ ${name} ${fullSelection(inner, 2)} }` : `{ ${name} }`
    texts.push(JSON.stringify((await app.gql(token, document)).data ?? null))
  }
  for (const id of Object.values(stock.ids)) {
    const { data } = await app.gql<{ node: { __typename: string } | null }>(
      token,
      `{ node(id: "${id}") { __typename } }`,
    )
    const type = data?.node && schema.getType(data.node.__typename)
    if (!isObjectType(type)) continue
    const document = `{ node(id: "${id}") { ... on ${type.name} ${fullSelection(type, 2)} } }`
    texts.push(JSON.stringify((await app.gql(token, document)).data ?? null))
  }
  return texts.join('\n')
}

const seenIn = (text: string, columns: [string, string][]) => columns.map(markOf).filter((mark) => text.includes(mark))

it('the command centre reads names, words and phones, so that a mark that is missing elsewhere was kept back', async () => {
  const text = await allAnswers(stock.viewers.command.token)
  const missing = [...names, ...words, ...phones].map(markOf).filter((mark) => !text.includes(mark))
  expect(missing).toEqual([])
})

it('a wall reads no name of a person, no phone, and nothing that somebody has said', async () => {
  const text = await allAnswers(stock.viewers.wall.token)
  expect(text.length).toBeGreaterThan(1000)
  expect(seenIn(text, [...names, ...words, ...phones])).toEqual([])
})

it('a wall finds nobody by a name', async () => {
  for (const word of ['Squad.cadreName', 'SquadMember.name', 'Supplier.contact', 'Account.displayName']) {
    const document = `{ find(text: "${word}") { kind } suppliers(search: "${word}") { totalCount } }`
    const { data } = await app.gql<{ find: object[]; suppliers: { totalCount: number } }>(
      stock.viewers.wall.token,
      document,
    )
    expect([word, data!.find, data!.suppliers.totalCount]).toEqual([word, [], 0])
  }
})

it('an enterprise reads nothing that its workers have said, and not which of them did', async () => {
  const text = await allAnswers(stock.viewers.owner.token)
  expect(text.length).toBeGreaterThan(1000)
  const said: [string, string][] = [
    ['VisitNote', 'text'],
    ['VisitNote', 'saidBy'],
    ['VisitNote', 'secondSource'],
    ['CompletedStep', 'gist'],
    ['Issue', 'evidence'],
  ]
  expect(seenIn(text, said)).toEqual([])
})
