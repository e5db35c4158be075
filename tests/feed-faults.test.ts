import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import type { Batch } from '#server/feed/batch.ts'
import { writeEvents } from '#server/log/write.ts'
import { logger } from '#server/platform/logger.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, anEnterprise, aSecret, aUnion } from '#tests/setup/factories.ts'
import { headOf } from '#tests/setup/people.ts'
import { aStream, happen, next, readThrough, type Stream, seqsOf, subscriber } from '#tests/setup/stream.ts'
import { openSocket } from '#tests/setup/transports.ts'

type Received = { after: number; through: number; events: { seq: number }[] }
type Failure = { message: string; extensions: { code: string; requestId: string } }
type Message = {
  id: string
  type: string
  payload: Failure[] & { data?: { boardEvents: Received }; errors?: Failure[] }
}

let app: TestApp

beforeAll(async () => {
  // the tables' owner, because a test changes one
  app = await startTestApp({ SOCKETS_PER_SESSION: 20 }, await freshDatabase())
})
afterAll(() => app.close())

// what is logged is a part of the promise: the tests look at the calls, which go through to the logger as ever
const logged = vi.spyOn(logger, 'error')
afterEach(() => logged.mockClear())

/** Follows on a socket of its own; what it received so far, and a promise of the first message that `isAwaited`. */
async function follow(token: string, selection: string, after: number, language = 'en') {
  const socket = await openSocket(app, { authorization: `Bearer ${token}`, language })
  const messages: Message[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer) => {
    messages.push(JSON.parse(data.toString()))
    for (const look of waiting) look()
  })
  const first = (isAwaited: (message: Message) => boolean) =>
    new Promise<Message>((resolve) => {
      const look = () => {
        const found = messages.find(isAwaited)
        if (found) resolve(found)
        if (found) waiting.delete(look)
      }
      waiting.add(look)
      look()
    })
  subscribeOn(socket, selection, after)
  await first(({ type }) => type === 'next')
  return { socket, messages, first }
}

const subscribeOn = (socket: WebSocket, selection: string, after: number, id = 'board') =>
  socket.send(
    JSON.stringify({
      id,
      type: 'subscribe',
      payload: { query: `subscription { boardEvents(after: ${after}) { after through events { seq ${selection} } } }` },
    }),
  )

const through = (seq: number) => (message: Message) => (message.payload?.data?.boardEvents.through ?? -1) >= seq

/** Writes an event whose `happenedAt` is null, which the schema says cannot be: whoever selects it meets a fault. */
async function spoiltEvent(unionId: string): Promise<number> {
  await db.$executeRaw`ALTER TABLE "Event" ALTER COLUMN "happenedAt" DROP NOT NULL`
  await db.$executeRaw`
    CREATE OR REPLACE FUNCTION forget_time() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.name = 'visit.skipped' THEN NEW."happenedAt" := NULL; END IF;
      RETURN NEW;
    END $$`
  await db.$executeRaw`
    CREATE OR REPLACE TRIGGER forget_time BEFORE INSERT ON "Event" FOR EACH ROW EXECUTE FUNCTION forget_time()`
  const { seq } = await happen({ unionId, actor: { accountId: unionId, unionId } as Stream['actor'] }, 'visit.skipped')
  return seq!
}

describe('a fault of ours in an answer', () => {
  it('ends those who asked, in their language under one request id, is logged once with its stack, and lets others be', async () => {
    const { id: unionId } = await aUnion()
    const token = await aSecret((await anAccount(unionId)).id)
    const after = await headOf(unionId)
    const ask = (selection: string, language?: string) => follow(token, selection, after, language)
    const concerned = await Promise.all([ask('happenedAt'), ask('happenedAt'), ask('happenedAt', 'zh')])
    const others = await Promise.all([ask('name'), ask('name')])
    const seq = await spoiltEvent(unionId)
    const endings = await Promise.all(concerned.map(({ first }) => first(({ type }) => type !== 'next')))
    await Promise.all(others.map(({ first }) => first(through(seq))))
    const errors = endings.map(({ type, payload }) => ({ type, ...payload[0]! }))
    expect(errors.map(({ type, extensions }) => [type, extensions.code])).toEqual(Array(3).fill(['error', 'INTERNAL']))
    expect(new Set(errors.map(({ message }) => message)).size).toBe(2)
    expect(errors.map(({ message }) => message).join()).not.toContain('happenedAt')
    expect(logged).toHaveBeenCalledOnce()
    const [line] = logged.mock.calls[0] as [{ requestId: string; message: string; at: string }, string]
    expect(new Set(errors.map(({ extensions }) => extensions.requestId))).toEqual(new Set([line.requestId]))
    expect(line.message).toContain('Cannot return null for non-nullable field BoardEvent.happenedAt')
    expect(line.at).toContain('at ')
    // the socket stays: what was not delivered is delivered to a question that has no such fault
    subscribeOn(concerned[0]!.socket, 'name', after, 'again')
    const again = await concerned[0]!.first((message) => message.id === 'again')
    expect(again.payload.data?.boardEvents.events.map((event) => event.seq)).toEqual([seq])
    for (const { socket } of [...concerned, ...others]) socket.close()
  })

  it('is delivered, and goes on, where only a nullable field has it; it is logged once as well', async () => {
    const { id: unionId } = await aUnion()
    const { id } = await anAccount(unionId)
    const enterpriseId = await anEnterprise(await anActor(id))
    const token = await aSecret(id)
    const after = await headOf(unionId)
    const followers = await Promise.all(
      (['en', 'en', 'zh'] as const).map((language) => follow(token, 'enterprise { name }', after, language)),
    )
    await db.$executeRaw`ALTER TABLE "Enterprise" ALTER COLUMN name DROP NOT NULL`
    await db.$executeRaw`UPDATE "Enterprise" SET name = NULL WHERE id = ${enterpriseId}::uuid`
    const event = { name: 'enterprise.updated', subjectType: 'Enterprise', subjectId: enterpriseId, enterpriseId }
    const seq = await writeEvents(unionId, {
      load: { lock: [], read: {} },
      decide: () => ({ subjectId: enterpriseId, writes: [], events: [event] }),
    })
    const received = await Promise.all(followers.map(({ first }) => first(through(seq!))))
    for (const { type, payload } of received) {
      expect(type).toBe('next')
      expect(payload.data!.boardEvents.events).toEqual([{ seq, enterprise: null }])
      expect(payload.errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }])
    }
    const ids = received.map(({ payload }) => payload.errors![0]!.extensions.requestId)
    expect(logged.mock.calls.map(([line]) => (line as { requestId: string }).requestId)).toEqual([ids[0]])
    expect(new Set(ids).size).toBe(1)
    expect(new Set(received.map(({ payload }) => payload.errors![0]!.message)).size).toBe(2)
    for (const { socket } of followers) socket.close()
  })

  it('ends an SSE stream with INTERNAL too', async () => {
    const { id: unionId } = await aUnion()
    const token = await aSecret((await anAccount(unionId)).id)
    const after = await headOf(unionId)
    await spoiltEvent(unionId)
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: `subscription { boardEvents(after: ${after}) { events { happenedAt } } }` }),
    })
    const text = await response.text()
    expect(text).toContain('"code":"INTERNAL"')
    expect(text).toContain('event: complete')
    expect(logged).toHaveBeenCalledOnce()
  })
})

describe('of the subscribers of one stream', () => {
  let stream: Stream
  beforeAll(async () => {
    stream = await aStream()
  })

  it('a fault ends those of its question, wherever they stand, with their position left to them', async () => {
    const start = await headOf(stream.unionId)
    const onAnswer = ({ events }: Batch) => {
      if (events.some(({ name }) => name === 'visit.unlucky')) throw new TypeError('a bug')
    }
    const faulty = [subscriber(stream, { after: start, onAnswer }), subscriber(stream, { after: start, onAnswer })]
    const sound = subscriber(stream, { after: start })
    await Promise.all([...faulty, sound].map((each) => next(each)))
    const endings = faulty.map((each) => next(each))
    await happen(stream, 'visit.unlucky')
    for (const ending of endings) await expect(ending).rejects.toMatchObject({ code: 'INTERNAL' })
    for (const each of faulty) expect(await next(each)).toEqual({ done: true, value: undefined })
    expect(logged).toHaveBeenCalledOnce()
    await happen(stream)
    expect(seqsOf(await readThrough(sound, start + 2))).toEqual([start + 1, start + 2])
    await sound.return()
  })

  it('a log that cannot be read because of a fault ends all, and other streams go on', async () => {
    const other = await aStream()
    const start = await headOf(stream.unionId)
    const [from, elsewhere] = [subscriber(stream, { after: start }), subscriber(other, { after: 0 })]
    await Promise.all([next(from), next(elsewhere)])
    const ending = next(from)
    // an event is gone from the log: the seq after it cannot be the next one
    await db.stream.update({ where: { unionId: stream.unionId }, data: { head: start + 1 } })
    await expect(ending).rejects.toMatchObject({ code: 'INTERNAL' })
    expect(logged).toHaveBeenCalledOnce()
    // whoever comes once it is mended follows it as ever
    await db.stream.update({ where: { unionId: stream.unionId }, data: { head: start } })
    const back = subscriber(stream, { after: start })
    await next(back)
    const { seq } = await happen(other)
    expect(seqsOf(await readThrough(elsewhere, seq!))).toEqual([seq])
    // nobody follows it any more: it is not read at each poll, and not logged again
    await next(elsewhere)
    expect(logged).toHaveBeenCalledOnce()
    await elsewhere.return()
    await happen(stream)
    expect(seqsOf(await readThrough(back, start + 1))).toEqual([start + 1])
    await back.return()
  })
})
