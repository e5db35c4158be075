import {
  type GraphQLArgument,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '#server/schema.ts'

type Part = { at: string; text: string }

/** A type of the schema and everything in it that can have a description; '' where it has none. */
function partsOf(type: GraphQLNamedType): Part[] {
  const part = (at: string, text: string | null | undefined) => ({ at, text: text ?? '' })
  const own = part(type.name, type.description)
  if (isEnumType(type)) {
    return [own, ...type.getValues().map(({ name, description }) => part(`${type.name}.${name}`, description))]
  }
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [own]
  const inside = Object.values(type.getFields()).flatMap((field) => {
    const at = `${type.name}.${field.name}`
    const args: readonly GraphQLArgument[] = 'args' in field ? field.args : []
    return [part(at, field.description), ...args.map(({ name, description }) => part(`${at}(${name})`, description))]
  })
  return [own, ...inside]
}

const parts = Object.values(schema.getTypeMap())
  .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
  .flatMap(partsOf)

const chinese = /\p{Script=Han}/u
const englishWords = (text: string) => text.split(chinese)[0]!.match(/[A-Za-z][\w’-]*/g) ?? []
const listed = (test: (part: Part) => boolean) => parts.filter(test).map(({ at, text }) => `${at}: ${text}`)

describe('the descriptions of the schema', () => {
  it('are in English and in Chinese', () => {
    expect(listed(({ text }) => englishWords(text).length === 0 || !chinese.test(text))).toEqual([])
  })

  it('are sentences, not single words', () => {
    expect(listed(({ text }) => englishWords(text).length <= 3)).toEqual([])
  })

  it('end as sentences do', () => {
    expect(listed(({ text }) => !text.endsWith('。'))).toEqual([])
  })
})
