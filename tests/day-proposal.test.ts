import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, localDate, runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { anAccount, anActor, anEnterprise, aSecret, aSquad, aUnion } from '#tests/setup/factories.ts'
import { arriveVisit, finishVisit, planVisit, skipVisit, updateEnterprise } from '#tests/setup/mutations.ts'

let app: TestApp
let command: Actor
let token: string
/** Squads 1 and 2 work in the first zone, squad 2 in the second as well, and squad 3 nowhere. */
let squads: Actor[]
let zones: string[]
const today = localDate(new Date())

beforeAll(async () => {
  app = await startTestApp()
  const union = await aUnion()
  command = await anActor((await anAccount(union.id)).id)
  token = await aSecret(command.accountId)
  zones = await Promise.all(
    ['东片', '西片'].map(async (name, position) => {
      const zone = await db.zone.create({ data: { unionId: union.id, name, position } })
      return zone.id
    }),
  )
  squads = []
  for (const zoneIds of [[zones[0]!], zones, []]) {
    const squadId = await aSquad(union.id, { number: squads.length + 1, zoneIds })
    squads.push(await anActor((await anAccount(union.id, { role: 'SQUAD', squadId })).id))
  }
})
afterAll(() => app.close())

/** An enterprise of a zone at an address. */
async function aShop(zone: number, address: string): Promise<string> {
  const id = await anEnterprise(command, { name: `店 ${address}`, zoneId: zones[zone]! })
  await updateEnterprise(command, id, { address })
  return id
}

/** What is proposed: the addresses and the numbers of the stops. */
async function proposal(on = today, by = token) {
  const rows = '{ stop enterprise { address } }'
  const answer = await app.gql(
    by,
    `query ($on: Date!) { dayProposal(on: $on) {
      squad { number } planned ${rows} leftOvers ${rows} unvisited { address }
    } }`,
    { on },
  )
  type Stops = { stop: number; enterprise: { address: string } }[]
  type Row = { squad: { number: number }; planned: Stops; leftOvers: Stops; unvisited: { address: string }[] }
  const proposed = (answer.data as { dayProposal: Row[] | null } | null)?.dayProposal
  const stops = (list: Stops) => list.map(({ stop, enterprise }) => `${stop} ${enterprise.address}`)
  return {
    errors: answer.errors,
    squads: proposed?.map(({ squad, planned, leftOvers, unvisited }) => ({
      number: squad.number,
      planned: stops(planned),
      leftOvers: stops(leftOvers),
      unvisited: unvisited.map(({ address }) => address),
    })),
  }
}

it('shows each squad’s day, what was left over, and whom its zones still have, the campaign’s list first', async () => {
  const days = (count: number) => addDays(new Date(), count)
  const shops: Record<string, string> = {}
  for (const name of ['b3', 'b1', 'b2', 'a9', 'left', 'older', 'today', 'skipped', 'refused', 'shared']) {
    shops[name] = await aShop(name.startsWith('a') || name === 'shared' ? 0 : 1, name)
  }
  await anEnterprise(command, { name: '没有片区的店' })
  const listed = shops.b3!
  await db.campaign.create({
    data: {
      unionId: command.unionId,
      title: '百家',
      plan: '',
      target: 1,
      startsOn: new Date(today),
      endsOn: new Date(today),
      enterprises: { create: { unionId: command.unionId, position: 1, enterpriseId: listed } },
    },
  })
  const [, second] = squads as [Actor, Actor, Actor]
  await runAt(days(-2), () => planVisit(second, shops.older!))
  await runAt(days(-1), () => planVisit(second, shops.left!))
  await planVisit(second, shops.today!)
  await skipVisit(second, (await planVisit(second, shops.skipped!)).id)
  const { id } = await planVisit(second, shops.refused!)
  await arriveVisit(second, id)
  await finishVisit(second, id, { outcome: 'REFUSED' })
  // squad 2 has three stops of the day and three enterprises of its own zone, so what both share goes to squad 1
  expect((await proposal()).squads).toEqual([
    { number: 1, planned: [], leftOvers: [], unvisited: ['a9', 'shared'] },
    {
      number: 2,
      planned: ['1 today', '2 skipped', '3 refused'],
      leftOvers: ['1 older', '1 left'],
      unvisited: ['b3', 'b1', 'b2', 'refused', 'skipped'],
    },
    { number: 3, planned: [], leftOvers: [], unvisited: [] },
  ])
  const yesterday = (await proposal(localDate(days(-1)))).squads![1]
  expect(yesterday).toMatchObject({ planned: ['1 left'], leftOvers: ['1 older'] })
})

it('shares a zone between its squads and proposes thirty enterprises to each', async () => {
  const numbers = Array.from({ length: 70 }, (_, i) => `c${String(i).padStart(2, '0')}`)
  for (const address of numbers) await aShop(0, address)
  const [first, second] = (await proposal()).squads!
  expect([first!.unvisited.length, second!.unvisited.length]).toEqual([30, 30])
  const both = [...first!.unvisited, ...second!.unvisited]
  expect(new Set(both).size).toBe(60)
  for (const { unvisited } of [first!, second!]) {
    const others = unvisited.filter((address) => address !== 'b3')
    expect(others).toEqual(others.toSorted())
  }
})

it('is the command centre’s alone, and of its own union', async () => {
  const squad = await aSecret(squads[0]!.accountId)
  expect((await proposal(today, squad)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  const elsewhere = await aUnion()
  const document = 'query ($id: ID!, $on: Date!) { dayProposal(unionId: $id, on: $on) { squad { id } } }'
  const foreign = { id: globalId('TradeUnion', elsewhere.id), on: today }
  expect((await app.gql(token, document, foreign)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }])
})

it('may be asked for with all that a page of plans shows', async () => {
  const enterprise = 'enterprise { id name address }'
  const stops = `{ id stop state plannedOn agreedTime ${enterprise} }`
  const document = `query ($on: Date!) { dayProposal(on: $on) {
    squad { id number cadreName } planned ${stops} leftOvers ${stops} unvisited { id name address progress }
  } }`
  expect((await app.gql(token, document, { on: today })).errors).toBeUndefined()
})
