import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { recountEnterprises } from '#server/modules/enterprises/tallies.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, anEnterprise, aSquad, aUnion } from '#tests/setup/factories.ts'
import { eventOf, expectOneWinner, expectRefused, unionTally } from '#tests/setup/outcomes.ts'
import { ask } from '#tests/setup/small-union.ts'
import { arrived, planned } from '#tests/setup/visiting.ts'

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

type ResumptionEntry = Omit<Parameters<typeof setResumption>[1], 'clientId' | 'enterpriseIds'> & {
  enterpriseId: string
}

describe('setResumption', () => {
  const entry = (enterpriseId: string, given: Partial<ResumptionEntry> = {}): ResumptionEntry => ({
    enterpriseId,
    to: 'FILED',
    on: today,
    basis: '备案表',
    source: 'FORM',
    ...given,
  })
  const set = (actor: Actor, ...entries: [ResumptionEntry, ...ResumptionEntry[]]) => {
    const enterpriseIds = entries.map(({ enterpriseId }) => enterpriseId)
    const { enterpriseId: _, ...first } = entries[0]
    return setResumption(actor, { ...change(), ...first, enterpriseIds })
  }

  it('moves several at once, one event each, every one counted in one state', async () => {
    const ids = [await anEnterprise(command), await anEnterprise(command), await anEnterprise(command)]
    const receipt = await set(command, entry(ids[0]!), entry(ids[1]!))
    expect(await eventOf(unionId, receipt)).toMatchObject({
      name: 'enterprise.resumption_set',
      enterpriseId: ids[1],
      facts: { from: 'NOT_RESUMED', to: 'FILED', on: today },
    })
    expect(await figures()).toEqual({ enterprises: 3, resumption: { NOT_RESUMED: 1, FILED: 2 }, days: undefined })
    await set(command, entry(ids[0]!, { to: 'RESUMED', earlier: [{ state: 'APPROVED', on: today }] }))
    expect((await figures()).days).toEqual({ [today]: { resumed: 1 } })
    await expectTrue()
    await set(command, entry(ids[0]!, { to: 'SUSPENDED' }))
    expect(await figures()).toEqual({
      enterprises: 3,
      resumption: { NOT_RESUMED: 1, FILED: 1, SUSPENDED: 1 },
      days: undefined,
    })
    await set(command, entry(ids[0]!, { to: 'RESUMED' }))
    await expectTrue()
    const steps = await ask<{ enterprise: { resumptionChanges: { edges: { node: { from: string; to: string } }[] } } }>(
      command,
      `{ enterprise(id: "${globalId('Enterprise', ids[0]!)}") { resumptionChanges { edges { node { from to } } } } }`,
    )
    expect(steps.enterprise.resumptionChanges.edges.map(({ node: { from, to } }) => [from, to])).toEqual([
      ['NOT_RESUMED', 'FILED'],
      ['FILED', 'APPROVED'],
      ['APPROVED', 'RESUMED'],
      ['RESUMED', 'SUSPENDED'],
      ['SUSPENDED', 'RESUMED'],
    ])
  })

  it('counts an old date in the total and keeps no old day', async () => {
    const id = await anEnterprise(command)
    await set(command, entry(id, { to: 'RESUMED', on: daysAgo(20) }))
    expect(await figures()).toEqual({ enterprises: 1, resumption: { RESUMED: 1 }, days: undefined })
    await set(command, entry(id, { to: 'SUSPENDED', on: daysAgo(10) }))
    await expectTrue()
  })

  it('lets an enterprise file for itself, and nothing else', async () => {
    const [own, other] = [await anEnterprise(command), await anEnterprise(command)]
    const owner = await someone({ role: 'ENTERPRISE', enterpriseId: own })
    await expectRefused(() => set(owner, entry(own, { to: 'APPROVED' })), 'FORBIDDEN')
    await expectRefused(() => set(owner, entry(other)), 'NOT_FOUND', { field: 'enterpriseIds' })
    await set(owner, entry(own))
    expect((await figures()).resumption).toEqual({ FILED: 1, NOT_RESUMED: 1 })
  })

  it('knows no way back: CONFLICT, and none of the batch has changed', async () => {
    const [one, two] = [await anEnterprise(command), await anEnterprise(command)]
    await set(command, entry(two, { to: 'APPROVED' }))
    await expectRefused(() => set(command, entry(one), entry(two)), 'CONFLICT', {
      current: globalId('Enterprise', two),
    })
    await expectRefused(() => set(command, entry(one, { to: 'SUSPENDED' })), 'CONFLICT', {
      current: globalId('Enterprise', one),
    })
    const race = () => set(command, entry(one))
    await expectOneWinner(globalId('Enterprise', one), race, race, race)
    await expectTrue()
  })

  it('refuses the future, dates out of order, and an enterprise named twice', async () => {
    const id = await anEnterprise(command)
    await expectRefused(() => set(command, entry(id, { on: daysAgo(-2) })), 'INVALID', { field: 'on' })
    await expectRefused(() => set(command, entry(id), entry(id)), 'INVALID', { field: 'enterpriseIds' })
    const earlier = [
      { state: 'FILED' as const, on: today },
      { state: 'APPROVED' as const, on: daysAgo(1) },
    ]
    await expectRefused(() => set(command, entry(id, { to: 'RESUMED', earlier })), 'INVALID', { field: 'earlier' })
  })
})

describe('setResumption of a squad', () => {
  const byVisit = { to: 'RESUMED', on: today, basis: '现场看到已开工', source: 'VISIT' } as const
  const atDoor = async (kind: 'planned' | 'arrived') => {
    const squad = await someone({ role: 'SQUAD', squadId: await aSquad(unionId) })
    const enterpriseId = await anEnterprise(command)
    if (kind === 'arrived') await arrived(squad, enterpriseId)
    else await planned(squad, enterpriseId)
    const set = (given: object = {}) =>
      setResumption(squad, { ...change(), enterpriseIds: [enterpriseId], ...byVisit, ...given })
    return { squad, enterpriseId, set }
  }

  it('says what it saw at the door, with its basis', async () => {
    const { enterpriseId, set } = await atDoor('arrived')
    expect(await eventOf(unionId, await set())).toMatchObject({ enterpriseId, facts: { to: 'RESUMED' } })
    expect(await db.resumptionChange.findFirst({ where: { enterpriseId } })).toMatchObject({
      to: 'RESUMED',
      source: 'VISIT',
      basis: byVisit.basis,
    })
    expect((await figures()).resumption).toEqual({ RESUMED: 1 })
  })

  it('is CONFLICT where it has not come to the door, and INVALID from another source than its visit', async () => {
    const before = await atDoor('planned')
    const current = globalId('Enterprise', before.enterpriseId)
    await expectRefused(before.set, 'CONFLICT', { current })
    const { enterpriseId, set } = await atDoor('arrived')
    await expectRefused(() => set({ source: 'CALL' }), 'INVALID', { field: 'source' })
    await expectRefused(() => set({ enterpriseIds: [enterpriseId, before.enterpriseId] }), 'CONFLICT', { current })
  })
})
