import { readFileSync } from 'node:fs'
import { buildSchema, type GraphQLField, getNamedType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rolesOfDeeds } from '#server/log/deed.ts'
import { localDate } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { changesById, idsOf, inputOf } from '#tests/setup/changes-by-id.ts'
import { follow } from '#tests/setup/follower.ts'
import { readStream } from '#tests/setup/sse.ts'
import { aStockedUnion, type StockedUnion } from '#tests/setup/stocked-union.ts'
import { type ViewerName, viewerNames } from '#tests/setup/viewers.ts'

const schema = buildSchema(readFileSync('codegen/schema.graphql', 'utf8'))
type Field = GraphQLField<unknown, unknown>
const fieldsOf = (type: 'Mutation' | 'Query' | 'Subscription'): Field[] =>
  Object.values((schema.getType(type) as ReturnType<typeof schema.getQueryType>)!.getFields())

let app: TestApp
let own: StockedUnion
let foreign: StockedUnion
/** The account of the zone’s cadre of the own union. */
let cadre: string

/** Two unions of two districts, with the same rows in each. */
beforeAll(async () => {
  app = await startTestApp({ REQUEST_TIMEOUT_MS: 20_000 })
  own = await aStockedUnion(app)
  foreign = await aStockedUnion(app)
  const { id } = await db.account.findFirstOrThrow({ where: { unionId: own.union.unionId, role: 'CADRE' } })
  cadre = globalId('Account', id)
})
afterAll(() => app.close())

/** One who may do this change. */
const callerOf = (name: string): ViewerName => {
  const roles = rolesOfDeeds.get(name)!
  if (roles.includes('COMMAND')) return 'command'
  return roles.includes('DISTRICT') ? 'district' : 'squad 1'
}

const traces = async () => ({ events: await db.event.count(), receipts: await db.receipt.count() })

describe('a change that names a row of another union', () => {
  it('knows rows for every id that an input can have', () => {
    expect(changesById.map(([, field]) => field).filter((field) => !own.ids[field])).toEqual([])
  })

  it.each(changesById)('%s: %s is NOT_FOUND, and nothing is left', async (name, field, mutation) => {
    const before = await traces()
    const input = inputOf(own, cadre, mutation, field, foreign.ids[field]!)
    const refusal = await own.viewers[callerOf(name)].refusedChange(name, input)
    // of whom an account is to be is checked like any other text of its form
    expect(refusal).toMatchObject({ code: name === 'createAccount' && field !== 'memberId' ? 'INVALID' : 'NOT_FOUND' })
    expect(refusal.field).toMatch(new RegExp(`^input\\..*(${field}|items)`))
    for (const viewer of ['squad 1', 'owner'] as const) {
      const { code } = await own.viewers[viewer].refusedChange(name, input)
      expect(['NOT_FOUND', 'FORBIDDEN'], viewer).toContain(code)
    }
    expect(await traces()).toEqual(before)
  })
})

/** What a query needs besides the id that is tried. */
const required = (name: string): string =>
  ({
    dayProposal: `on: "${localDate(new Date())}", `,
    boardAt: `at: "${new Date().toISOString()}", `,
    events: 'after: 0, ',
    exportList: 'list: ENTERPRISES, format: CSV, ',
    find: 'text: "店", ',
    views: 'list: ISSUES, ',
  })[name] ?? ''

function selectionOf({ type }: Field): string {
  const named = getNamedType(type)
  return isObjectType(named) && 'totalCount' in named.getFields() ? '{ totalCount }' : '{ __typename }'
}

const queries = fieldsOf('Query').flatMap((field) => field.args.map((arg) => ({ field, arg })))

/** Every query that takes an argument of this name. */
const taking = (name: string) =>
  queries.filter(({ arg }) => arg.name === name).map(({ field }) => [field.name, field] as const)

/** A query as a document, in which this argument is the variable `$id`. */
const documentOf = (field: Field, arg: string) =>
  `query ($id: ID!) { ${field.name}(${required(field.name)}${arg}: $id) ${selectionOf(field)} }`

describe('a query', () => {
  const rowOf: Record<string, string> = {
    campaign: 'campaignId',
    enterprise: 'enterpriseId',
    issue: 'issueId',
    node: 'visitId',
    roster: 'rosterId',
    supplyOrder: 'orderId',
    visit: 'visitId',
  }

  it.each(taking('unionId'))('%s of another union is NOT_FOUND to everybody', async (_, query) => {
    const document = documentOf(query, 'unionId')
    await own.viewers.command.query(document, { id: own.id })
    const ask = async (viewer: ViewerName) => {
      const { code, field } = await own.viewers[viewer].refusal(document, { id: foreign.id })
      if (code !== 'FORBIDDEN') expect([viewer, code, field]).toEqual([viewer, 'NOT_FOUND', 'unionId'])
      else expect(['command', 'deputy', 'wall', 'district']).not.toContain(viewer)
    }
    await Promise.all(viewerNames.map(ask))
  })

  it.each(taking('id'))('%s of another union is null to everybody', async (name, query) => {
    const document = documentOf(query, 'id')
    const field = rowOf[name]!
    const found = await own.viewers.command.query<Record<string, object | null>>(document, { id: own.ids[field] })
    expect(found[name]).not.toBeNull()
    const answers = viewerNames.map((viewer) => own.viewers[viewer].query(document, { id: foreign.ids[field] }))
    for (const answer of await Promise.all(answers)) expect(answer).toEqual({ [name]: null })
  })

  const filters = queries
    .filter(({ field, arg }) => arg.name === 'filter' && field.name !== 'exportList')
    .flatMap(({ field, arg }) => idsOf(arg.type).map((id) => [field.name, id] as const))

  it.each(filters)('%s narrowed by %s of another union is empty', async (name, field) => {
    const document = `query ($id: ID!) { ${name}(filter: { ${field}: $id }) { totalCount } }`
    type Count = Record<string, { totalCount: number }>
    const counts = await foreign.viewers.command.query<Count>(document, { id: own.ids[field] })
    expect(counts[name]).toEqual({ totalCount: 0 })
  })

  it('of the rows that a roster refused gives no file of another union’s roster', async () => {
    const document = 'query ($id: ID) { exportList(list: ROSTER_REFUSED, format: CSV, rosterId: $id) { url } }'
    const { command } = own.viewers
    expect(await command.refusal(document, { id: foreign.ids.rosterId })).toMatchObject({ code: 'NOT_FOUND' })
    const { exportList } = await command.query<{ exportList: { url: string } }>(document, { id: own.ids.rosterId })
    expect((await fetch(exportList.url)).status).toBe(200)
  })
})

describe('a subscription', () => {
  it.each(fieldsOf('Subscription'))('$name of another union is NOT_FOUND to everybody', async ({ name }) => {
    const document = `subscription ($id: ID!) { ${name}(after: 0, unionId: $id) { through } }`
    const ask = async (viewer: ViewerName) => {
      const { token } = own.viewers[viewer]
      const [first] = await readStream<object>(app, token, document, { id: foreign.id }, () => true)
      expect([viewer, first!.errors?.[0]?.extensions.code]).toEqual([viewer, 'NOT_FOUND'])
    }
    await Promise.all(viewerNames.map(ask))
  })

  it('on a socket is refused alike', async () => {
    const following = follow(app, own.viewers.command.token, { after: 0, unionId: foreign.id })
    await expect(following).rejects.toThrow('NOT_FOUND')
  })
})

// last of all, since these change the rows; and the last of these delete them, or make one of two
const isDeletion = ([name]: (typeof changesById)[number]) => name.startsWith('delete') || name === 'mergeEnterprise'
const changesInOrder = [...changesById.filter((each) => !isDeletion(each)), ...changesById.filter(isDeletion)]

describe('the same change with a row of its own union', () => {
  it.each(changesInOrder)('%s: %s is found', async (name, field, mutation) => {
    const { errors } = await app.change(
      own.viewers[callerOf(name)].token,
      name,
      inputOf(own, cadre, mutation, field, own.ids[field]!),
      '',
    )
    const [error] = errors ?? []
    expect(error?.extensions.code).not.toBe('NOT_FOUND')
    // a stop that an earlier one of these has planned already is a conflict of that stop
    const isPlanned = name === 'planDay' && error?.extensions.code === 'CONFLICT'
    expect(isPlanned ? '' : (error?.extensions.field ?? '')).not.toMatch(new RegExp(`${field}$`))
  })
})
