import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '#server/log/catalogue.ts'
import { addCampaignEnterprise } from '#server/modules/campaigns/add-enterprise.ts'
import { discardCampaign } from '#server/modules/campaigns/discard.ts'
import { setTarget } from '#server/modules/campaigns/set-target.ts'
import { swapCampaignEnterprise } from '#server/modules/campaigns/swap-enterprise.ts'
import { dismissDouble } from '#server/modules/doubles/dismiss.ts'
import { recallDouble } from '#server/modules/doubles/recall.ts'
import { correctResumption } from '#server/modules/enterprises/correct-resumption.ts'
import { recordPapers } from '#server/modules/enterprises/record-papers.ts'
import { restoreEnterprise } from '#server/modules/enterprises/restore.ts'
import { retireEnterprise } from '#server/modules/enterprises/retire.ts'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { updateEnterprise } from '#server/modules/enterprises/update.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { acceptSupply } from '#server/modules/supplies/accept.ts'
import { cancelSupply } from '#server/modules/supplies/cancel.ts'
import { dispatchSupply } from '#server/modules/supplies/dispatch.ts'
import { orderSupply } from '#server/modules/supplies/order.ts'
import { receiveSupply } from '#server/modules/supplies/receive.ts'
import { reserveSupply } from '#server/modules/supplies/reserve.ts'
import { askPapers } from '#server/modules/unions/ask-papers.ts'
import { arriveVisit } from '#server/modules/visits/arrive.ts'
import { carryOverVisits } from '#server/modules/visits/carry-over.ts'
import { completeStep } from '#server/modules/visits/complete-step.ts'
import { confirmVisit } from '#server/modules/visits/confirm.ts'
import { finishVisit } from '#server/modules/visits/finish.ts'
import { moveVisit } from '#server/modules/visits/move.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { recordVisit } from '#server/modules/visits/record.ts'
import { recordChecklist } from '#server/modules/visits/record-checklist.ts'
import { setVisitMembers } from '#server/modules/visits/set-members.ts'
import { skipVisit } from '#server/modules/visits/skip.ts'
import { supplementVisit } from '#server/modules/visits/supplement.ts'
import { undoArrival } from '#server/modules/visits/undo-arrival.ts'
import { undoFinish } from '#server/modules/visits/undo-finish.ts'
import { voidVisit } from '#server/modules/visits/void.ts'
import { localDate } from '#server/platform/clock.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import {
  apply,
  type BoardModel,
  boardQuery,
  campaign,
  type EventPage,
  eventsQuery,
  rereads,
  resumption,
  squadTally,
  supplies,
} from '#tests/setup/board-model.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aCampaign, anEnterprise } from '#tests/setup/factories.ts'
import { liveIssue } from '#tests/setup/issue-life.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'
import { elsewhere, refetched } from '#tests/setup/snapshot-events.ts'
import { wholeEnd } from '#tests/setup/whole-end.ts'

let union: SmallUnion
const seen = new Set<string>()

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion(6)
})

afterAll(() => closeDb())

const board = async () => (await ask<{ board: BoardModel }>(union.command, boardQuery)).board

/** Does something, and sees that the snapshot before it and its events make the snapshot after it. */
async function verify<T>(work: () => Promise<T>): Promise<T> {
  const model = await board()
  const result = await work()
  const { events, through } = (await ask<{ events: EventPage }>(union.command, eventsQuery, { after: model.seq }))
    .events
  expect(events.length).toBeGreaterThan(0)
  for (const event of events) {
    seen.add(event.name)
    if (!rereads(event)) apply(model, event)
  }
  if (events.some(rereads)) return result
  expect({ ...model, seq: through }).toEqual(await board())
  return result
}

const change = () => ({ clientId: randomUUID() })
const today = () => localDate(new Date())
const tomorrow = () => localDate(new Date(Date.now() + 86_400_000))

async function plan(enterpriseId: string, squad = 0) {
  const squadId = union.squads[squad as 0]!.squadId!
  const input = { ...change(), squadId, enterpriseId, plannedOn: today() }
  return (await verify(() => planVisit(union.command, input))).subjectId!
}

describe('snapshot and events together', () => {
  it('are the snapshot after, through a whole visit', async () => {
    const [first] = union.enterprises
    const visitId = await plan(first)
    const squad = union.squads[0]
    const at = () => ({ ...change(), visitId })
    await verify(() => completeStep(squad, { ...at(), step: 'LOOK', gist: '知情' }))
    await verify(() => arriveVisit(squad, at()))
    const [member] = await db.squadMember.findMany({ where: { squadId: squad.squadId! } })
    await verify(() => setVisitMembers(squad, { ...at(), memberIds: [member!.id] }))
    await verify(() => completeStep(squad, { ...at(), step: 'LISTEN', notes: [{ text: '口罩不够', saidBy: '厂长' }] }))
    await verify(() => completeStep(squad, { ...at(), step: 'ASK', notes: [{ text: '房东拒租' }] }))
    await verify(() => recordChecklist(squad, { ...at(), checks: [{ item: 'DISINFECTION', answer: 'YES' }] }))
    const notes = [{ text: '协调口罩', responsible: '李敏', dueOn: tomorrow() }]
    await verify(() => completeStep(squad, { ...at(), step: 'TREAT', notes }))
    await verify(() => finishVisit(squad, { ...at(), outcome: 'DONE' }))
    expect((await board()).campaign.visited).toBe(0)
    const { checks } = wholeEnd
    await verify(() =>
      supplementVisit(squad, { ...at(), checks: checks.filter(({ item }) => item !== 'DISINFECTION') }),
    )
    expect((await board()).campaign.visited).toBe(1)
    await verify(() => confirmVisit(union.command, at()))
    await verify(() => voidVisit(union.command, { ...at(), reason: '走错门' }))
    expect((await board()).campaign.visited).toBe(0)
  })

  it('through stops that are skipped, carried over and recorded late', async () => {
    const [, second, outside] = union.enterprises
    await verify(() => skip(second))
    await plan(second)
    const squadId = union.squads[0].squadId!
    await verify(() => carryOverVisits(union.command, { ...change(), squadId, from: today(), to: tomorrow() }))
    const time = (hours: number) => new Date(Date.now() - hours * 3_600_000)
    const { nothingRaised, checks } = wholeEnd
    const said = (['LISTEN', 'ASK'] as const).map((step) => ({ step, nothingRaised }))
    const times = { arrivedAt: time(3), finishedAt: time(2) }
    const paper = { squadId, ...times, outcome: 'DONE' as const, steps: [{ step: 'LOOK' as const }, ...said], checks }
    await verify(() => recordVisit(union.command, { ...change(), ...paper, enterpriseId: outside! }))
    expect((await board()).campaign.visitedOutside).toBe(1)
  })

  it('through a stop that is moved within its squad’s day and to another squad', async () => {
    const visitId = await plan(union.enterprises[5]!)
    await verify(() => moveVisit(union.command, { ...change(), visitId, agreedTime: '09:30' }))
    const squadId = union.squads[1].squadId!
    await verify(() => moveVisit(union.command, { ...change(), visitId, squadId, plannedOn: tomorrow() }))
    await verify(() => voidVisit(union.command, { ...change(), visitId, reason: '排错了' }))
  })

  it('through an arrival and an end that are taken back', async () => {
    const at = async () => ({ ...change(), visitId: await visitId, reason: '误点' })
    const visitId = plan(union.enterprises[5]!, 1)
    await verify(async () => arriveVisit(union.command, await at()))
    await verify(async () => undoArrival(union.command, await at()))
    await arriveVisit(union.command, await at())
    await finishVisit(union.command, { ...(await at()), outcome: 'REFUSED' })
    await verify(async () => undoFinish(union.command, await at()))
    await verify(async () => voidVisit(union.command, await at()))
  })

  const skip = async (enterpriseId: string) => {
    const visitId = await plan(enterpriseId, 1)
    return skipVisit(union.command, { ...change(), visitId, reason: '关门' })
  }

  it('through issues', async () => {
    const [first] = union.enterprises
    const input = { ...change(), enterpriseId: first, title: '缺口罩', source: 'CALL' as const }
    const kind = { kind: 'DIFFICULTY', category: 'SUPPLIES', severity: 'HIGH' } as const
    const { subjectId } = await verify(() => openIssue(union.command, { ...input, ...kind }))
    await liveIssue(union, subjectId!, verify)
  })

  it('through an order from request to acceptance, and a cancelled one', async () => {
    const [first, second] = union.enterprises
    const order = (enterpriseId: string) =>
      verify(() => orderSupply(union.command, { ...change(), enterpriseId, itemId: union.mask, requested: 500 }))
    const orderId = (await order(first)).subjectId!
    const at = () => ({ ...change(), orderId })
    await verify(() => reserveSupply(union.command, { ...at(), reserved: 400 }))
    await verify(() => dispatchSupply(union.command, { ...at(), dispatched: 300 }))
    await verify(() => receiveSupply(union.command, { ...at(), received: 200 }))
    await verify(() => acceptSupply(union.command, { ...at(), accepted: 150 }))
    const other = (await order(second)).subjectId!
    await verify(() => cancelSupply(union.command, { ...change(), orderId: other, reason: '不需要了' }))
  })

  it('through resumption, corrections, and the hundred edited', async () => {
    const [first, second, third, fourth] = union.enterprises
    const entry = { to: 'FILED', on: today(), basis: '备案表', source: 'FORM' } as const
    await verify(() => setResumption(union.command, { ...change(), ...entry, enterpriseIds: [first, second] }))
    const { id: changeId } = await db.resumptionChange.findFirstOrThrow({ where: { enterpriseId: first } })
    await verify(() => correctResumption(union.command, { ...change(), changeId, reason: '登记错了' }))
    await askPapers(union.command, { ...change(), asked: true })
    const papers = [{ kind: 'FILING' as const, on: today() }]
    await verify(() => recordPapers(union.command, { ...change(), enterpriseId: first, papers }))
    await verify(() => updateEnterprise(union.command, { ...change(), enterpriseId: first, name: '改了名的企业' }))
    const pair = { enterpriseId: first, otherEnterpriseId: second }
    await verify(() => dismissDouble(union.command, { ...change(), ...pair }))
    await verify(() => recallDouble(union.command, { ...change(), ...pair }))
    const zone = await db.zone.create({ data: { unionId: union.unionId, name: '二片区', position: 2 } })
    await verify(() => updateEnterprise(union.command, { ...change(), enterpriseId: first, zoneId: zone.id }))
    const { id: campaignId } = await db.campaign.findFirstOrThrow()
    const swap = { ...change(), campaignId, position: 1, enterpriseId: third! }
    await verify(() => swapCampaignEnterprise(union.command, swap))
    await verify(() => setTarget(union.command, { ...change(), campaignId, target: 99 }))
    await verify(() => addCampaignEnterprise(union.command, { ...change(), campaignId, enterpriseId: fourth! }))
    const entered = await verify(() => anEnterprise(union.command))
    await verify(() => retireEnterprise(union.command, { ...change(), enterpriseId: entered }))
    await verify(() => restoreEnterprise(union.command, { ...change(), enterpriseId: entered }))
    const draft = await verify(() => aCampaign(union.command, []))
    await verify(() => discardCampaign(union.command, { ...change(), campaignId: draft }))
  })

  it('for every event that a rule can write, unless the snapshot is taken again', () => {
    const onBoard = [...catalogue.values()].filter(({ noun }) => !elsewhere.includes(noun))
    expect(
      onBoard
        .filter(rereads)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(refetched)
    const others = onBoard.filter((event) => !rereads(event)).map(({ name }) => name)
    expect(others.filter((name) => !seen.has(name))).toEqual([])
  })
})

describe('the board', () => {
  it('counts what its cells count to', async () => {
    const { cells, campaign: figures } = await board()
    const count = (state: string) => cells.filter((each) => each.state === state).length
    expect(figures).toMatchObject({ visited: count('DONE'), underWay: count('UNDER_WAY'), planned: count('PLANNED') })
    expect(figures.listed).toBe(cells.length)
  })

  it('shows a past moment as it was', async () => {
    const past = new Date()
    const then = await ask(union.command, `query ($at: DateTime!) { boardAt(at: $at) { seq ${moment} } }`, {
      at: past.toISOString(),
    })
    await new Promise((resolve) => setTimeout(resolve, 5))
    await plan(union.enterprises[4]!)
    const again = await ask(union.command, `query ($at: DateTime!) { boardAt(at: $at) { seq ${moment} } }`, {
      at: past.toISOString(),
    })
    expect(again).toEqual(then)
  })

  const moment = `${campaign} squads ${squadTally} ${supplies} ${resumption}`
})
