import type { ResultOf } from '@graphql-typed-document-node/core'
import type { DocumentNode } from 'graphql'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { pipe, subscribe } from 'wonka'
import { WallDocument, WallEventsDocument } from '#client/board/documents.ts'
import { follow } from '#client/graph/follow.ts'
import { graphql } from '#client/graph/graphql.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { anAccount, anActor, anEnterprise, aUnion } from '#tests/setup/factories.ts'
import { aGraphClient } from '#tests/setup/graph-client.ts'

const OpenIssues = graphql(`
  query OpenIssuesOfTest {
    issues(filter: { status: OPEN }, first: 1) {
      totalCount
    }
  }
`) as DocumentNode

type Board = ResultOf<typeof WallDocument>['board']

let app: TestApp
let command: Actor
let enterpriseId: string
let token: string
const closing: (() => unknown)[] = []

beforeAll(async () => {
  app = await startTestApp()
  const { id: unionId } = await aUnion()
  const account = await anAccount(unionId)
  command = await anActor(account.id)
  token = await app.signInAs(account.username)
  enterpriseId = globalId('Enterprise', await anEnterprise(command))
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
afterAll(() => app.close())

const openIssue = async (title: string, severity = 'LOW'): Promise<string> => {
  const issue = { enterpriseId, kind: 'DIFFICULTY', category: 'RENT', severity, source: 'CALL', title }
  const { data } = await app.change<{ issue: { id: string } }>(token, 'openIssue', issue, 'issue { id }')
  return data!.openIssue!.issue.id
}

/** A client that shows the wall and follows its stream; counts what it asks the server by HTTP. */
async function aWall() {
  const asked: string[] = []
  const { client, socket } = aGraphClient(app, token, {
    fetch: (input, init) => {
      asked.push(/(?:query|mutation) (\w+)/.exec(String(init?.body))?.[1] ?? '')
      return fetch(input, init)
    },
  })
  // a busy machine may answer that it took too long
  const { data } = await vi.waitUntil(
    async () => {
      const result = await client.query(WallDocument, {}, { requestPolicy: 'network-only' }).toPromise()
      return result.data && result
    },
    { timeout: 40_000 },
  )
  asked.length = 0
  let board: Board = data!.board
  const watch = pipe(
    client.query(WallDocument, {}, { requestPolicy: 'cache-first' }),
    subscribe((result) => {
      board = result.data?.board ?? board
    }),
  )
  const { seq, epoch } = board
  const startFeed = (from = { after: seq, epoch }) => {
    const stop = follow(client, WallEventsDocument, from, { onBatch: () => {}, onReset: () => {} })
    closing.unshift(stop)
  }
  closing.push(watch.unsubscribe, () => socket.dispose())
  return { client, asked, startFeed, board: () => board }
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 20 })

describe('the cache', () => {
  const shown = (board: () => Board) => board().unresolvedIssues.map(({ id }) => id)

  it('moves what is on the screen by events alone: figures, entities, and the unresolved issues by urgency and age', async () => {
    const first = await openIssue('先有的问题')
    const { asked, startFeed, board } = await aWall()
    startFeed()
    expect(shown(board)).toEqual([first])
    const second = await openIssue('后来的问题')
    await until(() => expect(shown(board)).toEqual([first, second]))
    const severe = await openIssue('要紧的问题', 'HIGH')
    await until(() => expect(shown(board)).toEqual([severe, first, second]))
    expect(board().campaign.openIssues).toBe(3)
    await app.change(token, 'updateIssue', { issueId: second, severity: 'MEDIUM' }, 'issue { id }')
    await until(() => expect(shown(board)).toEqual([severe, second, first]))
    await app.change(token, 'closeIssue', { issueId: severe, closingNote: '已解决' }, 'issue { id }')
    await until(() => expect(board().campaign.openIssues).toBe(2))
    expect(shown(board)).toEqual([second, first])
    for (const issueId of [first, second]) {
      await app.change(token, 'voidIssue', { issueId, reason: '录错' }, 'issue { id }')
    }
    await until(() => expect(shown(board)).toEqual([]))
    expect(asked).toEqual([])
  })

  it('keeps as many issues on the board as the board has, and asks which one follows when one of them goes', async () => {
    const ids: string[] = []
    for (let n = 1; n <= 20; n++) ids.push(await openIssue(`第${n}个问题`))
    const { startFeed, board } = await aWall()
    startFeed()
    const small = await openIssue('新来的小问题')
    await until(() => expect(board().campaign.openIssues).toBe(21))
    expect(shown(board)).toEqual(ids)
    await app.change(token, 'closeIssue', { issueId: ids[0]!, closingNote: '已解决' }, 'issue { id }')
    await until(() => expect(shown(board)).toEqual([...ids.slice(1), small]))
  })

  it('has a list read again after an event, and shows the true count', async () => {
    const { client, startFeed } = await aWall()
    startFeed()
    let count: number | undefined
    const list = pipe(
      client.query(OpenIssues, {}),
      subscribe(({ data }) => {
        count = data?.issues.totalCount ?? count
      }),
    )
    closing.unshift(list.unsubscribe)
    await until(() => expect(count).toBeDefined())
    const before = count!
    await openIssue('一个')
    await openIssue('两个')
    await openIssue('三个')
    await until(() => expect(count).toBe(before + 3))
  })

  it('trusts nothing that it read before after a void cursor', async () => {
    const { asked, startFeed, board } = await aWall()
    startFeed({ after: board().seq, epoch: 'of-another-life' })
    await until(() => expect(asked).toEqual(['Wall']))
  })
})
