import { randomUUID } from 'node:crypto'
import type { Step, VisitOutcome } from '#codegen/prisma/enums.ts'
import { localDate, now } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId, rowId } from '#server/platform/ids.ts'
import { ask } from './small-union.ts'
import { restOf, wholeChecklist } from './whole-end.ts'

// Every function of this file sends one mutation through GraphQL, with a clientId of its own. Ids are those of the
// rows, not global ids, because the tests look at the rows as well.

/** What a mutation has done: the seq of its last event, or null where it changed nothing, and the row it was about. */
export type Done = { seq: number | null; id: string }

const typeName = (mutation: string) => `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`

/** Sends a mutation with any input, and answers with the fields that were asked of its payload. */
export async function mutate<Payload>(actor: Actor, mutation: string, input: object, fields = ''): Promise<Payload> {
  const document = `mutation ($input: ${typeName(mutation)}!) { ${mutation}(input: $input) { seq ${fields} } }`
  const answer = await ask<Record<string, Payload>>(actor, document, { input: { clientId: randomUUID(), ...input } })
  return answer[mutation]!
}

/** Sends a mutation whose payload shows one row in `field`. */
async function changeRow(actor: Actor, mutation: string, input: object, field: string, type: string): Promise<Done> {
  const payload = await mutate<{ seq: number | null; [field: string]: unknown }>(
    actor,
    mutation,
    input,
    `${field} { id }`,
  )
  return { seq: payload.seq, id: rowId(type, (payload[field] as { id: string }).id, field) }
}

const aboutVisit = (actor: Actor, mutation: string, input: object) =>
  changeRow(actor, mutation, input, 'visit', 'Visit')

/** What each step holds in these tests; LOOK holds nothing. */
export const notesOf: Record<Step, { text: string; [field: string]: string }[]> = {
  LOOK: [],
  LISTEN: [{ text: '希望早日复工', saidBy: '店长' }],
  ASK: [{ text: '缺口罩', secondSource: '社区' }],
  TREAT: [{ text: '协调口罩 500 个', responsible: '工会', dueOn: '2030-01-01' }],
}

/** A stop on a squad's list: of the actor's own squad and today where nothing else is given. */
export const planVisit = (
  actor: Actor,
  enterpriseId: string,
  given: { squadId?: string; plannedOn?: string; stop?: number; agreedTime?: string; continuesId?: string } = {},
): Promise<Done> =>
  aboutVisit(actor, 'planVisit', {
    squadId: globalId('Squad', given.squadId ?? actor.squadId!),
    enterpriseId: globalId('Enterprise', enterpriseId),
    plannedOn: given.plannedOn ?? localDate(now()),
    stop: given.stop,
    agreedTime: given.agreedTime,
    continuesId: given.continuesId && globalId('Visit', given.continuesId),
  })

const onVisit =
  (mutation: string, usual: object = {}) =>
  (actor: Actor, visitId: string, input: object = {}): Promise<Done> =>
    aboutVisit(actor, mutation, { visitId: globalId('Visit', visitId), ...usual, ...input })

/** The squad stands at the door. */
export const arriveVisit = onVisit('arriveVisit')

const endVisit = onVisit('finishVisit', { outcome: 'DONE' satisfies VisitOutcome })

/** The visit ends, DONE and with all that it needs to count, where nothing else is given. */
export const finishVisit = async (actor: Actor, visitId: string, input: object = {}): Promise<Done> =>
  endVisit(actor, visitId, { ...(await restOf(visitId)), ...input })

/** A planned stop is left out. */
export const skipVisit = onVisit('skipVisit', { reason: '封闭管理' })

/** A planned stop gets another squad, day, place in the order or agreed time. */
export const moveVisit = onVisit('moveVisit')

/** A visit is struck out. */
export const voidVisit = onVisit('voidVisit', { reason: '录错企业' })

/** Answers on the checklist. */
export const recordChecklist = onVisit('recordChecklist', { checks: [{ item: 'DISINFECTION', answer: 'YES' }] })

const sendStep = onVisit('completeStep')

/** One step is done, with the notes of `notesOf` where no others are given. */
export const completeStep = (actor: Actor, visitId: string, step: Step, input: object = {}): Promise<Done> =>
  sendStep(actor, visitId, { step, notes: notesOf[step], ...input })

/** A visit at whose door the squad stands, with the steps that are named. */
export async function anArrivedVisit(squad: Actor, enterpriseId: string, ...steps: Step[]): Promise<string> {
  const { id } = await planVisit(squad, enterpriseId)
  await arriveVisit(squad, id)
  for (const step of steps) await completeStep(squad, id, step)
  return id
}

/** A visit with all four steps that has ended as DONE. */
export async function aDoneVisit(squad: Actor, enterpriseId: string): Promise<string> {
  const id = await anArrivedVisit(squad, enterpriseId, 'LOOK', 'LISTEN', 'ASK', 'TREAT')
  await finishVisit(squad, id)
  return id
}

/** A visit entered from paper, of one hour that ended at `finishedAt`; DONE with all four steps where nothing else is given. */
export const recordVisit = (
  actor: Actor,
  enterpriseId: string,
  finishedAt: Date,
  { squadId, visitId, ...input }: { squadId?: string; visitId?: string; [field: string]: unknown } = {},
): Promise<Done> =>
  aboutVisit(actor, 'recordVisit', {
    squadId: globalId('Squad', squadId ?? actor.squadId!),
    enterpriseId: globalId('Enterprise', enterpriseId),
    visitId: visitId && globalId('Visit', visitId),
    arrivedAt: new Date(finishedAt.getTime() - 3_600_000).toISOString(),
    finishedAt: finishedAt.toISOString(),
    outcome: 'DONE',
    steps: (['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const).map((step) => ({ step, notes: notesOf[step] })),
    checks: wholeChecklist,
    ...input,
  })

/** Unfinished stops of one day go to another; answers with the squad's id. */
export const carryOverVisits = (actor: Actor, from: string, to: string, squadId = actor.squadId!): Promise<Done> =>
  changeRow(actor, 'carryOverVisits', { squadId: globalId('Squad', squadId), from, to }, 'squad', 'Squad')

/** Opens an issue about supplies that was heard of by phone, where nothing else is given. */
export const openIssue = (actor: Actor, enterpriseId: string, input: object = {}): Promise<Done> =>
  changeRow(
    actor,
    'openIssue',
    {
      enterpriseId: globalId('Enterprise', enterpriseId),
      kind: 'DIFFICULTY',
      category: 'SUPPLIES',
      severity: 'HIGH',
      source: 'CALL',
      title: '口罩不够',
      ...input,
    },
    'issue',
    'Issue',
  )

/** Gives an issue to the agency of an officer. */
export const assignIssue = (actor: Actor, issueId: string, { agencyId }: Actor): Promise<Done> => {
  const input = { issueId: globalId('Issue', issueId), agencyId: globalId('Agency', agencyId!) }
  return changeRow(actor, 'assignIssue', input, 'issue', 'Issue')
}

/** Closes an issue. */
export const closeIssue = (actor: Actor, issueId: string, input: object = {}): Promise<Done> =>
  changeRow(
    actor,
    'closeIssue',
    { issueId: globalId('Issue', issueId), closingNote: '已协调到位', ...input },
    'issue',
    'Issue',
  )

const aboutOrder = (actor: Actor, mutation: string, input: object) =>
  changeRow(actor, mutation, input, 'supplyOrder', 'SupplyOrder')

/** Orders an item for an enterprise: 500 of it where nothing else is given. */
export const orderSupply = (actor: Actor, enterpriseId: string, itemId: string, input: object = {}): Promise<Done> =>
  aboutOrder(actor, 'orderSupply', {
    enterpriseId: globalId('Enterprise', enterpriseId),
    itemId: globalId('SupplyItem', itemId),
    requested: 500,
    ...input,
  })

const onOrder =
  (mutation: string, stage: string) =>
  (actor: Actor, orderId: string, total: number, input: object = {}): Promise<Done> =>
    aboutOrder(actor, mutation, { orderId: globalId('SupplyOrder', orderId), [stage]: total, ...input })

/** Sets the total reserved of an order. */
export const reserveSupply = onOrder('reserveSupply', 'reserved')

/** Sets the total sent off of an order. */
export const dispatchSupply = onOrder('dispatchSupply', 'dispatched')

/** Sets the total that has arrived of an order. */
export const receiveSupply = onOrder('receiveSupply', 'received')

/** Sets the total accepted of an order. */
export const acceptSupply = onOrder('acceptSupply', 'accepted')

/** Withdraws what of an order is not on its way. */
export const cancelSupply = (actor: Actor, orderId: string): Promise<Done> =>
  aboutOrder(actor, 'cancelSupply', { orderId: globalId('SupplyOrder', orderId), reason: '企业已自购' })

/** Sets how far enterprises have resumed: today, by a form, where nothing else is given. */
export const setResumption = (
  actor: Actor,
  enterpriseIds: readonly string[],
  to: string,
  input: object = {},
): Promise<{ seq: number | null }> =>
  mutate(actor, 'setResumption', {
    enterpriseIds: enterpriseIds.map((id) => globalId('Enterprise', id)),
    to,
    on: localDate(now()),
    basis: '备案表',
    source: 'FORM',
    ...input,
  })

/** Changes what the register says of an enterprise. */
export const updateEnterprise = (actor: Actor, enterpriseId: string, input: object): Promise<Done> =>
  changeRow(
    actor,
    'updateEnterprise',
    { enterpriseId: globalId('Enterprise', enterpriseId), ...input },
    'enterprise',
    'Enterprise',
  )

/** Puts an enterprise on the campaign's list, in the first free place. */
export const addCampaignEnterprise = (actor: Actor, campaignId: string, enterpriseId: string): Promise<Done> =>
  changeRow(
    actor,
    'addCampaignEnterprise',
    { campaignId: globalId('Campaign', campaignId), enterpriseId: globalId('Enterprise', enterpriseId) },
    'campaign',
    'Campaign',
  )

/** Puts another enterprise in a place of the hundred; answers with the campaign's id. */
export const swapCampaignEnterprise = (
  actor: Actor,
  campaignId: string,
  position: number,
  enterpriseId: string,
): Promise<Done> =>
  changeRow(
    actor,
    'swapCampaignEnterprise',
    { campaignId: globalId('Campaign', campaignId), position, enterpriseId: globalId('Enterprise', enterpriseId) },
    'campaign',
    'Campaign',
  )
