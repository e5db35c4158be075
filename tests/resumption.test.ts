import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { correctResumption } from '#server/modules/enterprises/correct-resumption.ts'
import { recordPapers } from '#server/modules/enterprises/record-papers.ts'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { recountEnterprises } from '#server/modules/enterprises/tallies.ts'
import { askPapers } from '#server/modules/unions/ask-papers.ts'
import { localDate, runAt } from '#server/platform/clock.ts'
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

  it('lets the trend follow back to the day on which the wrong change was recorded', async () => {
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

describe('the papers of a resumption', () => {
  const record = (actor: Actor, enterpriseId: string, papers: Parameters<typeof recordPapers>[1]['papers']) =>
    recordPapers(actor, { ...change(), enterpriseId, papers })
  const ask = (asked: boolean) => askPapers(command, { ...change(), asked })
  const papersOf = async (enterpriseId: string) => {
    const papers = await db.resumptionPaper.findMany({ where: { enterpriseId }, orderBy: { kind: 'asc' } })
    return papers.map(({ kind, on }) => [kind, on.toISOString().slice(0, 10)])
  }

  it('are a list with days where the union asks for them; a paper without a day is taken off', async () => {
    const id = await anEnterprise(command)
    await ask(true)
    await record(command, id, [
      { kind: 'FILING', on: today },
      { kind: 'PLAN', on: daysAgo(2) },
    ])
    const receipt = await record(command, id, [{ kind: 'FILING', on: daysAgo(1) }, { kind: 'PLAN' }])
    expect(await papersOf(id)).toEqual([['FILING', daysAgo(1)]])
    expect(await eventOf(unionId, receipt)).toMatchObject({
      name: 'enterprise.papers_recorded',
      facts: { handedIn: 1, takenOff: 1 },
    })
  })

  it('are CONFLICT where it asks for none, as it is at first; what was recorded stays', async () => {
    const id = await anEnterprise(command)
    const filing = [{ kind: 'FILING' as const, on: today }]
    await expectRefused(() => record(command, id, filing), 'CONFLICT', { current: globalId('Enterprise', id) })
    await ask(true)
    expect((await ask(true)).seq).toBeNull()
    await record(command, id, filing)
    await ask(false)
    await expectRefused(() => record(command, id, filing), 'CONFLICT', { current: globalId('Enterprise', id) })
    expect(await papersOf(id)).toHaveLength(1)
  })

  it('are INVALID with a day in the future or twice, and CONFLICT for a squad that has not been there', async () => {
    const id = await anEnterprise(command)
    await ask(true)
    await expectRefused(() => record(command, id, [{ kind: 'PLAN', on: daysAgo(-2) }]), 'INVALID', {
      field: 'papers.0.on',
    })
    await expectRefused(() => record(command, id, [{ kind: 'PLAN' }, { kind: 'PLAN' }]), 'INVALID', {
      field: 'papers',
    })
    const squad = await someone({ role: 'SQUAD', squadId: await aSquad(unionId) })
    await expectRefused(() => record(squad, id, [{ kind: 'PLAN', on: today }]), 'CONFLICT', {
      current: globalId('Enterprise', id),
    })
    await arrived(squad, id)
    await record(squad, id, [{ kind: 'PLAN', on: today }])
    expect(await papersOf(id)).toEqual([['PLAN', today]])
  })
})
