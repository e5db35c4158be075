import { deepEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { AppError } from '#server/platform/errors.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import {
  apply,
  type BoardModel,
  boardQuery,
  type Entity,
  type EventPage,
  eventsQuery,
  rereads,
} from '#tests/setup/board-model.ts'
import type { Deed, Draw } from '#tests/setup/draw.ts'
import { deeds } from '#tests/setup/random-deeds.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

const often = ['planVisit', 'planVisit', 'arriveVisit', 'openIssue', 'orderSupply', 'reserveSupply']
const deed = fc.record({
  what: fc.constant('deed' as const),
  deed: fc.constantFrom(...deeds.keys(), ...often),
  squad: fc.nat(1),
  enterprise: fc.nat(2),
  row: fc.nat(30),
  quantity: fc.nat(200),
  yes: fc.boolean(),
})
/** Somebody takes a snapshot, or one who has an older one goes on from there. */
const look = fc.record({ what: fc.constantFrom('snapshot' as const, 'advance' as const), which: fc.nat(20) })
/** What goes on at the same moment. */
const moment = fc.array(fc.oneof({ weight: 3, arbitrary: deed }, { weight: 2, arbitrary: look }), {
  minLength: 1,
  maxLength: 4,
})

const board = async ({ command }: SmallUnion): Promise<BoardModel> =>
  structuredClone((await ask<{ board: BoardModel }>(command, boardQuery)).board)

/**
 * The model after what has happened since, page by page, or a new snapshot where the wall would read it again. The wall shows
 * the newest twenty issues.
 */
async function advance(union: SmallUnion, model: BoardModel): Promise<void> {
  for (let more = true; more; ) {
    const page = (await ask<{ events: EventPage }>(union.command, eventsQuery, { after: model.seq })).events
    if (page.events.some(rereads)) {
      Object.assign(model, await board(union))
      continue
    }
    for (const event of page.events) apply(model, event)
    model.recentIssues.sort((a, b) => (rowOf(a) < rowOf(b) ? 1 : -1)).splice(20)
    more = page.through > model.seq
    model.seq = page.through
  }
}

const rowOf = ({ id }: Entity) => Buffer.from(id!, 'base64').toString()

const attempt = (union: SmallUnion, act: Deed, draw: Draw) =>
  act(union, draw).catch((error) => {
    if (!(error instanceof AppError) && !isRetryable(error)) throw error
  })

/**
 * R11: random histories in which deeds, snapshots and readers that go on from older snapshots run into each other; in
 * the end every one of those models is what a fresh snapshot says. Throws with the seed where one is not.
 */
export async function snapshotsPlusEvents(options: {
  histories: number
  moments: number
  seed?: number
}): Promise<void> {
  const { histories, moments, seed } = options
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: moments, maxLength: moments }), async (story) => {
      const union = await aSmallUnion()
      const models: BoardModel[] = [await board(union)]
      const busy = new Set<BoardModel>()
      for (const actions of story) {
        await Promise.all(
          actions.map(async (action) => {
            if (action.what === 'deed') return attempt(union, deeds.get(action.deed)!, action)
            if (action.what === 'snapshot') return models.push(await board(union))
            const model = models[action.which % models.length]!
            if (busy.has(model)) return
            busy.add(model)
            await advance(union, model).finally(() => busy.delete(model))
          }),
        )
      }
      const fresh = await board(union)
      for (const model of models) {
        await advance(union, model)
        deepEqual(model, fresh)
      }
    }),
    { numRuns: histories, endOnFailure: true, ...(seed !== undefined && { seed }) },
  )
}
