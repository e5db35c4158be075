import { randomUUID } from 'node:crypto'
import { type Client, createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { launchChromium } from '#tests/setup/chromium.ts'
import { asked, signedInAs } from './asking.ts'
import { median, ms, quantile } from './figures.ts'
import { startPractice } from './practice.ts'
import type { Row } from './table.ts'

const port = 4390
const url = `http://127.0.0.1:${port}`
const subscribers = 200
const socketsPerToken = 5
const changes = 100
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)

/** From a mutation acknowledged to the line changed in a second browser, with 200 subscribers on the same union. */
export async function benchLive(): Promise<Row[]> {
  const practice = await startPractice(port)
  try {
    const token = await signedInAs(`${url}/graphql`, 'command', 'practice-only')
    const sockets = await subscribeAll(token)
    const delays = await measure(token)
    const { missed } = await sockets.stop()
    if (missed) throw new Error(`${missed} events were missed`)
    return [
      {
        what: `acknowledged → changed in a second browser, ${subscribers} subscribers`,
        measured: `p50 ${ms(median(delays))}, p95 ${ms(quantile(delays, 0.95))} (${changes} changes; 0: before the answer)`,
      },
    ]
  } finally {
    await practice.stop()
  }
}

const gql = (token: string, query: string, variables?: object) => asked(`${url}/graphql`, token, query, variables)

/** 200 sockets of integrators, each with the board's subscription; `stop` says how many events any of them missed. */
async function subscribeAll(command: string) {
  const { accounts } = await gql(command, '{ accounts(first: 100) { edges { node { id username } } } }')
  const accountId = accounts.edges.find((edge: { node: { username: string } }) => edge.node.username === 'integrator')
    .node.id
  const head = (await gql(command, '{ events(after: 0, first: 1) { head epoch } }')).events
  const seen: number[] = Array(subscribers).fill(head.head)
  let missed = 0
  const clients: Client[] = []
  for (let i = 0; i < subscribers; i += socketsPerToken) {
    const input = {
      clientId: randomUUID(),
      accountId,
      name: `bench ${i}`,
      scopes: ['BOARD', 'ISSUES'],
      expiresOn: tomorrow,
    }
    const { secret } = (
      await gql(command, 'mutation ($input: CreateTokenInput!) { createToken(input: $input) { secret } }', { input })
    ).createToken
    for (let j = i; j < i + socketsPerToken; j++) {
      const client = createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${secret}` },
      })
      clients.push(client)
      const query = `subscription ($after: Int!, $epoch: ID) { boardEvents(after: $after, epoch: $epoch) { reset after through
        events { seq name at campaign { visited openIssues } issue { id title enterprise { id name } } } } }`
      await new Promise<void>((level) =>
        client.subscribe(
          { query, variables: { after: head.head, epoch: head.epoch } },
          {
            next: ({ data }) => {
              const batch = data?.boardEvents as { after: number; through: number; reset: boolean }
              if (batch.reset || batch.after !== seen[j]) missed++
              seen[j] = batch.through
              level()
            },
            error: () => missed++,
            complete: () => {},
          },
        ),
      )
    }
  }
  return {
    stop: async () => {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      if (new Set(seen).size > 1) missed++
      await Promise.all(clients.map((client) => client.dispose()))
      return { missed }
    },
  }
}

/** Opens issues one by one and waits for each to stand on a real board in a real browser. */
async function measure(token: string): Promise<number[]> {
  const browser = await launchChromium()
  try {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' })
    await context.addCookies([{ name: 'sizhen', value: token, url }])
    const page = await context.newPage()
    await page.goto(`${url}/board`)
    const enterprise = (await gql(token, '{ enterprises(first: 1) { edges { node { id } } } }')).enterprises.edges[0]
      .node.id
    await page.waitForFunction(() => document.body.innerText.includes('37'))
    await page.evaluate(() => {
      const times = new Map<string, number>()
      Object.assign(window, { times })
      new MutationObserver(() => {
        for (const [title] of document.body.textContent?.matchAll(/第 \d+ 次测量/g) ?? []) {
          if (!times.has(title)) times.set(title, Date.now())
        }
      }).observe(document.body, { childList: true, subtree: true, characterData: true })
    })
    const delays: number[] = []
    for (let i = 1; i <= changes; i++) {
      const title = `第 ${i} 次测量`
      const input = {
        clientId: randomUUID(),
        enterpriseId: enterprise,
        kind: 'DIFFICULTY',
        category: 'OTHER',
        severity: 'LOW',
        title,
        source: 'CALL',
      }
      await gql(token, 'mutation ($input: OpenIssueInput!) { openIssue(input: $input) { seq } }', { input })
      const acknowledged = Date.now()
      await page.waitForFunction(
        (wanted) => (window as never as { times: Map<string, number> }).times.has(wanted),
        title,
      )
      const seenAt = await page.evaluate(
        (wanted) => (window as never as { times: Map<string, number> }).times.get(wanted)!,
        title,
      )
      delays.push(Math.max(0, seenAt - acknowledged))
    }
    return delays
  } finally {
    await browser.close()
  }
}
