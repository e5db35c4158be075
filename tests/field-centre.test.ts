import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client, fetchExchange } from 'urql'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CentreClient } from '#client/field/store/centre-client.ts'
import { localDate } from '#server/platform/clock.ts'
import { globalId, rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { aSendingPhone, centreFor } from '#tests/setup/phone-centre.ts'
import { withEmptyIndexedDB } from '#tests/setup/phone-parts.ts'
import { anEntry, arrival, aStop } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const today = () => localDate(new Date())

describe('what the phone reads', () => {
  it('is the squad’s list of the day and, behind it, what earlier days left', async () => {
    const { centre, account, day, close } = await aSendingPhone(app, ['小店'])
    const squad = account.squad!.id
    const [stop, ...more] = (await centre.stops(squad, today()))!
    expect([stop!.enterprise.name, stop!.squad.id, more]).toEqual(['小店', squad, []])
    const tomorrow = localDate(new Date(Date.now() + 86_400_000))
    expect((await centre.stops(squad, tomorrow))!.map(({ id }) => id)).toEqual([stop!.id])
    await db.visit.update({ where: { id: day.visits[0]! }, data: { state: 'SKIPPED' } })
    expect(await centre.stops(squad, tomorrow)).toEqual([])
    close()
  })

  it('is read page by page, up to the last', async () => {
    const asked: object[] = []
    const pages = createServer(async (request, response) => {
      const { variables } = JSON.parse(Buffer.concat(await request.toArray()).toString())
      asked.push(variables)
      response.setHeader('content-type', 'application/json')
      const phonesOfStops = [{ contactId: aStop().enterprise.contacts[0]?.id ?? 'c', phone: '15400001234' }]
      if (variables.on) return response.end(JSON.stringify({ data: { phonesOfStops } }))
      const first = variables.filter.on && !variables.after
      const visits = {
        pageInfo: { hasNextPage: first, endCursor: first ? 'first' : 'last' },
        edges: [{ node: aStop() }],
      }
      response.end(JSON.stringify({ data: { visits } }))
    })
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(pages.address() as AddressInfo).port}/graphql`
    // without a cache, which would want every row that this server does not send
    const centre = new CentreClient(new Client({ url, preferGetMethod: false, exchanges: [fetchExchange] }))
    expect(await centre.stops('squad', '2020-03-24')).toHaveLength(3)
    const today = { squadId: 'squad', on: '2020-03-24' }
    const earlier = { squadId: 'squad', before: '2020-03-24', states: ['PLANNED', 'ARRIVED'] }
    expect(asked).toEqual([{ filter: today }, { filter: today, after: 'first' }, { filter: earlier }, today])
    pages.closeAllConnections()
    pages.close()
  })

  it('are the briefs of all its enterprises in one request', async () => {
    const { centre, account, close } = await aSendingPhone(app, ['小店', '大店'])
    const stops = (await centre.stops(account.squad!.id, today()))!
    const ids = stops.map(({ enterprise }) => enterprise.id)
    const briefs = (await centre.briefs(ids))!
    expect(briefs.map(({ id }) => id)).toEqual(ids)
    expect(briefs.map(({ visits }) => visits.edges.map((edge) => edge!.node.id))).toEqual(stops.map(({ id }) => [id]))
    close()
  })

  it('is where the log stands, and all squads', async () => {
    const { centre, day, account, close } = await aSendingPhone(app, ['小店'])
    const head = await db.event.findFirst({ where: { unionId: day.unionId }, orderBy: { seq: 'desc' } })
    expect(await centre.position()).toEqual({ after: head!.seq, epoch: expect.any(String) })
    expect(await centre.squads()).toMatchObject([account.squad!])
    close()
  })
})

describe('the session', () => {
  it('is that of an account, nobody’s, or cannot be asked for', async () => {
    const { centre, account, close } = await aSendingPhone(app, ['小店'])
    expect(await centre.session()).toEqual({ account: account.id })
    expect(account).toMatchObject({ role: 'SQUAD', displayName: '小分队', squad: { number: expect.any(Number) } })
    expect(await centreFor(app, null).session()).toBe('none')
    expect(await centreFor(app, 'no such token').session()).toBe('none')
    expect(await centreFor(app, null, 'http://127.0.0.1:9/graphql').session()).toBe('unreachable')
    close()
  })

  it('is asked for at the centre each time: one that has ended since is seen', async () => {
    const { centre, account, close } = await aSendingPhone(app, ['小店'])
    expect(await centre.session()).toEqual({ account: account.id })
    await db.session.updateMany({
      where: { accountId: rowId('Account', account.id, 'id') },
      data: { endedAt: new Date() },
    })
    expect(await centre.session()).toBe('none')
    close()
  })
})

describe('a record whose time is a guess', () => {
  it('is taken, and its events at the centre say so', async () => {
    const { centre, day, close } = await aSendingPhone(app, ['小店'])
    const visit = globalId('Visit', day.visits[0]!)
    const entry = anEntry(arrival(visit), { clientId: randomUUID(), happenedAt: new Date().toISOString() })
    expect(await centre.send({ ...entry, clockJumped: true })).toMatchObject({ ok: true })
    const event = await db.event.findFirst({ where: { unionId: day.unionId, name: 'visit.arrived' } })
    expect(event).toMatchObject({ timeInDoubt: true })
    close()
  })
})

describe('no answer', () => {
  it('is UNAVAILABLE after 15 seconds, and nothing that was asked for', async () => {
    let asked: (() => void) | undefined
    const silent = createServer(() => asked?.())
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const centre = centreFor(app, null, `http://127.0.0.1:${(silent.address() as AddressInfo).port}/graphql`)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const reached = new Promise<void>((resolve) => {
      asked = resolve
    })
    let answered = false
    const answer = centre.send(anEntry(arrival())).finally(() => {
      answered = true
    })
    await reached
    await vi.advanceTimersByTimeAsync(14_999)
    expect(answered).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await answer).toEqual({ ok: false, failure: { code: 'UNAVAILABLE', message: '', retry: true } })
    vi.useRealTimers()
    silent.closeAllConnections()
    silent.close()
  })

  it('is null for what is read', async () => {
    const centre = centreFor(app, null, 'http://127.0.0.1:9/graphql')
    expect([
      await centre.stops('squad', '2020-03-24'),
      await centre.briefs(['enterprise']),
      await centre.enterprises('印刷'),
      await centre.squads(),
      await centre.position(),
    ]).toEqual([null, null, null, null, null])
  })
})
