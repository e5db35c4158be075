import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Prisma } from '#codegen/prisma/client.ts'
import { type Load, oneOrNull, type Reads } from '#server/log/load.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import { type Decision, write } from '#server/log/write.ts'
import { visitEvents } from '#server/modules/visits/events.ts'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'

let unionId: string
let squadId: string
let actor: Actor

beforeAll(async () => {
  openDb(await freshDatabase(), 20)
  const union = await db.tradeUnion.create({ data: { name: '日志', level: 'SUBDISTRICT' } })
  unionId = union.id
  await db.stream.create({ data: { unionId } })
  const squad = await db.squad.create({ data: { unionId, number: 1, cadreName: '', cadreTitle: '', phone: '' } })
  squadId = squad.id
  await db.squadTally.create({ data: { squadId, unionId } })
  actor = { accountId: randomUUID(), unionId } as Actor
})

afterAll(() => closeDb())

const happened = (union: TallyDelta = {}, squad: TallyDelta = {}): Decision => ({
  subjectId: squadId,
  writes: [],
  events: [{ name: 'visit.arrived', subjectType: 'Squad', subjectId: squadId, squadId, union, squad }],
})

/** What a change reads first so that it takes up to so many milliseconds. */
const slowly = (ms: number): Load<Reads> => ({
  lock: [],
  read: { pause: oneOrNull(Prisma.sql`SELECT pg_sleep(${(Math.random() * ms) / 1000})`) },
})

const change = (decide: () => Decision, clientId = randomUUID(), at?: Date, load: Load<Reads> = noLoad) => {
  const run = () => write(actor, 'test', { clientId }, { load, decide })
  return at ? runAt(at, run) : run()
}

const noLoad = { lock: [], read: {} }

const seqs = async () => (await db.event.findMany({ where: { unionId }, orderBy: { seq: 'asc' } })).map((e) => e.seq)

describe('the event log', () => {
  it('numbers events densely, in commit order, under concurrent writers of whom some roll back', async () => {
    const committed: number[] = []
    const writer = async (n: number) => {
      for (let i = 0; i < 12; i++) {
        const refused = (n + i) % 4 === 0
        const decide = () => {
          if (refused) throw new Error('refused')
          return happened({ visited: 1 })
        }
        const receipt = await change(decide, randomUUID(), undefined, slowly(3)).catch(() => null)
        if (receipt) committed.push(receipt.seq!)
      }
    }
    await Promise.all(Array.from({ length: 16 }, (_, n) => writer(n)))
    const all = await seqs()
    expect(all).toEqual(all.map((_, i) => i + 1))
    expect(new Set(committed).size).toBe(committed.length)
    expect(all).toHaveLength(committed.length)
    const stream = await db.stream.findUniqueOrThrow({ where: { unionId } })
    expect(stream.head).toBe(all.length)
    expect(stream.tally).toMatchObject({ visited: all.length })
  })

  it('a reader that asks for what is after its last seq never skips a slow writer', async () => {
    const seen: number[] = []
    let after = (await seqs()).length
    let writing = true
    const reader = (async () => {
      while (writing || seen.length < 80) {
        const rows = await db.event.findMany({ where: { unionId, seq: { gt: after } }, orderBy: { seq: 'asc' } })
        seen.push(...rows.map((row) => row.seq))
        after = rows.at(-1)?.seq ?? after
      }
    })()
    const start = after
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let i = 0; i < 10; i++) await change(() => happened(), randomUUID(), undefined, slowly(8))
      }),
    )
    writing = false
    await reader
    expect(seen).toEqual(seen.map((_, i) => start + i + 1))
  })

  it('answers the same clientId with the first answer, also for two at once, and refuses it for something else', async () => {
    const clientId = randomUUID()
    const before = (await seqs()).length
    const [first, second] = await Promise.all([change(() => happened(), clientId), change(() => happened(), clientId)])
    const { decision: _, ...receipt } = first
    expect(second).toMatchObject(receipt)
    expect(await change(() => happened(), clientId)).toMatchObject(receipt)
    expect(await seqs()).toHaveLength(before + 1)
    await expect(write(actor, 'other', { clientId }, { load: noLoad, decide: () => happened() })).rejects.toMatchObject(
      {
        code: 'CONFLICT',
        details: { current: globalId('Squad', squadId) },
      },
    )
  })

  it('where nothing happened answers with no seq, keeps the receipt, and waits for no stream', async () => {
    const clientId = randomUUID()
    const nothing = () => ({ subjectId: squadId, writes: [], events: [] })
    const receipt = await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "Stream" WHERE "unionId" = ${unionId}::uuid FOR UPDATE`
      return change(nothing, clientId)
    })
    expect(receipt).toMatchObject({ clientId, seq: null, subjectId: squadId })
    expect(await change(nothing, clientId)).toMatchObject({ clientId, seq: null, subjectId: squadId, decision: null })
  })

  it('leaves nothing of a refused change', async () => {
    const before = await counts()
    const refuse = () => {
      throw new Error('no')
    }
    await expect(change(refuse)).rejects.toThrow('no')
    expect(await counts()).toEqual(before)
  })

  it('refuses to be changed', async () => {
    await expect(db.$executeRaw`UPDATE "Event" SET name = 'x'`).rejects.toThrow(/append-only/)
    await expect(db.$executeRaw`DELETE FROM "Event"`).rejects.toThrow(/append-only/)
    await expect(db.$executeRaw`TRUNCATE "Event"`).rejects.toThrow(/append-only/)
  })

  it('never lets time run backwards in a stream', async () => {
    const future = new Date(Date.now() + 86_400_000)
    await change(() => happened(), randomUUID(), future)
    await change(() => happened())
    const [last, before] = await db.event.findMany({ where: { unionId }, orderBy: { seq: 'desc' }, take: 2 })
    expect(last!.at.getTime()).toBeGreaterThanOrEqual(before!.at.getTime())
  })

  it('forgets the days before yesterday, which stand in older events', async () => {
    const at = new Date(Date.now() + 30 * 86_400_000)
    await change(() => happened({ days: { '2026-01-01': { visited: 1 } } }), randomUUID(), at)
    const { tally } = await db.stream.findUniqueOrThrow({ where: { unionId } })
    expect(JSON.stringify(tally)).not.toContain('2026-01-01')
  })

  it('takes no fact that its declaration does not name, so that nothing personal is in it', () => {
    const row = { id: randomUUID(), unionId, squadId: null, enterpriseId: null } as never
    const facts = { step: 'LOOK' as const, progress: 'UNDER_WAY' as const, progressStep: 'LOOK' as const }
    expect(() => visitEvents.stepCompleted(row, facts)).not.toThrow()
    expect(() => visitEvents.stepCompleted(row, { ...facts, saidBy: '店长' } as never)).toThrow('saidBy')
  })

  it('refuses what happens in the future', async () => {
    const happenedAt = new Date(Date.now() + 60 * 86_400_000)
    await expect(
      write(actor, 'test', { clientId: randomUUID() }, { load: noLoad, decide: () => happened() }, { happenedAt }),
    ).rejects.toMatchObject({
      code: 'INVALID',
      details: { field: 'happenedAt' },
    })
  })

  it('adds tallies as the rules do', async () => {
    const figures = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: -3, max: 3 }), {
      noNullPrototype: true,
    })
    const delta = fc.record({ a: fc.integer({ min: -2, max: 2 }), group: figures, other: fc.record({ deep: figures }) })
    await fc.assert(
      fc.asyncProperty(fc.array(delta, { maxLength: 8 }), async (deltas) => {
        const sum = deltas.reduce<TallyDelta>((total, each) => plus(total, each), {})
        const [row] = await db.$queryRaw<{ stepwise: unknown; once: unknown }[]>`
          WITH RECURSIVE steps AS (
            SELECT 0 AS n, '{}'::jsonb AS tally
            UNION ALL SELECT n + 1, tally_add(tally, ${JSON.stringify(deltas)}::jsonb -> n)
            FROM steps WHERE n < ${deltas.length}
          ) SELECT tally AS stepwise, tally_add('{}', ${JSON.stringify(sum)}::jsonb) AS once
          FROM steps ORDER BY n DESC LIMIT 1`
        expect(row!.stepwise).toEqual(row!.once)
      }),
      { numRuns: 60 },
    )
  })
})

const counts = async () => ({
  events: await db.event.count(),
  receipts: await db.receipt.count(),
  stream: await db.stream.findUnique({ where: { unionId } }),
})
