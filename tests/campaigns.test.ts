import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mayKnow } from '#server/log/catalogue.ts'
import { addCampaignEnterprise } from '#server/modules/campaigns/add-enterprise.ts'
import { setTarget } from '#server/modules/campaigns/set-target.ts'
import { swapCampaignEnterprise } from '#server/modules/campaigns/swap-enterprise.ts'
import { recountEnterprises } from '#server/modules/enterprises/tallies.ts'
import { arriveVisit } from '#server/modules/visits/arrive.ts'
import { completeStep } from '#server/modules/visits/complete-step.ts'
import { finishVisit } from '#server/modules/visits/finish.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { recountVisits } from '#server/modules/visits/tallies.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aCampaign, anAccount, anActor, anEnterprise, aSquad, aUnion } from '#tests/setup/factories.ts'
import { eventOf, expectOneWinner, expectRefused, unionTally } from '#tests/setup/outcomes.ts'
import { ask } from '#tests/setup/small-union.ts'
import { wholeEnd } from '#tests/setup/whole-end.ts'

let unionId: string
let command: Actor
let squadId: string
let campaignId: string
let hundred: string[]
let outside: string

const change = () => ({ clientId: randomUUID() })
const today = localDate(new Date())

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  unionId = (await aUnion()).id
  command = await anActor((await anAccount(unionId)).id)
  squadId = await aSquad(unionId)
  hundred = [await anEnterprise(command), await anEnterprise(command)]
  outside = await anEnterprise(command, { name: '名单外' })
  campaignId = await aCampaign(command, hundred, { target: 3 })
})
afterAll(() => closeDb())

async function visit(enterpriseId: string): Promise<void> {
  const planned = await planVisit(command, { ...change(), squadId, enterpriseId, plannedOn: today })
  const visitId = planned.subjectId!
  await arriveVisit(command, { ...change(), visitId })
  for (const step of ['LOOK', 'LISTEN', 'ASK'] as const) await completeStep(command, { ...change(), visitId, step })
  await finishVisit(command, { ...change(), visitId, outcome: 'DONE', ...wholeEnd })
}

async function expectTrue(): Promise<void> {
  const { days: _, ...register } = await recountEnterprises(db, unionId)
  const { union: visits } = await recountVisits(db, unionId)
  expect(await unionTally(unionId)).toEqual({ ...register, ...visits })
}

type CampaignAnswer = {
  target: number
  entries: { position: number; enterprise: { name: string; position: number | null } }[]
}

const places = async (actor = command) => {
  const { campaign } = await ask<{ campaign: CampaignAnswer }>(
    actor,
    '{ campaign { target entries { position enterprise { name position } } } }',
  )
  return campaign
}

const swap = (actor: Actor, position: number, enterpriseId: string) =>
  swapCampaignEnterprise(actor, { ...change(), campaignId, position, enterpriseId })

describe('the hundred', () => {
  it('is swapped in place, and the figures follow what was visited', async () => {
    await visit(hundred[0]!)
    expect(await unionTally(unionId)).toMatchObject({ target: 3, listed: 2, visited: 1 })
    const receipt = await swap(command, 1, outside)
    expect(await eventOf(unionId, receipt)).toMatchObject({
      name: 'campaign.enterprise_swapped',
      enterpriseId: outside,
      facts: { position: 1, out: hundred[0] },
    })
    const tally = await unionTally(unionId)
    expect(tally).toMatchObject({ listed: 2, visitedOutside: 1 })
    expect(tally.visited).toBeUndefined()
    await expectTrue()
    await visit(outside)
    expect(await unionTally(unionId)).toMatchObject({ visited: 1, visitedOutside: 1 })
    expect((await places()).entries[0]).toEqual({ position: 1, enterprise: { name: '名单外', position: 1 } })
    await swap(command, 1, hundred[0]!)
    await expectTrue()
  })

  it('grows up to the target', async () => {
    const receipt = await addCampaignEnterprise(command, { ...change(), campaignId, enterpriseId: outside })
    expect(await eventOf(unionId, receipt)).toMatchObject({
      name: 'campaign.enterprise_added',
      enterpriseId: outside,
      facts: { position: 3 },
    })
    await expectTrue()
    const late = await anEnterprise(command)
    const add = () => addCampaignEnterprise(command, { ...change(), campaignId, enterpriseId: late })
    await expectRefused(add, 'CONFLICT', { current: globalId('Campaign', campaignId) })
    const target = await setTarget(command, { ...change(), campaignId, target: 4 })
    expect(await eventOf(unionId, target)).toMatchObject({
      name: 'campaign.target_set',
      facts: { from: 3, target: 4 },
      unionTally: { target: 4, listed: 3 },
    })
    await expectOneWinner(globalId('Enterprise', late), add, add)
    await expectTrue()
    await expectRefused(() => setTarget(command, { ...change(), campaignId, target: 3 }), 'INVALID', {
      field: 'target',
    })
  })

  it('is edited by the command centre of its own union alone', async () => {
    const squad: Actor = { ...command, role: 'SQUAD', squadId }
    await expectRefused(() => swap(squad, 1, outside), 'FORBIDDEN')
    await expectRefused(
      () => addCampaignEnterprise(squad, { ...change(), campaignId, enterpriseId: outside }),
      'FORBIDDEN',
    )
    await expectRefused(() => setTarget(squad, { ...change(), campaignId, target: 9 }), 'FORBIDDEN')
    const foreign = await anActor((await anAccount((await aUnion()).id)).id)
    await expectRefused(() => swap(foreign, 1, outside), 'NOT_FOUND', { field: 'campaignId' })
    const theirs = await anEnterprise(foreign)
    await expectRefused(() => swap(command, 1, theirs), 'NOT_FOUND', { field: 'enterpriseId' })
  })

  it('holds an enterprise once, and has no place 9', async () => {
    await expectRefused(() => swap(command, 1, hundred[1]!), 'CONFLICT', {
      current: globalId('Enterprise', hundred[1]!),
    })
    await expectRefused(() => swap(command, 9, outside), 'NOT_FOUND', { field: 'position' })
    const [a, b] = [await anEnterprise(command), await anEnterprise(command)]
    await Promise.all([swap(command, 1, a), swap(command, 2, b)])
    await expectTrue()
  })

  it('shows an enterprise only itself, and an integrator by its scope', async () => {
    const owner: Actor = { ...command, role: 'ENTERPRISE', enterpriseId: hundred[1]! }
    expect((await places(owner)).entries).toHaveLength(1)
    const integrator: Actor = { ...command, role: 'INTEGRATOR', scopes: ['VISITS'] }
    expect(await places(integrator)).toBeNull()
    expect((await places({ ...integrator, scopes: ['BOARD'] })).entries).toHaveLength(2)
    const event = await eventOf(unionId, await swap(command, 1, outside))
    expect(mayKnow({ ...integrator, scopes: ['BOARD'] }, event)).toBe(true)
    expect(mayKnow(integrator, event)).toBe(false)
    expect(mayKnow(owner, event)).toBe(false)
  })
})
