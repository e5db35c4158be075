import type { ResultOf } from '@graphql-typed-document-node/core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { WallEventsDocument } from '#client/board/documents.ts'
import { follow, type Position } from '#client/graph/follow.ts'
import type { Actor } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { cuttable } from '#tests/setup/cuttable.ts'
import { anAccount, anActor, anEnterprise, aUnion } from '#tests/setup/factories.ts'
import { aGraphClient } from '#tests/setup/graph-client.ts'
import { aProxy } from '#tests/setup/proxy.ts'

type Batch = ResultOf<typeof WallEventsDocument>['boardEvents']

let app: TestApp
let command: Actor
let unionId: string
let token: string
const closing: (() => unknown)[] = []

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
  const account = await anAccount(unionId)
  command = await anActor(account.id)
  token = await app.signInAs(account.username)
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
afterAll(() => app.close())

const position = async (): Promise<Position> => {
  const { head, epoch } = await db.stream.findUniqueOrThrow({ where: { unionId } })
  return { after: head, epoch }
}

/** Follows the stream as the wall does, by the way of `url`, and keeps what comes. */
function aFollower(from: Position, url = app.url, session = token) {
  const { client, socket } = aGraphClient(app, session, { url })
  const batches: Batch[] = []
  const resets: number[] = []
  const stop = follow(client, WallEventsDocument, from, {
    onBatch: (batch) => batches.push(batch),
    onReset: () => resets.push(batches.length),
  })
  closing.push(stop, () => socket.dispose())
  const seqs = () => batches.flatMap(({ events }) => events.map(({ seq }) => seq))
  return { batches, resets, seqs, stop, socket }
}

const untilThrough = (follower: ReturnType<typeof aFollower>, seq: number) =>
  vi.waitFor(() => expect(follower.batches.at(-1)?.through).toBe(seq), { timeout: 40_000, interval: 20 })

describe('following the stream', () => {
  it('begins exactly after the position and brings every event once, in order', async () => {
    const from = await position()
    await anEnterprise(command)
    const follower = aFollower(from)
    await untilThrough(follower, from.after + 1)
    expect(follower.batches[0]?.after).toBe(from.after)
    await anEnterprise(command)
    await anEnterprise(command)
    await untilThrough(follower, from.after + 3)
    expect(follower.seqs()).toEqual([from.after + 1, from.after + 2, from.after + 3])
  })

  it('goes on after a cut from exactly where it was, every time', async () => {
    const line = await cuttable(app.url)
    closing.push(line.close)
    const from = await position()
    const follower = aFollower(from, line.url)
    for (const cut of [1, 2]) {
      await anEnterprise(command)
      await untilThrough(follower, from.after + 2 * cut - 1)
      const before = follower.batches.length
      line.cut()
      await anEnterprise(command)
      line.mend()
      await untilThrough(follower, from.after + 2 * cut)
      expect(follower.batches[before]?.after).toBe(from.after + 2 * cut - 1)
    }
    expect(follower.seqs()).toEqual([1, 2, 3, 4].map((n) => from.after + n))
    expect(follower.resets).toEqual([])
  })

  it('notices a connection that is open and silent, and takes another', async () => {
    const line = await aProxy(app.url)
    closing.push(line.close)
    const from = await position()
    const follower = aFollower(from, new URL(line.url).origin)
    await untilThrough(follower, from.after)
    line.freeze()
    const closed = new Promise<void>((resolve) => {
      closing.push(follower.socket.on('closed', () => resolve()))
    })
    await anEnterprise(command)
    await closed
    await line.mend()
    await untilThrough(follower, from.after + 1)
  })

  it('says that the snapshot must be read again where the cursor is void, and where it is refused', async () => {
    const from = await position()
    const void1 = aFollower({ ...from, epoch: 'of-another-life' })
    await vi.waitFor(() => expect(void1.resets.length).toBeGreaterThan(0), { timeout: 20_000 })
    expect(void1.batches).toEqual([])
    const other = await aUnion()
    const refused = aFollower({ ...from, unionId: other.id })
    await vi.waitFor(() => expect(refused.resets.length).toBeGreaterThan(0), { timeout: 20_000 })
    expect(refused.batches).toEqual([])
  })

  it('says so too where the session ends', async () => {
    const own = await app.signInAs((await anAccount(unionId)).username)
    const from = await position()
    const follower = aFollower(from, app.url, own)
    await untilThrough(follower, from.after)
    await app.gql(own, 'mutation { signOut { signedOut } }')
    await vi.waitFor(() => expect(follower.resets.length).toBeGreaterThan(0), { timeout: 20_000 })
  })

  it('brings nothing more once it is stopped, and does not start again', async () => {
    const line = await cuttable(app.url)
    closing.push(line.close)
    const from = await position()
    const follower = aFollower(from, line.url)
    await untilThrough(follower, from.after)
    const connecting = vi.fn()
    closing.push(follower.socket.on('connecting', connecting))
    line.cut()
    follower.stop()
    line.mend()
    await anEnterprise(command)
    const second = aFollower(from)
    await untilThrough(second, from.after + 1)
    expect(follower.seqs()).toEqual([])
    expect(connecting).not.toHaveBeenCalled()
  })
})
