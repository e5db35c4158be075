import { describe, expect, it } from 'vitest'
import { accountDeeds, isAbove } from '#client/desk/offers.ts'
import { enums } from '#codegen/graph/enums.ts'
import { checkRank } from '#server/modules/people/ranks.ts'
import type { Actor } from '#server/platform/context.ts'

const refuses = (rank: Actor['rank'], other: Actor['rank']): boolean => {
  try {
    checkRank({ rank } as Actor, other)
    return false
  } catch {
    return true
  }
}

describe('of accounts and their links', () => {
  it.each(enums.CommandRank)('to a %s is offered what the server takes of that rank', (rank) => {
    const viewer = { id: 'a', role: 'COMMAND', rank } as const
    for (const other of [...enums.CommandRank, null]) {
      const account = { id: 'b', role: 'COMMAND', rank: other } as const
      const refused = refuses(rank, other)
      expect([other, isAbove(viewer, account)]).toEqual([other, refused])
      expect([other, accountDeeds(viewer, account).length === 0]).toEqual([other, refused])
    }
  })
})
