import {
  type DocumentNode,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
  isScalarType,
  parse,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import * as documents from '#codegen/graph/graphql.ts'
import { costOf } from '#server/http/cost.ts'
import { readEnv } from '#server/platform/env.ts'
import { schema } from '#server/schema.ts'

const limit = readEnv({}).MAX_COST

describe('the cost of an operation', () => {
  it.each([
    ['{ viewer { id role } }', 4],
    ['{ viewer { ...V } } fragment V on Account { id ... on Account { role } }', 4],
    ['{ visits { totalCount } }', 22],
    ['{ visits(first: 80) { edges { node { id } } } }', 2 + 80 * 5],
    ['query ($n: Int) { visits(first: $n) { edges { node { id } } } }', 2 + 7 * 5],
    ['query ($k: Int = 90) { visits(first: $k) { edges { node { id } } } }', 2 + 90 * 5],
    ['query ($more: [ID!]! = ["a", "b", "c"]) { nodes(ids: $more) { id } }', 2 + 3],
    ['query ($m: Int) { visits(last: $m) { edges { node { id } } } }', 2 + 20 * 5],
    ['query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', 2 + 1],
    ['{ visits(last: 3) { edges { node { notes { text } } } } }', 2 + 3 * (2 + 2 + 100 * 3)],
    ['{ agencies { name } }', 100 * 3],
    ['{ nodes(ids: ["a", "b"]) { id } }', 4],
    ['{ node(id: "a") { ... on Squad { members { name } } } }', 2 + 50 * 3],
    ['{ events(after: 0, first: 7) { head events { seq } } }', 2 + 7 * (1 + 3)],
    ['{ __schema { types { name } } __typename }', 2 + 3 * Object.keys(schema.getTypeMap()).length + 1],
    ['{ __type(name: "Visit") { name } }', 3],
  ])('%s', (document, cost) => {
    const variableValues = { n: 7, ids: ['a'] }
    expect(costOf({ document: parse(document), variableValues })).toBe(cost)
  })

  it('is within the limit for everything that our own pages ask, and each could ask for a third more', () => {
    const own = Object.entries(documents).filter(([name]) => name.endsWith('Document')) as [string, DocumentNode][]
    expect(own.length).toBeGreaterThan(60)
    const costs = own.map(([name, document]) => [name, costOf({ document })] as const)
    expect(costs.filter(([, cost]) => (cost * 4) / 3 > limit)).toEqual([])
  })

  it('counts the whole schema, which tools read, as it is: within the limit', () => {
    const cost = costOf({ document: parse(getIntrospectionQuery()) })
    expect(cost).toBeGreaterThan(40_000)
    expect((cost * 4) / 3).toBeLessThan(limit)
  })

  it('is over the limit for lists in lists in lists', () => {
    const nested =
      '{ enterprises(first: 100) { edges { node { visits(first: 100) { edges { node { issues { totalCount } } } } } } } }'
    expect(costOf({ document: parse(nested) })).toBeGreaterThan(limit)
  })
})

it('every list of the schema is a page of a list, or says how many rows it can have', () => {
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ at: `${type.name}.${field.name}`, field })))
  const open = fields.filter(({ field: { type, extensions } }) => {
    const named = getNamedType(type)
    return isListType(getNullableType(type)) && !isScalarType(named) && !isEnumType(named) && !extensions.most
  })
  expect(open.map(({ at }) => at).filter((at) => !/Connection\.edges$/.test(at))).toEqual(['Query.nodes'])
})
