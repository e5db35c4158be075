import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client, fetchExchange } from 'urql'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newStop } from '#client/field/deeds/plan-visit.ts'
import type { Stop } from '#client/field/fragments.ts'
import { CentreClient, type Rows } from '#client/field/store/centre-client.ts'
import type { Entry, NewEntry } from '#client/field/store/entry.ts'
import { Outbox } from '#client/field/store/outbox.ts'
import { StopNames } from '#client/field/store/stop-names.ts'
import { Storage } from '#client/field/store/storage.ts'
import { localDate } from '#server/platform/clock.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { aSquadDay, visitEvents } from '#tests/setup/phone.ts'
import { aBrowser, until, withEmptyIndexedDB } from '#tests/setup/phone-parts.ts'
import { anEntry, arrival } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const today = () => localDate(new Date())
const yesterday = () => new Date(Date.now() - 86_400_000)

/** The centre as a phone with this token asks it. */
const centreFor = (token: string | null, url = `${app.url}/graphql`) =>
  new CentreClient(
    new Client({
      url,
      preferGetMethod: false,
      exchanges: [fetchExchange],
      fetchOptions: token ? { headers: { authorization: `Bearer ${token}` } } : {},
    }),
  )

/** A squad with stops, its centre, and an outbox that sends to it. */
async function aPhone(stops: string[], others: string[] = [], at = new Date()) {
  const day = await aSquadDay(stops, others, at)
  const centre = centreFor(await app.signInAs(day.username))
  const { data: account } = await centre.viewer()
  const rows: Rows[] = []
  const names = new StopNames(aBrowser().tab())
  const otherTabs = new BroadcastChannel(`phone of ${account!.id}`)
  const outbox = await Outbox.open({
    storage: new Storage(),
    names,
    session: () => centre.session(),
    send: (entry) => centre.send(entry),
    take: async (row) => void rows.push(row),
    rename: (local, id) => names.set(local, id),
    otherTabs,
  })
  outbox.belongTo(account!)
  /** Adds entries and waits until each has arrived or was refused. */
  const send = async (...deeds: NewEntry[]) => {
    for (const deed of deeds) await outbox.add(deed)
    await until(outbox.state, ({ entries, sending }) => sending === null && entries.every(({ refused }) => refused))
    return outbox.state.get().entries
  }
  return { day, centre, account: account!, outbox, rows, names, send, close: () => otherTabs.close() }
}

const on = (stop: Stop) => ({ visit: stop.id, title: stop.enterprise.name })

describe('every deed of the phone', () => {
  it('is understood by the centre, in its order, and brings the rows back as they stand there', async () => {
    const phone = await aPhone(['大皮院清真超市'])
    const { centre, account, day } = phone
    const stops = (await centre.stops(account.squad!.id, today()))!
    const [stop] = stops
    const visitId = stop!.id
    const step = (input: object) =>
      ({ mutation: 'completeStep', input: { visitId, ...input }, ...on(stop!) }) as NewEntry
    const refused = await phone.send(
      step({ step: 'LOOK', gist: '老店' }),
      { mutation: 'arriveVisit', input: { visitId }, ...on(stop!) },
      step({ step: 'LISTEN', gist: '', notes: [{ text: '房租高', saidBy: '店主' }] }),
      step({ step: 'ASK', notes: [{ text: '缺口罩', secondSource: '店员' }] }),
      {
        mutation: 'recordChecklist',
        input: { visitId, checks: [{ item: 'DISINFECTION', answer: 'FIX_BY', fixBy: '2030-01-01' }] },
        ...on(stop!),
      },
      step({ step: 'TREAT', gist: '会商', notes: [{ text: '送口罩', responsible: '李敏', dueOn: '2030-01-01' }] }),
      {
        mutation: 'openIssue',
        input: {
          enterpriseId: stop!.enterprise.id,
          visitId,
          source: 'VISIT',
          kind: 'DIFFICULTY',
          category: 'SUPPLIES',
          severity: 'LOW',
          title: '缺口罩',
          evidence: '',
          saidBy: '',
        },
        ...on(stop!),
      },
      { mutation: 'finishVisit', input: { visitId, outcome: 'DONE', followUp: '复查' }, ...on(stop!) },
    )
    expect(refused).toEqual([])
    expect(await visitEvents(day.unionId)).toEqual([
      'visit.step_completed LOOK',
      'visit.arrived',
      'visit.step_completed LISTEN',
      'visit.step_completed ASK',
      'visit.checklist_recorded',
      'visit.step_completed TREAT',
      'visit.finished',
    ])
    expect(phone.rows.map(({ visit, issue }) => visit?.state ?? issue?.title)).toEqual([
      'PLANNED',
      'ARRIVED',
      'ARRIVED',
      'ARRIVED',
      'ARRIVED',
      'ARRIVED',
      '缺口罩',
      'FINISHED',
    ])
    const brief = (await centre.brief(stop!.enterprise.id))!
    expect(brief.issues.edges.map((edge) => edge?.node.visit?.id)).toEqual([visitId])
    phone.close()
  })

  it('is understood: a plan, a skip and a carry-over', async () => {
    const phone = await aPhone(['西羊市茶行'], ['莲湖路印刷厂'], yesterday())
    const { centre, account, day, names } = phone
    const squad = account.squad!.id
    const [found] = (await centre.enterprises('印刷'))!
    const plan = newStop(squad, found!, today())
    const [left] = (await centre.stops(squad, today()))!
    expect(left!.enterprise.name).toBe('西羊市茶行')
    const carryOver = {
      mutation: 'carryOverVisits' as const,
      input: { squadId: squad, from: left!.plannedOn, to: today() },
      visit: null,
      title: '顺延',
    }
    expect(await phone.send(plan, carryOver)).toEqual([])
    const [id] = [...names.ids.get().values()]
    expect(phone.rows[0]!.visit).toMatchObject({ id, enterprise: { name: '莲湖路印刷厂' } })
    const skip: NewEntry = { mutation: 'skipVisit', input: { visitId: id!, reason: '改期' }, visit: id!, title: '' }
    expect(await phone.send(skip)).toEqual([])
    expect(await visitEvents(day.unionId)).toEqual(['visit.carried_over', 'visit.skipped'])
    phone.close()
  })

  it('is refused with the centre’s sentence', async () => {
    const phone = await aPhone(['庙后街药店'])
    const [stop] = (await phone.centre.stops(phone.account.squad!.id, today()))!
    const skip = { mutation: 'skipVisit' as const, input: { visitId: stop!.id, reason: '改期' }, ...on(stop!) }
    const [refused] = await phone.send(skip, { mutation: 'arriveVisit', input: { visitId: stop!.id }, ...on(stop!) })
    expect(refused).toMatchObject({ mutation: 'arriveVisit', refused: { code: 'CONFLICT', current: stop!.id } })
    expect(refused!.refused!.message).not.toBe('')
    phone.close()
  })

  it('is done once, however often it is sent', async () => {
    const phone = await aPhone(['洒金桥饼店'])
    const [stop] = (await phone.centre.stops(phone.account.squad!.id, today()))!
    const clientId = crypto.randomUUID()
    const entry = anEntry(arrival(stop!.id), { clientId, happenedAt: new Date().toISOString() })
    const first = await phone.centre.send(entry)
    expect(first).toMatchObject({ taken: true, rows: { visit: { id: stop!.id, state: 'ARRIVED' } } })
    expect(await phone.centre.send(entry)).toEqual(first)
    expect(await visitEvents(phone.day.unionId)).toEqual(['visit.arrived'])
    expect((await db.visit.findUnique({ where: { id: phone.day.visits[0]! } }))!.arrivedAt!.toISOString()).toBe(
      entry.happenedAt,
    )
    phone.close()
  })

  it('of another release is refused without being sent', async () => {
    const centre = centreFor(null, 'http://127.0.0.1:9/graphql')
    const entry = anEntry({ ...arrival(), mutation: 'measureTemperature' } as never)
    expect(await centre.send(entry)).toEqual({ taken: false, failure: { code: 'INVALID', message: '', retry: false } })
  })
})

describe('what the phone reads', () => {
  it('is the squad’s list of the day and, behind it, what earlier days left, page by page', async () => {
    const day = await aSquadDay(Array.from({ length: 41 }, (_, i) => `企业${i}`))
    const centre = centreFor(await app.signInAs(day.username))
    const { data: account } = await centre.viewer()
    const stops = (await centre.stops(account!.squad!.id, today()))!
    expect(new Set(stops.map(({ id }) => id)).size).toBe(41)
  })

  it('is where the log stands, and all squads', async () => {
    const { centre, day, account, close } = await aPhone(['小店'])
    const head = await db.event.findFirst({ where: { unionId: day.unionId }, orderBy: { seq: 'desc' } })
    expect(await centre.position()).toEqual({ after: head!.seq, epoch: expect.any(String) })
    expect(await centre.squads()).toMatchObject([account.squad!])
    close()
  })
})

describe('the session', () => {
  it('is that of an account, nobody’s, or cannot be asked for', async () => {
    const { centre, account, close } = await aPhone(['小店'])
    expect(await centre.session()).toEqual({ account: account.id })
    expect(account).toMatchObject({ role: 'SQUAD', displayName: '小分队', squad: { number: expect.any(Number) } })
    expect(await centreFor(null).session()).toBe('none')
    expect(await centreFor('no such token').session()).toBe('none')
    expect(await centreFor(null, 'http://127.0.0.1:9/graphql').session()).toBe('unreachable')
    close()
  })
})

describe('no answer', () => {
  it('is UNAVAILABLE after 15 seconds, and nothing that was asked for', async () => {
    let asked: (() => void) | undefined
    const silent = createServer((_request: IncomingMessage, _response: ServerResponse) => asked?.())
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const centre = centreFor(null, `http://127.0.0.1:${(silent.address() as AddressInfo).port}/graphql`)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const reached = new Promise<void>((resolve) => {
      asked = resolve
    })
    let answered = false
    const answer = centre.send(anEntry(arrival()) as Entry).finally(() => {
      answered = true
    })
    await reached
    await vi.advanceTimersByTimeAsync(14_999)
    expect(answered).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await answer).toEqual({ taken: false, failure: { code: 'UNAVAILABLE', message: '', retry: true } })
    vi.useRealTimers()
    silent.closeAllConnections()
    silent.close()
  })

  it('is null for what is read', async () => {
    const centre = centreFor(null, 'http://127.0.0.1:9/graphql')
    expect([
      await centre.stops('squad', '2020-03-24'),
      await centre.brief('enterprise'),
      await centre.enterprises('印刷'),
      await centre.squads(),
      await centre.position(),
    ]).toEqual([null, null, null, null, null])
  })
})
