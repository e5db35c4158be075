import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordPapers } from '#server/modules/enterprises/record-papers.ts'
import { askPapers } from '#server/modules/unions/ask-papers.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, anEnterprise, aSquad, aUnion } from '#tests/setup/factories.ts'
import { eventOf, expectRefused } from '#tests/setup/outcomes.ts'
import { ask } from '#tests/setup/small-union.ts'
import { arrived } from '#tests/setup/visiting.ts'

let unionId: string
let command: Actor

const someone = async (given: Parameters<typeof anAccount>[1] = {}) => anActor((await anAccount(unionId, given)).id)
const change = () => ({ clientId: randomUUID() })
const today = localDate(new Date())
const daysAgo = (days: number) => localDate(new Date(Date.now() - days * 86_400_000))

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  unionId = (await aUnion()).id
  command = await someone()
})
afterAll(() => closeDb())

describe('the papers of a resumption', () => {
  const record = (actor: Actor, enterpriseId: string, papers: Parameters<typeof recordPapers>[1]['papers']) =>
    recordPapers(actor, { ...change(), enterpriseId, papers })
  const demand = (asked: boolean) => askPapers(command, { ...change(), asked })
  const papersOf = async (enterpriseId: string) => {
    const papers = await db.resumptionPaper.findMany({ where: { enterpriseId }, orderBy: { kind: 'asc' } })
    return papers.map(({ kind, on }) => [kind, on.toISOString().slice(0, 10)])
  }

  it('are a list with days where the union asks for them; a paper without a day is taken off', async () => {
    const id = await anEnterprise(command)
    await demand(true)
    await record(command, id, [
      { kind: 'FILING', on: today },
      { kind: 'PLAN', on: daysAgo(2) },
    ])
    const receipt = await record(command, id, [{ kind: 'FILING', on: daysAgo(1) }, { kind: 'PLAN' }])
    expect(await papersOf(id)).toEqual([['FILING', daysAgo(1)]])
    expect(await eventOf(unionId, receipt)).toMatchObject({
      name: 'enterprise.papers_recorded',
      facts: {
        papers: [
          { kind: 'FILING', from: today, to: daysAgo(1) },
          { kind: 'PLAN', from: daysAgo(2), to: null },
        ],
      },
    })
  })

  it('are told by the event as they changed; recorded as they are they are no change, and a wall is not told', async () => {
    const id = await anEnterprise(command)
    await demand(true)
    await record(command, id, [{ kind: 'FILING', on: daysAgo(1) }])
    const again = [{ kind: 'FILING' as const, on: daysAgo(1) }, { kind: 'PLAN' as const }]
    expect((await record(command, id, again)).seq).toBeNull()
    const receipt = await record(command, id, [...again.slice(0, 1), { kind: 'PLAN', on: today }])
    const told = async (actor: Actor) => {
      const asked = `query ($after: Int!) { events(after: $after, first: 1) { events { kind papers { kind from to } } } }`
      type Answer = { events: { events: object[] } }
      return (await ask<Answer>(actor, asked, { after: receipt.seq! - 1 })).events.events
    }
    const event = { kind: 'ENTERPRISE_PAPERS_RECORDED' }
    expect(await told(command)).toEqual([{ ...event, papers: [{ kind: 'PLAN', from: null, to: today }] }])
    expect(await told(await someone({ role: 'WALL' }))).toEqual([{ ...event, papers: null }])
  })

  it('are CONFLICT where it asks for none, as it is at first; what was recorded stays', async () => {
    const id = await anEnterprise(command)
    const filing = [{ kind: 'FILING' as const, on: today }]
    await expectRefused(() => record(command, id, filing), 'CONFLICT', { current: globalId('Enterprise', id) })
    await demand(true)
    expect((await demand(true)).seq).toBeNull()
    await record(command, id, filing)
    await demand(false)
    await expectRefused(() => record(command, id, filing), 'CONFLICT', { current: globalId('Enterprise', id) })
    expect(await papersOf(id)).toHaveLength(1)
  })

  it('are INVALID with a day in the future or twice, and CONFLICT for a squad that has not been there', async () => {
    const id = await anEnterprise(command)
    await demand(true)
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
