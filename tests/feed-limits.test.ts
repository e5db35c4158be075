import { setTimeout as sleep } from 'node:timers/promises'
import { buildSchema, type ExecutionArgs, parse } from 'graphql'
import { expect, test } from 'vitest'
import { questionsOf } from '#server/feed/question.ts'
import { Source } from '#server/feed/source.ts'
import type { Viewer } from '#server/platform/context.ts'

// the feed knows no noun: a schema of its own shows how long it works for a message
const schema = buildSchema(`
  type Query { a: Int }
  type Step { next: Step n: Int }
  type Subscription { steps(after: Int!): Step }
`)

/** A question whose message takes so many steps, each so long; `taken` says how many were begun. */
function aQuestion(steps: number, stepMs: number, messages = 1) {
  const counts = { taken: 0, atOnce: 0, most: 0 }
  const step = (): object => ({
    n: 1,
    async next() {
      counts.taken += 1
      await sleep(stepMs)
      return step()
    },
  })
  const rootValue = () => ({
    async steps() {
      counts.atOnce += 1
      counts.most = Math.max(counts.most, counts.atOnce)
      await sleep(stepMs)
      counts.atOnce -= 1
      return step()
    },
  })
  const text = `subscription { steps(after: 0) { ${'next { '.repeat(steps)} n ${'} '.repeat(steps)} } }`
  const source = new Source({
    unionId: '',
    after: 0,
    rootValuesOf: () => Array.from({ length: messages }, rootValue),
  })
  const args = { schema, document: parse(text) } as ExecutionArgs
  return { counts, question: questionsOf(args, source)({ role: 'COMMAND', unionIds: [''] } as unknown as Viewer) }
}

const batch = { epoch: '', reset: false, after: 0, through: 1, head: 1, at: new Date(0), events: [] }

test('a message that takes too long is ended, and the work for it as well', async () => {
  const { counts, question } = aQuestion(20, 500)
  await expect(question.answer(batch, new AbortController().signal)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  const { taken } = counts
  expect(taken).toBeLessThan(10)
  await sleep(1200)
  expect(counts.taken).toBeLessThanOrEqual(taken + 1)
})

test('the work for a message for which nobody waits any more is ended', async () => {
  const { counts, question } = aQuestion(20, 100)
  const nobodyWaits = new AbortController()
  const answer = question.answer(batch, nobodyWaits.signal)
  await expect.poll(() => counts.taken).toBeGreaterThan(1)
  nobodyWaits.abort()
  await expect(answer).rejects.toBe(nobodyWaits.signal.reason)
  const { taken } = counts
  await sleep(500)
  expect(counts.taken).toBeLessThanOrEqual(taken + 1)
})

test('of the messages of one page few are made at once, and they come in order', async () => {
  const { counts, question } = aQuestion(1, 5, 30)
  expect(await question.answer(batch, new AbortController().signal)).toHaveLength(30)
  expect(counts.most).toBeLessThanOrEqual(4)
})
