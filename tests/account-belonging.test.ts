import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#codegen/prisma/enums.ts'
import { setUpAccount } from '#server/modules/people/set-up.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from './setup/database.ts'
import { anAccount, anActor, anEnterprise, aSquad, aUnion } from './setup/factories.ts'

beforeAll(async () => openDb(await freshDatabase()))
afterAll(() => closeDb())

describe('whom an account belongs to', () => {
  const belongings = ['squadId', 'agencyId', 'enterpriseId', 'zoneId'] as const
  const needed: Record<Role, (typeof belongings)[number] | null> = {
    COMMAND: null,
    SQUAD: 'squadId',
    AGENCY: 'agencyId',
    ENTERPRISE: 'enterpriseId',
    CADRE: 'zoneId',
    DISTRICT: null,
    WALL: null,
    INTEGRATOR: null,
  }

  /** A new union's squad, agency, enterprise and zone. */
  const rowsOf = async (id: string) => ({
    squadId: await aSquad(id),
    agencyId: (await db.agency.create({ data: { unionId: id, kind: 'POLICE', name: randomUUID() } })).id,
    enterpriseId: await anEnterprise(await anActor((await anAccount(id)).id)),
    zoneId: (await db.zone.create({ data: { unionId: id, name: randomUUID(), position: 9 } })).id,
  })

  test.each(Object.entries(needed))(
    'as %s is %s of its own union where the role needs one, and nothing else',
    async (role, own) => {
      const { id: union } = await aUnion()
      const ours = await rowsOf(union)
      const foreign = await rowsOf((await aUnion()).id)
      for (let chosen = 0; chosen < 2 ** belongings.length; chosen++) {
        const given = belongings.filter((_, place) => chosen & (1 << place))
        for (const rows of [ours, foreign]) {
          const input = Object.fromEntries(given.map((field) => [field, rows[field]]))
          const made = setUpAccount(union, {
            ...input,
            username: randomUUID(),
            displayName: 'x',
            role: role as Role,
            password: null,
          })
          const isRight = own ? given.length === 1 && given[0] === own && rows === ours : given.length === 0
          const outcome = await made.then(
            () => 'made',
            ({ code }) => code,
          )
          expect([given, rows === ours, outcome]).toEqual([given, rows === ours, isRight ? 'made' : 'INVALID'])
        }
      }
    },
  )
})
