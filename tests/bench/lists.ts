import assert from 'node:assert/strict'
import { testPassword } from '#tests/setup/app.ts'
import { asked, type Contestant, inTurns, signedInAs } from './asking.ts'
import { startWorld } from './bench-world.ts'
import { Child, startOurs } from './children.ts'
import type { Load } from './requests.ts'
import type { Row } from './table.ts'

const page = `{ enterprises(first: 100) { pageInfo { hasNextPage endCursor } edges { node {
  id name creditCode address industry headcount resumption progress openIssues zone { id name } } } } }`

const board = `{ board { epoch seq asOf title
  campaign { id target listed visited underWay planned openIssues }
  squads { squad { id number cadreName } now { id squadId since steps days { date planned finished } } }
  cells { id position state step hasIssue enterprise { id name } }
  recentIssues { id kind severity title status openedAt enterprise { id name } }
  resumption { id enterprises resumed } trend { date resumed } } }`

/** A page of a list and the board, asked of ours, of hand-written pg behind Yoga, and of the stock stack. */
export async function benchLists(): Promise<Row[]> {
  const world = await startWorld()
  const children: { end: () => Promise<void> }[] = []
  try {
    const { url: DATABASE_URL } = world
    const ours = await startOurs(DATABASE_URL)
    const load = new Child('requests.ts')
    const pg = new Child('baselines/yoga-pg.ts', { DATABASE_URL })
    const stock = new Child('baselines/stock.ts', { DATABASE_URL })
    children.push(ours, load, pg, stock)
    const [pgUrl, stockUrl] = [await pg.ask<string>({}), await stock.ask<string>({})]
    const token = await signedInAs(ours.url, world.command.username, testPassword)
    const asking =
      (url: string, query: string, anew?: Load['anew']): Contestant =>
      (connections, seconds) =>
        load.ask({ url, token, query, anew, connections, seconds })
    const compare = async (query: string, urls: string[]) => {
      const [first, ...others] = await Promise.all(urls.map((url) => asked(url, token, query)))
      for (const other of others) assert.deepEqual(plain(other), plain(first))
    }
    await compare(page, [ours.url, pgUrl, stockUrl])
    await compare(board, [ours.url, pgUrl])
    const pages = await inTurns({
      ours: asking(ours.url, page),
      pg: asking(pgUrl, page),
      stock: asking(stockUrl, page),
    })
    const boards = await inTurns({
      again: asking(ours.url, board),
      executed: asking(ours.url, board, true),
      pg: asking(pgUrl, board),
    })
    const against = (one: number, other: number) => `${other.toFixed(0)} (× ${(one / other).toFixed(2)})`
    return [
      {
        what: 'pages of 100 rows/s, 10 connections',
        measured: `${pages.ours.toFixed(0)}; Yoga + hand-written pg ${against(pages.ours, pages.pg)}, stock Yoga + Pothos + Prisma ${against(pages.ours, pages.stock)}`,
      },
      {
        what: 'boards/s asked again at the same seq, 10 connections',
        measured: `${boards.again.toFixed(0)}; executed each time ${against(boards.again, boards.executed)}, Yoga + hand-written pg ${against(boards.again, boards.pg)}`,
      },
    ]
  } finally {
    await Promise.all(children.map((child) => child.end()))
    await world.stop()
  }
}

/** An answer without the time at which it was given, and with days in one order. */
const plain = (answer: unknown) => JSON.parse(JSON.stringify(answer), (key, value) => (key === 'asOf' ? null : value))
