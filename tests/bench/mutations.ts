import assert from 'node:assert/strict'
import { rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { testPassword } from '#tests/setup/app.ts'
import { asked, type Contestant, inTurns, signedInAs } from './asking.ts'
import { anIssue, startWorld, type World } from './bench-world.ts'
import { Child, startOurs } from './children.ts'
import type { Row } from './table.ts'

/** Opens an issue and reads it again. */
export const openingIssues = `mutation ($input: OpenIssueInput!) { openIssue(input: $input) {
  clientId seq issue { id kind severity title status openedAt enterprise { id name } } } }`

/** An issue opened through the whole stack, by hand-written pg in one transaction, and by the stock stack. */
export async function benchMutations(): Promise<Row[]> {
  const world = await startWorld()
  const children: { end: () => Promise<void> }[] = []
  try {
    const { url: DATABASE_URL } = world
    const ours = await startOurs(DATABASE_URL)
    const load = new Child('requests.ts')
    const pg = new Child('baselines/pg-alone.ts', { DATABASE_URL })
    const stock = new Child('baselines/stock.ts', { DATABASE_URL })
    children.push(ours, load, pg, stock)
    const stockUrl = await stock.ask<string>({})
    const token = await signedInAs(ours.url, world.command.username, testPassword)
    const inputs = world.enterprises.map((enterpriseId) => ({ ...anIssue, enterpriseId }))
    const byHttp =
      (url: string): Contestant =>
      (connections, seconds) =>
        load.ask({ url, token, query: openingIssues, inputs, connections, seconds })
    const rows = world.enterprises.map((id) => ({ ...anIssue, enterpriseId: rowId('Enterprise', id, 'id') }))
    const holder = { accountId: world.command.id, unionId: world.unionId }
    const byPg = (connections: number, seconds: number) => pg.ask({ holder, inputs: rows, connections, seconds })
    await sameAnswers(world, token, [ours.url, stockUrl], () => byPg(1, 0))
    const before = await heads(world)
    let answers = 0
    const counted =
      (contestant: Contestant): Contestant =>
      async (...how) => {
        const rate = await contestant(...how)
        answers += rate.answers
        return rate
      }
    const rates = await inTurns({
      ours: counted(byHttp(ours.url)),
      pg: counted(byPg as Contestant),
      stock: counted(byHttp(stockUrl)),
    })
    const after = await heads(world)
    assert.deepEqual(after, {
      head: before.head + answers,
      open: before.open + answers,
      issues: before.issues + answers,
    })
    return [
      {
        what: 'mutations/s through the whole stack, 10 connections',
        measured: `${rates.ours.toFixed(0)}; hand-written pg ${rates.pg.toFixed(0)} (× ${(rates.ours / rates.pg).toFixed(2)}), stock Yoga + Pothos + Prisma ${rates.stock.toFixed(0)} (× ${(rates.ours / rates.stock).toFixed(2)})`,
      },
    ]
  } finally {
    await Promise.all(children.map((child) => child.end()))
    await world.stop()
  }
}

/** All of them answer alike and write the same event, but for ids, seq and times. */
async function sameAnswers(world: World, token: string, urls: string[], byPg: () => Promise<unknown>): Promise<void> {
  const plain = (answer: unknown) =>
    JSON.parse(JSON.stringify(answer), (key, value) =>
      ['clientId', 'seq', 'at', 'happenedAt', 'openedAt', 'subjectId', 'unionTally', 'openIssues'].includes(key) ||
      (key === 'id' && String(value).startsWith('SXNzdWU6'))
        ? null
        : value,
    )
  const seen: unknown[] = []
  const lastEvent = () => db.event.findFirst({ where: { unionId: world.unionId }, orderBy: { seq: 'desc' } })
  for (const url of urls) {
    const input = { ...anIssue, clientId: crypto.randomUUID(), enterpriseId: world.enterprises[0] }
    seen.push(plain([(await asked(url, token, openingIssues, { input })).openIssue, await lastEvent()]))
  }
  seen.push(plain([await byPg(), await lastEvent()]))
  for (const each of seen) assert.deepEqual(each, seen[0])
}

async function heads({ unionId }: World) {
  const stream = await db.stream.findUniqueOrThrow({ where: { unionId } })
  const tally = stream.tally as { openIssues: number }
  return { head: stream.head, open: tally.openIssues, issues: await db.issue.count({ where: { unionId } }) }
}
