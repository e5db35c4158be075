import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordVisit } from '#server/modules/visits/record.ts'
import { localDate } from '#server/platform/clock.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { unionTally } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type Listed } from '#tests/setup/small-union.ts'
import { contents, visited } from '#tests/setup/visiting.ts'
import { wholeChecklist } from '#tests/setup/whole-end.ts'

const hour = 3_600_000
const day = 24 * hour

beforeAll(async () => openDb(await freshDatabase()))
afterAll(() => closeDb())

it('lists what ended on a day, whenever it was planned: as many as the day’s figure', async () => {
  const { command, squads, enterprises, unionId } = await aSmallUnion()
  const finishedAt = new Date(Date.now() - day)
  await visited(squads[0], enterprises[1])
  await recordVisit(squads[0], {
    clientId: randomUUID(),
    squadId: squads[0].squadId!,
    enterpriseId: enterprises[0],
    arrivedAt: new Date(finishedAt.getTime() - hour),
    finishedAt,
    outcome: 'DONE',
    steps: (['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const).map((step) => ({ step, notes: contents[step] })),
    checks: wholeChecklist,
  })
  const { days } = (await unionTally(unionId)) as { days: Record<string, { visited?: number }> }
  const countOn = async (on: string) => {
    const { visits } = await ask<{ visits: Listed<object> }>(
      command,
      `{ visits(filter: { finishedOn: "${on}", counts: true }) { totalCount } }`,
    )
    return visits.totalCount
  }
  for (const on of [localDate(new Date()), localDate(finishedAt)]) {
    expect(await countOn(on)).toBe(1)
    expect(days[on]?.visited).toBe(1)
  }
  expect(await countOn(localDate(new Date(Date.now() + day)))).toBe(0)
})
