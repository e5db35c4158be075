import { describe, expect, it } from 'vitest'
import { anonymousActor, audienceOf } from '#server/feed/audience.ts'
import type { Actor } from '#server/platform/context.ts'

describe('an audience', () => {
  const actor: Actor = {
    role: 'SQUAD',
    unionId: 'u',
    unionIds: ['u'],
    squadId: 's',
    agencyId: null,
    enterpriseId: null,
    zoneId: null,
    scopes: [],
    linkId: null,
    mustChangePassword: false,
    accountId: 'a',
    sessionId: 'z',
    username: 'n',
    displayName: 'd',
    rank: 'CLERK',
  }
  const other: Actor = {
    role: 'COMMAND',
    unionId: 'v',
    unionIds: ['u', 'v'],
    squadId: 't',
    agencyId: 'g',
    enterpriseId: 'e',
    zoneId: 'q',
    scopes: ['BOARD'],
    linkId: 'l',
    mustChangePassword: false,
    accountId: 'b',
    sessionId: 'y',
    username: 'm',
    displayName: 'c',
    rank: 'CHAIR',
  }
  const names = ['accountId', 'sessionId', 'username', 'displayName']
  // whoever has to choose a password subscribes to nothing
  const personal = [...names, 'rank', 'mustChangePassword']
  const keyOf = (one: Actor) => JSON.stringify(audienceOf(one))

  it.each(Object.keys(actor) as (keyof Actor)[])(
    'is another with another %s, unless that is only who it is',
    (field) => {
      const changed = { ...actor, [field]: other[field] }
      expect(keyOf(changed) === keyOf(actor)).toBe(personal.includes(field))
    },
  )

  it('is executed as nobody in particular', () => {
    expect(anonymousActor(audienceOf(actor))).toEqual({
      ...actor,
      ...Object.fromEntries(names.map((field) => [field, ''])),
      rank: null,
    })
  })
})
