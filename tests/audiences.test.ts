import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { type EventHead, eventsDocument, follow, type ReceivedBatch } from '#tests/setup/follower.ts'
import { readStream } from '#tests/setup/sse.ts'
import { aDistrict, type ViewerName, viewerNames } from '#tests/setup/viewers.ts'
import { actInEveryWay, aWatchedUnion, type WatchedUnion } from '#tests/setup/watched-union.ts'

/** The parts of an event whose presence depends on who looks at it. */
const parts = {
  visit: 'visit { id }',
  issue: 'issue { id }',
  supplyOrder: 'supplyOrder { id }',
  enterprise: 'enterprise { id }',
  account: 'account { id }',
  campaign: 'campaign { visited }',
  resumption: 'resumption { filed }',
  squad: 'squad { squadId }',
  supplies: 'supplies { code }',
  cells: 'cells { position }',
}
type Part = keyof typeof parts
type BoardEvent = EventHead & { [part in Part]: object | unknown[] | null }

let app: TestApp
let near: WatchedUnion<BoardEvent>
let far: WatchedUnion<BoardEvent>

/** Two unions of one district, with the same kinds of people and the same deeds, everybody following its own. */
beforeAll(async () => {
  app = await startTestApp({ REQUEST_TIMEOUT_MS: 20_000 })
  const districtId = await aDistrict()
  const selection = Object.values(parts).join(' ')
  near = await aWatchedUnion(app, districtId, selection)
  far = await aWatchedUnion(app, districtId, selection)
  await Promise.all([actInEveryWay(near), actInEveryWay(far)])
  for (const { followers, head } of [near, far]) {
    await Promise.all(Object.values(followers).map((each) => each.through(head)))
  }
})
afterAll(() => app.close())

const text = ({ seq, name }: EventHead) => `${seq} ${name}`

/** What each viewer is to receive, of the events that are asked for. */
const expected = ({ entries }: WatchedUnion<BoardEvent>, isAsked = (_name: string) => true) =>
  Object.fromEntries(
    viewerNames.map((viewer) => [
      viewer,
      entries.filter(({ name, receivers }) => receivers.includes(viewer) && isAsked(name)).map(text),
    ]),
  )

/** What each viewer receives by one way of asking. */
async function received(ask: (viewer: ViewerName) => Promise<EventHead[]>) {
  const events = await Promise.all(viewerNames.map(ask))
  return Object.fromEntries(viewerNames.map((viewer, i) => [viewer, events[i]!.map(text)]))
}

const sides: [string, () => WatchedUnion<BoardEvent>][] = [
  ['one union', () => near],
  ['the other', () => far],
]

describe.each(sides)('in %s everybody receives all of its own events and nobody any of another’s', (_, side) => {
  it('on a socket, as they happen', async () => {
    const { followers } = side()
    expect(await received(async (viewer) => followers[viewer].events())).toEqual(expected(side()))
  })

  it('on a socket, coming back later', async () => {
    const { viewers, id: unionId, from, head } = side()
    const comeBack = async (viewer: ViewerName) => {
      const late = await follow(app, viewers[viewer].token, { after: from, unionId })
      await late.through(head)
      await late.stop()
      return late.events()
    }
    expect(await received(comeBack)).toEqual(expected(side()))
  })

  it('over SSE', async () => {
    const { viewers, id: unionId, from, head } = side()
    const stream = async (viewer: ViewerName) => {
      const results = await readStream<{ boardEvents: ReceivedBatch<EventHead> }>(
        app,
        viewers[viewer].token,
        eventsDocument(),
        { after: from, unionId },
        ({ boardEvents }) => boardEvents.through >= head,
      )
      return results.flatMap(({ data }) => data!.boardEvents.events)
    }
    expect(await received(stream)).toEqual(expected(side()))
  })

  it('by the query', async () => {
    const { viewers, id: unionId, from, head } = side()
    const document = `query ($after: Int!, $unionId: ID) {
      events(after: $after, unionId: $unionId, first: 100) { through events { seq name } } }`
    const ask = async (viewer: ViewerName) => {
      const { events } = await viewers[viewer].query<{ events: { through: number; events: EventHead[] } }>(document, {
        after: from,
        unionId,
      })
      expect(events.through).toBe(head)
      return events.events
    }
    expect(await received(ask)).toEqual(expected(side()))
  })

  it.each<[string, (name: string) => boolean]>([
    ['visitProgressed', (name) => name.startsWith('visit.')],
    ['issueOpened', (name) => name === 'issue.opened'],
    ['orderFulfilled', (name) => name === 'supply.received' || name === 'supply.accepted'],
  ])('by %s', async (field, isAsked) => {
    const { viewers, id: unionId, from, head } = side()
    const document = `subscription ($after: Int!, $unionId: ID) {
      ${field}(after: $after, unionId: $unionId) { through event { seq name } } }`
    type Message = { [name: string]: { through: number; event: EventHead | null } }
    const ask = async (viewer: ViewerName) => {
      const { token } = viewers[viewer]
      const isLast = (data: Message) => data[field]!.through >= head
      const results = await readStream<Message>(app, token, document, { after: from, unionId }, isLast)
      return results.flatMap(({ data }) => data![field]!.event ?? [])
    }
    expect(await received(ask)).toEqual(expected(side(), isAsked))
  })
})

describe('of an event that it receives', () => {
  const isShown = (value: BoardEvent[Part]) => (Array.isArray(value) ? value.length > 0 : value !== null)

  /** The parts of the first event of this name that each of its receivers is shown. */
  const shown = (name: string) => {
    const receivers = viewerNames.filter((viewer) => near.followers[viewer].events().some((each) => each.name === name))
    return Object.fromEntries(
      receivers.map((viewer) => {
        const event = near.followers[viewer].events().find((each) => each.name === name)!
        return [viewer, (Object.keys(parts) as Part[]).filter((part) => isShown(event[part])).join(' ')]
      }),
    )
  }

  it('a squad reads its visit and the union’s figures, an enterprise its visit alone', () => {
    const whole = 'visit enterprise campaign resumption squad cells'
    expect(shown('visit.planned')).toEqual({
      command: whole,
      deputy: whole,
      wall: whole,
      district: whole,
      'squad 1': 'visit enterprise campaign resumption squad',
      'squad 2': 'visit enterprise campaign resumption squad',
      owner: 'visit enterprise',
      neighbour: 'visit enterprise',
      BOARD: 'enterprise campaign resumption squad cells',
      VISITS: 'visit',
    })
  })

  it('an enterprise reads the issue, and no figures', () => {
    const whole = 'issue enterprise campaign resumption squad cells'
    expect(shown('issue.opened')).toEqual({
      command: whole,
      deputy: whole,
      wall: whole,
      district: whole,
      'squad 1': 'issue enterprise campaign resumption squad',
      'squad 2': 'issue enterprise campaign resumption squad',
      owner: 'issue enterprise',
      neighbour: 'issue enterprise',
      BOARD: 'enterprise campaign resumption squad cells',
      ISSUES: 'issue',
    })
  })

  it('an agency reads the issue that it is given, and its enterprise', () => {
    expect(shown('issue.assigned')).toMatchObject({ tax: 'issue enterprise', police: 'issue enterprise' })
  })

  it('an enterprise reads its order, and not what the union has of the item', () => {
    const whole = 'supplyOrder enterprise campaign resumption supplies cells'
    expect(shown('supply.ordered')).toEqual({
      command: whole,
      deputy: whole,
      wall: whole,
      district: whole,
      'squad 1': 'supplyOrder enterprise campaign resumption supplies',
      'squad 2': 'supplyOrder enterprise campaign resumption supplies',
      owner: 'supplyOrder enterprise',
      neighbour: 'supplyOrder enterprise',
      BOARD: 'enterprise campaign resumption supplies cells',
      SUPPLIES: 'supplyOrder',
    })
  })

  it('the command centre alone reads the account', () => {
    const whole = 'account campaign resumption'
    expect(shown('account.password_set')).toEqual({ command: whole, deputy: whole })
  })
})
