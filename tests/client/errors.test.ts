import { GraphQLError } from 'graphql'
import { CombinedError } from 'urql'
import { describe, expect, it } from 'vitest'
import { reloadsBefore } from '#client/boundary/reload-count.ts'
import { failureOf } from '#client/graph/errors.ts'

const failure = (extensions: object) =>
  failureOf(new CombinedError({ graphQLErrors: [new GraphQLError('一句话', { extensions: { ...extensions } })] }))

describe('what went wrong', () => {
  it.each([
    ['UNAUTHENTICATED', false],
    ['FORBIDDEN', false],
    ['NOT_FOUND', false],
    ['INVALID', false],
    ['CONFLICT', false],
    ['UNAVAILABLE', true],
    ['INTERNAL', true],
  ])('as %s is worth another try: %s', (code, retry) => {
    expect(failure({ code, field: 'quantity', current: 'id' })).toEqual({
      code,
      message: '一句话',
      field: 'quantity',
      current: 'id',
      retry,
    })
  })

  it('is UNAVAILABLE where nothing answered, and INTERNAL where the answer names no code', () => {
    const noAnswer = failureOf(new CombinedError({ networkError: new TypeError('fetch failed') }))
    expect(noAnswer).toEqual({ code: 'UNAVAILABLE', message: '', retry: true })
    expect(failure({})).toMatchObject({ code: 'INTERNAL', message: '一句话' })
  })

  it('is what the first error says', () => {
    const errors = ['CONFLICT', 'INTERNAL'].map((code) => new GraphQLError(code, { extensions: { code } }))
    expect(failureOf(new CombinedError({ graphQLErrors: errors }))).toMatchObject({ code: 'CONFLICT', retry: false })
  })
})

describe('reloads in a row', () => {
  it('are counted for an hour after the last one', () => {
    const now = Date.parse('2020-03-24T04:00:00Z')
    const stored = (minutes: number) => JSON.stringify({ count: 3, at: now - minutes * 60_000 })
    expect(reloadsBefore(null, now)).toBe(0)
    expect([0, 59, 59.99, 60, 600].map((minutes) => reloadsBefore(stored(minutes), now))).toEqual([3, 3, 3, 0, 0])
  })
})
