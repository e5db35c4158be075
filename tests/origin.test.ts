import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { addressOf, ownOrigin, senderOf } from '#server/http/origin.ts'
import { localeOf } from '#server/http/request-context.ts'
import { cookieValue, sessionCookie } from '#server/modules/people/cookie.ts'
import { readEnv } from '#server/platform/env.ts'

const from = (headers: Record<string, string>) =>
  ({ headers, socket: { remoteAddress: '10.0.0.1' } }) as unknown as IncomingMessage

describe('the caller’s address', () => {
  const forwarded = from({ 'x-forwarded-for': '6.6.6.6, 8.8.8.8, 9.9.9.9' })

  test('is the socket’s where no proxy is ours: a header is only what somebody says', () => {
    expect(addressOf(forwarded, readEnv({}))).toBe('10.0.0.1')
  })
  test('is what the outermost of our proxies saw', () => {
    expect(addressOf(forwarded, readEnv({ TRUST_PROXY: '1' }))).toBe('9.9.9.9')
    expect(addressOf(forwarded, readEnv({ TRUST_PROXY: '2' }))).toBe('8.8.8.8')
    expect(addressOf(from({}), readEnv({ TRUST_PROXY: '1' }))).toBe('10.0.0.1')
  })
})

describe('our own origin', () => {
  test('is PUBLIC_URL, else the host that was asked for', () => {
    const asked = from({ host: 'board.lan:4000' })
    expect(ownOrigin(asked, readEnv({}))).toBe('http://board.lan:4000')
    expect(ownOrigin(asked, readEnv({ PUBLIC_URL: 'https://board.example.org/' }))).toBe('https://board.example.org')
    expect(ownOrigin(from({ host: "x'; script-src *" }), readEnv({}))).toBe('http://localhost')
  })
  test('tells our pages from those of others', () => {
    const env = readEnv({ PUBLIC_URL: 'https://board.example.org' })
    expect(senderOf(from({ origin: 'https://board.example.org' }), env)).toBe('own')
    expect(senderOf(from({ origin: 'http://board.example.org' }), env)).toBe('foreign')
    expect(senderOf(from({}), env)).toBe('none')
  })
})

test.each([
  [undefined, 'zh'],
  ['zh-CN,en;q=0.8', 'zh'],
  ['en-GB', 'en'],
  ['fr, en', 'en'],
  ['fr', 'zh'],
  ['*', 'zh'],
])('%s is answered in %s', (languages, locale) => expect(localeOf(languages)).toBe(locale))

test('the cookie is __Host- and Secure by https, and only that one is read', () => {
  const origin = 'https://board.example.org'
  const cookie = sessionCookie(origin, 'abc', 60)
  expect(cookie).toBe('__Host-sizhen=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure')
  expect(cookieValue(origin, 'sizhen', 'a=b; __Host-sizhen=abc')).toBe('abc')
  expect(cookieValue(origin, 'sizhen', 'sizhen=abc')).toBeNull()
})
