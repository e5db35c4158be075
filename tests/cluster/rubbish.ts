import { randomUUID } from 'node:crypto'
import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { globalId } from '#server/platform/ids.ts'
import { schema } from '#server/schema.ts'

/** Numbers from 0 to below 1 that a seed decides. */
export type Chance = () => number

/** The numbers of a seed (Mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const oneOf = <T>(chance: Chance, from: readonly T[]): T => from[Math.floor(chance() * from.length)]!

/** Texts that have broken programs: signs of languages, of right to left, controls, long ones, and halves. */
const texts = [
  ...[
    '',
    ' ',
    '正常文字',
    '\'; DROP TABLE "Account"; --',
    '%',
    '*',
    '\\',
    '"',
    '\u0000',
    '\u202e反',
    '\u200b',
    '𠮷',
    '👨‍👩‍👧',
  ],
  ...[
    '-1',
    '1e309',
    'NaN',
    'null',
    '2026-02-30',
    '2026-11-30',
    '0001-01-01',
    '09:30',
    '24:00',
    'ASC',
    '\ud800',
    'a'.repeat(5000),
  ],
]

/** An input of this type, mostly well-formed and sometimes anything at all. */
export function anInput(chance: Chance, type: GraphQLInputType, depth = 0): unknown {
  if (chance() < 0.06) return oneOf<unknown>(chance, [null, -1, 2 ** 31, 1.5, true, [], {}, ...texts])
  if (isNonNullType(type)) return anInput(chance, type.ofType, depth)
  if (isListType(type)) {
    const length = depth > 3 ? 0 : Math.floor(chance() * 4)
    return Array.from({ length }, () => anInput(chance, type.ofType, depth + 1))
  }
  if (isEnumType(type)) return oneOf(chance, type.getValues()).name
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || (depth < 4 && chance() < 0.4),
    )
    return Object.fromEntries(fields.map((field) => [field.name, anInput(chance, field.type, depth + 1)]))
  }
  if (type.name === 'ID') {
    return oneOf(chance, [globalId(oneOf(chance, ['Visit', 'Issue', 'Squad', 'Enterprise']), randomUUID()), 'x', ''])
  }
  if (type.name === 'UUID') return randomUUID()
  if (type.name === 'Int') return Math.floor(chance() * 120) - 10
  if (type.name === 'Boolean') return chance() < 0.5
  if (type.name === 'Date') return oneOf(chance, ['2026-11-30', '2020-03-24', '2099-12-31'])
  if (type.name === 'DateTime') return oneOf(chance, [new Date().toISOString(), '2020-03-24T09:30:00+08:00'])
  return oneOf(chance, texts)
}

type Field = GraphQLField<unknown, unknown>
type Document = { query: string; variables: Record<string, unknown> }

/** Signs out, disables and ends what all later questions are asked by. */
const leftOut = new Set(['signOut', 'disableAccount', 'setPassword', 'retireSquad', 'updateAccount', 'endSession'])

/** A document that the schema may allow, with its variables; one in five is bent until it may be no document at all. */
export function aDocument(chance: Chance): Document {
  const variables: Record<string, unknown> = {}
  const definitions: string[] = []
  const roots = [schema.getQueryType()!, schema.getQueryType()!, schema.getMutationType()!]
  const root = oneOf(chance, roots)
  const isQuery = root === schema.getQueryType()

  function write(field: Field, depth: number): string {
    const given = field.args.filter((arg) => isNonNullType(arg.type) || chance() < 0.4)
    const args = given.map((arg) => {
      const name = `v${definitions.length}`
      definitions.push(`$${name}: ${arg.type}`)
      variables[name] = anInput(chance, arg.type)
      return `${arg.name}: $${name}`
    })
    const alias = chance() < 0.05 ? `a${Math.floor(chance() * 9)}: ` : ''
    const head = `${alias}${field.name}${args.length ? `(${args.join(', ')})` : ''}`
    const named = getNamedType(field.type)
    if (!isCompositeType(named)) return head
    if (!isObjectType(named)) return `${head} { __typename }`
    const fields = Object.values(named.getFields()).filter(
      ({ type }) => chance() < 0.35 && (depth < 6 || !isCompositeType(getNamedType(type))),
    )
    return `${head} { __typename ${fields.map((each) => write(each, depth + 1)).join(' ')} }`
  }

  const fields = Object.values(root.getFields()).filter(({ name }) => !leftOut.has(name))
  const chosen = Array.from({ length: isQuery ? 1 + Math.floor(chance() * 2) : 1 }, () => oneOf(chance, fields))
  const body = chosen.map((field) => write(field, 0)).join(' ')
  const head = `${isQuery ? 'query' : 'mutation'} Q${definitions.length ? `(${definitions.join(', ')})` : ''}`
  const query = `${head} { ${body} }`
  return { query: chance() < 0.2 ? bent(chance, query) : query, variables }
}

/** The text with pieces left out, doubled, or replaced. */
function bent(chance: Chance, text: string): string {
  let bending = text
  for (let n = 0; n < 1 + chance() * 3; n += 1) {
    const at = Math.floor(chance() * bending.length)
    const to = at + Math.floor(chance() * 12)
    const piece = oneOf(chance, [
      '',
      bending.slice(at, to).repeat(3),
      '{',
      '}',
      '...',
      '@skip',
      '"',
      oneOf(chance, texts),
    ])
    bending = bending.slice(0, at) + piece + bending.slice(to)
  }
  return bending
}

/** The messages of one socket: those of the protocol in any order, with rubbish among them. */
export function frames(chance: Chance, token: string): (string | Buffer)[] {
  const id = () => oneOf(chance, ['1', '2', '', 'a'.repeat(300)])
  const subscription = 'subscription { boardEvents(after: 0) { through } }'
  const message = (): string | Buffer => {
    const { query, variables } = aDocument(chance)
    const asked = oneOf(chance, [{ query: subscription }, { query, variables }, { query: null }, {}, null, 7])
    return oneOf<string | Buffer>(chance, [
      JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }),
      JSON.stringify({ type: 'connection_init', payload: oneOf<unknown>(chance, [null, {}, 7, { authorization: 7 }]) }),
      JSON.stringify({ type: 'subscribe', id: id(), payload: asked }),
      JSON.stringify({ type: 'complete', id: id() }),
      JSON.stringify({ type: 'ping', payload: oneOf(chance, [null, {}, 'x']) }),
      JSON.stringify({ type: oneOf(chance, ['pong', 'next', 'error', 'start', '', null]) }),
      oneOf(chance, ['', '{', 'null', '[]', '7', ...texts]),
      Buffer.from(Array.from({ length: 20 }, () => Math.floor(chance() * 256))),
    ])
  }
  const first = JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })
  const rest = Array.from({ length: 1 + Math.floor(chance() * 8) }, message)
  return chance() < 0.7 ? [first, ...rest] : rest
}
