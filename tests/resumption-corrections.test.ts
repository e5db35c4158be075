import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { correctResumption } from '#server/modules/enterprises/correct-resumption.ts'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { recountEnterprises } from '#server/modules/enterprises/tallies.ts'
import { localDate, runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, anEnterprise, aUnion } from '#tests/setup/factories.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { eventOf, expectOneWinner, expectRefused, unionTally } from '#tests/setup/outcomes.ts'
import { ask } from '#tests/setup/small-union.ts'

let unionId: string
let command: Actor

const someone = async (given: Parameters<typeof anAccount>[1] = {}) => anActor((await anAccount(unionId, given)).id)
const change = () => ({ clientId: randomUUID() })
const today = localDate(new Date())
const daysAgo = (days: number) => localDate(new Date(Date.now() - days * 86_400_000))
const figures = async () => {
  const { enterprises, resumption, days } = await unionTally(unionId)
  return { enterprises, resumption, days }
}

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  unionId = (await aUnion()).id
  command = await someone()
})
afterAll(() => closeDb())

/** What the tally says of the register is what its rows say. */
const expectTrue = async () => expect(await unionTally(unionId)).toEqual(await recountEnterprises(db, unionId))

describe('correctResumption', () => {
  const states = { FILED: 9, APPROVED: 6, RESUMED: 3, SUSPENDED: 1 } as const
  type State = keyof typeof states
  const record = (id: string, to: State, on = daysAgo(states[to])) =>
    setResumption(command, { ...change(), enterpriseIds: [id], to, on, basis: '备案表', source: 'FORM' })
  const changesOf = (enterpriseId: string) =>
    db.resumptionChange.findMany({ where: { enterpriseId }, orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] })
  const idOf = async (enterpriseId: string, to: State) =>
    (await changesOf(enterpriseId)).find((each) => each.to === to)!.id
  const correct = (changeId: string, given: object = {}, actor = command) =>
    correctResumption(actor, { ...change(), changeId, reason: '登记错了企业', ...given })
  const right = (to: State, on = daysAgo(states[to])) => ({ right: { to, on, basis: '批复', source: 'CALL' as const } })
  const standing = async (id: string) => {
    const { resumption, resumptionOn } = await db.enterprise.findUniqueOrThrow({ where: { id } })
    return [resumption, resumptionOn?.toISOString().slice(0, 10) ?? null]
  }

  it('takes a change away that never happened: state, day and figures are as before it', async () => {
    const id = await anEnterprise(command)
    await record(id, 'FILED')
    await record(id, 'RESUMED', today)
    const receipt = await correct(await idOf(id, 'RESUMED'))
    expect(await eventOf(unionId, receipt)).toMatchObject({
      name: 'enterprise.resumption_corrected',
      enterpriseId: id,
      facts: { from: 'RESUMED', to: 'FILED', on: daysAgo(9) },
    })
    expect(await standing(id)).toEqual(['FILED', daysAgo(9)])
    expect((await figures()).resumption).toEqual({ FILED: 1 })
    await correct(await idOf(id, 'FILED'))
    expect(await standing(id)).toEqual(['NOT_RESUMED', null])
    await expectTrue()
  })

  it('puts right what a change says, and lets the one after it go on from there', async () => {
    const id = await anEnterprise(command)
    await record(id, 'FILED')
    await record(id, 'RESUMED')
    await correct(await idOf(id, 'FILED'), right('APPROVED', daysAgo(8)))
    expect((await changesOf(id)).map(({ from, to }) => [from, to])).toEqual([
      ['NOT_RESUMED', 'APPROVED'],
      ['APPROVED', 'RESUMED'],
    ])
    await correct(await idOf(id, 'RESUMED'), right('RESUMED', daysAgo(2)))
    expect(await standing(id)).toEqual(['RESUMED', daysAgo(2)])
    await expectTrue()
  })

  it('keeps what the change said before, and who may read the register sees it', async () => {
    const id = await anEnterprise(command)
    await record(id, 'FILED')
    const changeId = await idOf(id, 'FILED')
    await correct(changeId, right('APPROVED'))
    await correct(changeId)
    await correct(changeId, right('FILED'))
    const { node } = await ask<{ node: object }>(
      command,
      'query ($id: ID!) { node(id: $id) { ... on ResumptionChange { to basis neverHappened corrections { to basis neverHappened reason } } } }',
      { id: globalId('ResumptionChange', changeId) },
    )
    const reason = '登记错了企业'
    expect(node).toEqual({
      to: 'FILED',
      basis: '批复',
      neverHappened: false,
      corrections: [
        { to: 'FILED', basis: '备案表', neverHappened: false, reason },
        { to: 'APPROVED', basis: '批复', neverHappened: false, reason },
        { to: 'APPROVED', basis: '批复', neverHappened: true, reason },
      ],
    })
  })

  it('lets the trend follow back to the day from which the state held, also where an enterprise is retired', async () => {
    const at = (days: number) => new Date(Date.now() - days * 86_400_000)
    unionId = (await runAt(at(8), () => aUnion())).id
    command = await runAt(at(8), () => someone())
    const id = await runAt(at(7), () => anEnterprise(command))
    const other = await runAt(at(7), () => anEnterprise(command))
    await runAt(at(5), () => record(id, 'RESUMED', daysAgo(5)))
    const trend = async () => {
      const { board } = await ask<{ board: { trend: { resumed: number }[] } }>(
        command,
        '{ board { trend { resumed } } }',
      )
      return board.trend.slice(-7).map(({ resumed }) => resumed)
    }
    await runAt(at(2), () => record(other, 'RESUMED', daysAgo(2)))
    expect(await trend()).toEqual([0, 1, 1, 1, 2, 2, 2])
    await correct(await idOf(id, 'RESUMED'))
    expect(await trend()).toEqual([0, 0, 0, 0, 1, 1, 1])
    const late = await anEnterprise(command)
    await record(late, 'RESUMED', daysAgo(3))
    expect(await trend()).toEqual([0, 0, 0, 1, 2, 2, 2])
    await record(late, 'SUSPENDED', daysAgo(1))
    expect(await trend()).toEqual([0, 0, 0, 1, 2, 1, 1])
    const put = (deed: string) => mutate(command, deed, { enterpriseId: globalId('Enterprise', late) })
    await put('retireEnterprise')
    expect(await trend()).toEqual([0, 0, 0, 0, 1, 1, 1])
    await put('restoreEnterprise')
    expect(await trend()).toEqual([0, 0, 0, 1, 2, 1, 1])
    await record(late, 'RESUMED', daysAgo(0))
    expect(await trend()).toEqual([0, 0, 0, 1, 2, 1, 2])
  })

  it('is refused where it does not fit what came before or after, and leaves nothing', async () => {
    const id = await anEnterprise(command)
    await record(id, 'FILED')
    await record(id, 'RESUMED')
    await record(id, 'SUSPENDED')
    const [filed, resumed] = [await idOf(id, 'FILED'), await idOf(id, 'RESUMED')]
    const current = globalId('Enterprise', id)
    await expectRefused(() => correct(resumed), 'CONFLICT', { current })
    await expectRefused(() => correct(filed, right('FILED', today)), 'CONFLICT', { current })
    await expectRefused(() => correct(resumed, right('FILED')), 'INVALID', { field: 'right' })
    await expectRefused(() => correct(resumed, right('RESUMED', daysAgo(-2))), 'INVALID', { field: 'right.on' })
    const same = { right: { to: 'FILED', on: daysAgo(9), basis: '备案表', source: 'FORM' } }
    await expectRefused(() => correct(filed, same), 'INVALID', { field: 'right' })
    const suspended = await idOf(id, 'SUSPENDED')
    await correct(suspended)
    await expectRefused(() => correct(suspended), 'CONFLICT', { current })
    await expectRefused(() => correct(randomUUID()), 'NOT_FOUND', { field: 'changeId' })
    expect(await db.resumptionCorrection.count({ where: { unionId } })).toBe(1)
    await expectTrue()
  })

  it('is the command centre’s, and of its own union', async () => {
    const id = await anEnterprise(command)
    await record(id, 'FILED')
    const changeId = await idOf(id, 'FILED')
    await expectRefused(() => correct(changeId, {}, { ...command, role: 'SQUAD' }), 'FORBIDDEN')
    const stranger = await anActor((await anAccount((await aUnion()).id)).id)
    await expectRefused(() => correct(changeId, {}, stranger), 'NOT_FOUND', { field: 'changeId' })
  })

  it('is told as it stands by which of two came first', async () => {
    const id = await anEnterprise(command)
    await record(id, 'FILED')
    const changeId = await idOf(id, 'FILED')
    await expectOneWinner(
      globalId('Enterprise', id),
      () => correct(changeId),
      () => correct(changeId),
    )
  })
})
