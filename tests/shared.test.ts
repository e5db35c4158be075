import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { feedCounters } from '#server/feed/counters.ts'
import { feedSize } from '#server/feed/feed.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { anAccount, anActor, anEnterprise, aUnion } from '#tests/setup/factories.ts'

const document = `subscription ($after: Int!, $epoch: ID) { boardEvents(after: $after, epoch: $epoch) {
  after through events { seq name issue { title enterprise { name } } } } }`

type Received = { after: number; through: number; events: { seq: number; issue: { title: string } | null }[] }

let app: TestApp
let unionId: string
let command: Awaited<ReturnType<typeof anActor>>
let enterpriseId: string
let statements = 0

beforeAll(async () => {
  app = await startTestApp({ SOCKETS_PER_SESSION: 100 })
  unionId = (await aUnion()).id
  command = await anActor((await anAccount(unionId)).id)
  enterpriseId = await anEnterprise(command)
  ;(db.$on as (event: 'query', count: (query: { query: string }) => void) => void)('query', ({ query }) => {
    if (/FROM "public"."(Issue|Enterprise)"/.test(query)) statements++
  })
})

afterAll(() => app.close())

const head = async () => (await db.stream.findUniqueOrThrow({ where: { unionId } })).head

const open = (title: string, by = command, enterprise = enterpriseId) =>
  openIssue(by, {
    clientId: randomUUID(),
    enterpriseId: enterprise,
    kind: 'HARD_POINT',
    category: 'TAX',
    severity: 'LOW',
    title,
    source: 'CALL',
  })

type Asked = { query: string; variables?: Record<string, unknown> }

/** Subscribes on a socket of its own and keeps what it is told; resolves when it is level. */
async function follow(
  token: string,
  asked = async (): Promise<Asked> => ({ query: document, variables: { after: await head() } }),
): Promise<{ received: Received[]; told: (seq: number) => Promise<void>; stop: () => Promise<void> }> {
  const received: Received[] = []
  const waiting: (() => void)[] = []
  const socket = app.socket(token)
  const question = await asked()
  await new Promise<void>((level) =>
    socket.subscribe<{ boardEvents: Received }>(question, {
      next: ({ data }) => {
        received.push(data!.boardEvents)
        level()
        for (const wake of waiting) wake()
      },
      error: () => {},
      complete: () => {},
    }),
  )
  const told = async (seq: number) => {
    while (received.at(-1)!.through < seq) await new Promise<void>((resolve) => waiting.push(resolve))
  }
  return { received, told, stop: async () => socket.dispose() }
}

describe('subscribers who may see the same and ask the same', () => {
  const costOf = async (subscribers: number): Promise<number> => {
    const { username } = await anAccount(unionId)
    const token = await app.signInAs(username)
    const followers = await Promise.all(Array.from({ length: subscribers }, () => follow(token)))
    const { seq } = await open('第一件')
    await Promise.all(followers.map(({ told }) => told(seq!)))
    statements = 0
    const next = await open('第二件')
    const ofTheRule = statements
    await Promise.all(followers.map(({ told }) => told(next.seq!)))
    for (const { received } of followers) {
      expect(received.flatMap(({ events }) => events.map(({ issue }) => issue?.title))).toEqual(['第一件', '第二件'])
    }
    return statements - ofTheRule
  }

  it('share one execution of each batch', async () => {
    const one = await costOf(1)
    expect(await costOf(30)).toBeLessThan(one + 10)
  })

  it('share its text too, over sockets and SSE alike', async () => {
    const token = await app.signInAs((await anAccount(unionId)).username)
    const followers = await Promise.all(Array.from({ length: 10 }, () => follow(token)))
    const stream = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query: document, variables: { after: await head() } }),
    })
    const events = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    const read = async (text: string) => {
      let all = ''
      while (!all.includes(text)) all += (await events.read()).value
      return all
    }
    await read('"through"')
    const before = { ...feedCounters }
    const { seq } = await open('大家都看同一份')
    await Promise.all(followers.map(({ told }) => told(seq!)))
    expect(await read('大家都看同一份')).toContain(`"seq":${seq}`)
    expect(feedCounters.executions - before.executions).toBe(1)
    expect(feedCounters.messages - before.messages).toBe(feedSize().subscribers)
    await events.cancel()
  })
})

describe('what decides who shares', () => {
  const rest = '{ after through events { seq name issue { title enterprise { name } } } }'

  /** A union that nobody else follows, somebody of its command centre, and how to let an event happen in it. */
  async function aQuietUnion() {
    const { id } = await aUnion()
    const actor = await anActor((await anAccount(id)).id)
    const token = await app.signInAs((await anAccount(id)).username)
    const enterprise = await anEnterprise(actor)
    const before = feedSize().channels
    return {
      id,
      token,
      open: (title: string) => open(title, actor, enterprise),
      channels: () => feedSize().channels - before,
    }
  }

  it('is not how the position is written: one execution serves variables of any name, numbers, and any operation name', async () => {
    const union = await aQuietUnion()
    const { token } = union
    const { epoch } = await db.stream.findUniqueOrThrow({ where: { unionId: union.id } })
    const after = 2
    const forms: ((after: number) => Asked)[] = [
      (after) => ({
        query: `subscription ($after: Int!) { boardEvents(after: $after) ${rest} }`,
        variables: { after },
      }),
      (from) => ({ query: `subscription ($from: Int!) { boardEvents(after: $from) ${rest} }`, variables: { from } }),
      (after) => ({ query: `subscription { boardEvents(after: ${after}) ${rest} }` }),
      (after) => ({
        query: `subscription Named($epoch: Int!, $life: ID) { boardEvents(epoch: $life, after: $epoch) ${rest} }`,
        variables: { epoch: after, life: epoch, after: 1 },
      }),
      (after) => ({
        query: `subscription ($u: ID!, $n: Int = ${after}) { boardEvents(unionId: $u, after: $n) ${rest} }`,
        variables: { u: globalId('TradeUnion', union.id) },
      }),
    ]
    const followers = await Promise.all(forms.map((form) => follow(token, async () => form(after))))
    expect(union.channels()).toBe(1)
    const { executions } = feedCounters
    const { seq } = await union.open('写法不同')
    await Promise.all(followers.map(({ told }) => told(seq!)))
    for (const { received } of followers) expect(received.at(-1)!.events.map((event) => event.seq)).toEqual([seq])
    expect(feedCounters.executions - executions).toBe(1)
    await Promise.all(followers.map(({ stop }) => stop()))
  })

  it('is the value of a variable that stands in the position and elsewhere as well', async () => {
    const union = await aQuietUnion()
    const { token } = union
    const query = `subscription ($n: Int!) { boardEvents(after: $n) {
      after through events { seq enterprise { issues(first: $n) { edges { node { id } } } } } } }`
    const ask = (n: number) => follow(token, async () => ({ query, variables: { n } }))
    const followers = await Promise.all([ask(1), ask(2), ask(2)])
    expect(union.channels()).toBe(2)
    type WithIssues = { events: { enterprise: { issues: { edges: unknown[] } } | null }[] }
    const counts = (received: Received[]) =>
      (received as unknown as WithIssues[])
        .flatMap(({ events }) => events)
        .map(({ enterprise }) => enterprise?.issues.edges.length)
    await union.open('用在一处')
    const { seq } = await union.open('用在两处')
    await Promise.all(followers.map(({ told }) => told(seq!)))
    expect(followers.map(({ received }) => counts(received).at(-1))).toEqual([1, 2, 2])
    await Promise.all(followers.map(({ stop }) => stop()))
  })

  it('is what is selected and what the other arguments say, not how they are written', async () => {
    const union = await aQuietUnion()
    const { token } = union
    const asking = (selection: string, head = '', variables = {}): Asked => ({
      query: `subscription ${head} { boardEvents(after: 0) { after through events { seq ${selection} } } }`,
      variables,
    })
    const issues = (first: string) => `enterprise { issues(first: ${first}) { totalCount } }`
    const one = asking(issues('$n'), '($n: Int)', { n: 1 })
    const same = [asking(issues('1')), one, asking(issues('$many'), '($many: Int = 1)')]
    const others = [
      asking(''),
      asking('name'),
      asking(issues('2')),
      asking(issues('$n'), '($n: Int)'),
      asking('name @include(if: $shown) at', '($shown: Boolean!)', { shown: true }),
      asking('name @include(if: $shown) at', '($shown: Boolean!)', { shown: false }),
    ]
    const followers = await Promise.all([...same, ...others].map((each) => follow(token, async () => each)))
    expect(union.channels()).toBe(1 + others.length)
    const { seq } = await union.open('写法不同')
    await Promise.all(followers.map(({ told, stop }) => told(seq!).then(stop)))
  })
})

describe('two people with different rights', () => {
  it('never share, though they ask the same at the same moment', async () => {
    const all = await anAccount(unionId)
    const { username } = await anAccount(unionId, { role: 'ENTERPRISE', enterpriseId: await anEnterprise(command) })
    const [desk, firm] = await Promise.all([
      follow(await app.signInAs(all.username)),
      follow(await app.signInAs(username)),
    ])
    const { seq } = await open('不该让别家看到')
    await Promise.all([desk.told(seq!), firm.told(seq!)])
    expect(JSON.stringify(desk.received)).toContain('不该让别家看到')
    expect(JSON.stringify(firm.received)).not.toContain('不该让别家看到')
  })

  it('do not when one becomes the other: it hears as who it is now', async () => {
    const { id, username } = await anAccount(unionId)
    const moved = await follow(await app.signInAs(username))
    const stayed = await follow(await app.signInAs((await anAccount(unionId)).username))
    const enterprise = await anEnterprise(command)
    // by hand, without an event: what is noticed at the next heartbeat at the latest
    await db.account.update({ where: { id }, data: { role: 'ENTERPRISE', enterpriseId: enterprise } })
    await moved.told(await head())
    const quiet = moved.received.length
    await expect.poll(() => moved.received.length, { timeout: 15_000 }).toBeGreaterThan(quiet + 1)
    const { seq } = await open('只给指挥中心')
    await Promise.all([moved.told(seq!), stayed.told(seq!)])
    expect(JSON.stringify(stayed.received)).toContain('只给指挥中心')
    expect(JSON.stringify(moved.received)).not.toContain('只给指挥中心')
  })
})
