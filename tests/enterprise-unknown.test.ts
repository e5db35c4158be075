import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEnterprise } from '#server/modules/enterprises/create.ts'
import { updateEnterprise } from '#server/modules/enterprises/update.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, aUnion } from '#tests/setup/factories.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aCreditCode } from '#tests/setup/rosters.ts'
import { ask } from '#tests/setup/small-union.ts'

let command: Actor

beforeAll(async () => {
  openDb(await freshDatabase())
  command = await anActor((await anAccount((await aUnion()).id)).id)
})
afterAll(() => closeDb())

const change = () => ({ clientId: randomUUID() })
const entered = async (given: object) =>
  (await createEnterprise(command, { ...change(), name: '回坊小店', ...given })).subjectId!
const rowOf = (id: string) => db.enterprise.findUniqueOrThrow({ where: { id } })

it('an enterprise enters without a credit code, of which there may be many, and gets it later', async () => {
  const [one, other] = [await entered({}), await entered({ creditCode: ' ' })]
  expect([(await rowOf(one)).creditCode, (await rowOf(other)).creditCode]).toEqual([null, null])
  const creditCode = aCreditCode()
  await updateEnterprise(command, { ...change(), enterpriseId: one, creditCode })
  expect((await rowOf(one)).creditCode).toBe(creditCode)
  await expectRefused(() => updateEnterprise(command, { ...change(), enterpriseId: other, creditCode }), 'CONFLICT', {
    current: globalId('Enterprise', one),
  })
  await updateEnterprise(command, { ...change(), enterpriseId: one, headcount: 3 })
  expect((await rowOf(one)).creditCode).toBe(creditCode)
  await updateEnterprise(command, { ...change(), enterpriseId: one, creditCode: null })
  expect((await rowOf(one)).creditCode).toBeNull()
})

it('a headcount that nobody knows is null and not 0, in the row, in the API and in its order', async () => {
  const [none, nought, many] = [await entered({}), await entered({ headcount: 0 }), await entered({ headcount: 9 })]
  expect((await rowOf(none)).headcount).toBeNull()
  expect((await rowOf(nought)).headcount).toBe(0)
  const ids = [none, nought, many].map((id) => globalId('Enterprise', id))
  const { enterprises } = await ask<{ enterprises: { edges: { node: { id: string; headcount: number | null } }[] } }>(
    command,
    '{ enterprises(first: 100, orderBy: { by: HEADCOUNT, direction: ASC }) { edges { node { id headcount } } } }',
  )
  const listed = enterprises.edges.map(({ node }) => node).filter(({ id }) => ids.includes(id))
  expect(listed.map(({ headcount }) => headcount)).toEqual([0, 9, null])
  await updateEnterprise(command, { ...change(), enterpriseId: many, headcount: null })
  expect((await rowOf(many)).headcount).toBeNull()
})
