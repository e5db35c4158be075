import { randomUUID } from 'node:crypto'
import { print } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WallDocument } from '#client/board/documents.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { createToken } from '#server/modules/people/create-token.ts'
import { updateSquad } from '#server/modules/squads/update.ts'
import { orderSupply } from '#server/modules/supplies/order.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
})

afterAll(() => closeDb())

const change = () => ({ clientId: randomUUID() })

describe('the board', () => {
  it('is for those who watch the whole', async () => {
    for (const actor of [union.squads[0], union.tax, union.owner]) {
      await expect(ask(actor, '{ board { seq } }')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    for (const actor of [union.wall, union.integrator('BOARD')]) await ask(actor, '{ board { seq } }')
    await expect(ask(union.integrator('VISITS'), '{ board { seq } }')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('is whole for a wall: its own document asks for nothing that is kept from it', async () => {
    for (const actor of [union.wall, union.integrator('BOARD')]) {
      const { board } = await ask<{ board: { squads: object[]; cells: { enterprise: { name: string } }[] } }>(
        actor,
        print(WallDocument),
      )
      expect(board.squads).toHaveLength(2)
      expect(board.cells[0]!.enterprise.name).toBeTruthy()
    }
  })

  it('lists of the newest issues and events those that the viewer may see', async () => {
    const report = { kind: 'BLOCKAGE', category: 'RENT', severity: 'HIGH', source: 'CALL', title: '房东拒租' } as const
    await openIssue(union.command, { ...change(), ...report, enterpriseId: union.enterprises[0] })
    await updateSquad(union.command, { ...change(), squadId: union.squads[0].squadId!, cadreName: '赵强' })
    const accountId = union.integrator().accountId
    const token = {
      accountId,
      name: '数据大厅',
      scopes: ['BOARD' as const],
      expiresOn: localDate(new Date(Date.now() + 86_400_000)),
    }
    for (let i = 0; i < 25; i++) await createToken(union.command, { ...change(), ...token })
    const recent = async (actor: Actor) => {
      const { recentEvents, recentIssues } = (
        await ask<{ board: { recentEvents: { name: string }[]; recentIssues: object[] } }>(
          actor,
          '{ board { recentEvents { seq name } recentIssues { id } } }',
        )
      ).board
      const names = new Set(recentEvents.map(({ name }) => name))
      return { names, events: recentEvents.length, issues: recentIssues.length }
    }
    expect(await recent(union.command)).toMatchObject({ names: new Set(['token.created']), events: 20, issues: 1 })
    for (const [actor, issues] of [
      [union.wall, 1],
      [union.integrator('BOARD'), 0],
      [union.integrator('BOARD', 'ISSUES'), 1],
    ] as const) {
      const seen = await recent(actor)
      expect(seen).toMatchObject({ issues })
      expect(seen.names).toContain('squad.updated')
      expect(seen.names).not.toContain('token.created')
    }
  })

  it('adds up quantities beyond what 32 bits hold', async () => {
    const [first, second] = union.enterprises
    for (const enterpriseId of [first, second]) {
      await orderSupply(union.command, { ...change(), enterpriseId, itemId: union.alcohol, requested: 2_000_000_000 })
    }
    const { supplies: items } = (
      await ask<{ board: { supplies: { code: string; requested: number }[] } }>(
        union.command,
        '{ board { supplies { code requested } } }',
      )
    ).board
    expect(items.find(({ code }) => code === 'ALCOHOL')!.requested).toBe(4_000_000_000)
  })
})
