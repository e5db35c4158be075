import { randomUUID } from 'node:crypto'
import { type GraphQLObjectType, getNamedType, isListType, isNonNullType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openIssue } from '#server/modules/issues/open.ts'
import { recordMeasure } from '#server/modules/measures/record.ts'
import { orderSupply } from '#server/modules/supplies/order.ts'
import { arriveVisit } from '#server/modules/visits/arrive.ts'
import { completeStep } from '#server/modules/visits/complete-step.ts'
import { finishVisit } from '#server/modules/visits/finish.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { localDate } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { schema } from '#server/schema.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anEnterprise } from '#tests/setup/factories.ts'
import { fullSelection } from '#tests/setup/full-selection.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'
import { wholeEnd } from '#tests/setup/whole-end.ts'

/** The arguments that a field must have. */
const required: Record<string, string> = {
  likelyDoubles: '(name: "常见的店名")',
  rosterColumns: '(kind: ENTERPRISES)',
  dayProposal: `(on: "${localDate(new Date())}")`,
  events: '(after: 0, first: 100)',
  find: '(text: "店")',
  views: '(list: ISSUES)',
}

let statements = 0
let union: SmallUnion

/** Lists, connections and what holds several of them; `nodes` gives the rows whose ids it is given, and `likeIssues` two. */
const lists = Object.values(schema.getQueryType()!.getFields()).filter((field) => {
  if (field.name === 'nodes' || field.name === 'likeIssues' || !isObjectType(getNamedType(field.type))) return false
  const type = isNonNullType(field.type) ? field.type.ofType : field.type
  return isListType(type) || /(Connection|Board|EventPage)$/.test(getNamedType(type).name)
})

beforeAll(async () => {
  openDb(await freshDatabase())
  ;(db.$on as (event: 'query', count: () => void) => void)('query', () => {
    statements++
  })
  union = await aSmallUnion(2)
})

afterAll(() => closeDb())

/** One more of everything that a list shows. */
async function grow(): Promise<void> {
  const { command, squads, mask } = union
  const change = () => ({ clientId: randomUUID() })
  const enterpriseId = await anEnterprise(command)
  const campaign = await db.campaign.findFirstOrThrow({ include: { enterprises: true } })
  await db.campaignEnterprise.create({
    data: {
      unionId: campaign.unionId,
      campaignId: campaign.id,
      enterpriseId,
      position: campaign.enterprises.length + 1,
    },
  })
  const plan = { squadId: squads[0].squadId!, enterpriseId, plannedOn: localDate(new Date()) }
  const visitId = (await planVisit(command, { ...change(), ...plan })).subjectId!
  await arriveVisit(command, { ...change(), visitId })
  for (const step of ['LOOK', 'LISTEN', 'ASK'] as const) await completeStep(command, { ...change(), visitId, step })
  await finishVisit(command, { ...change(), visitId, outcome: 'DONE', ...wholeEnd })
  const { subjectId: issueId } = await openIssue(command, {
    ...change(),
    enterpriseId,
    visitId,
    kind: 'BLOCKAGE',
    category: 'RENT',
    severity: 'HIGH',
    title: '房东拒租',
    source: 'VISIT',
  })
  const taken = { enterpriseId, issueIds: [issueId!], what: '约房东协商', who: '街道', dueOn: localDate(new Date()) }
  await recordMeasure(command, { ...change(), ...taken })
  await orderSupply(command, { ...change(), enterpriseId, itemId: mask, requested: 100 })
  await anAccount(union.unionId)
}

async function countOf(document: string): Promise<number> {
  statements = 0
  await ask(union.command, document)
  return statements
}

describe('no list asks the database more often because it is longer', () => {
  const documentOf = (field: (typeof lists)[number]) => {
    const stops = `(squadId: "${globalId('Squad', union.squads[0].squadId!)}", on: "${localDate(new Date())}")`
    const given = field.name === 'phonesOfStops' ? stops : (required[field.name] ?? '')
    return `{ ${field.name}${given} ${fullSelection(getNamedType(field.type) as GraphQLObjectType, 3)} }`
  }

  it('whichever of its fields are asked', async () => {
    await grow()
    await grow()
    // this question leaves an entry of the audit
    await countOf(documentOf(lists.find(({ name }) => name === 'phonesOfStops')!))
    const few = new Map<string, number>()
    for (const field of lists) few.set(field.name, await countOf(documentOf(field)))
    for (let i = 0; i < 8; i++) await grow()
    const many = new Map<string, number>()
    for (const field of lists) many.set(field.name, await countOf(documentOf(field)))
    expect(Object.fromEntries(many)).toEqual(Object.fromEntries(few))
    expect(lists.length).toBeGreaterThan(8)
  })
})
