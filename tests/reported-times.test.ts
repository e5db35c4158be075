import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buildSchema, isInputObjectType, isNonNullType } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rolesOfDeeds } from '#server/log/deed.ts'
import { localDate } from '#server/platform/clock.ts'
import { rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { aDesk, aDoor, type Desk, type Door } from '#tests/setup/door.ts'
import { filledInput } from '#tests/setup/filled-input.ts'
import { aPreviewedRoster, rowsOfRoster } from '#tests/setup/rosters.ts'

const minute = 60_000
const day = 24 * 60 * minute

let app: TestApp
let desk: Desk
let door: Door

beforeAll(async () => {
  app = await startTestApp()
  desk = await aDesk(app)
})
beforeEach(async () => {
  door = await aDoor(desk)
})
afterAll(() => app.close())

/** A moment so many milliseconds before now; a negative one lies ahead. */
const ago = (ms: number) => new Date(Date.now() - ms)
const eventAt = ({ seq }: { seq: number }) =>
  db.event.findUniqueOrThrow({ where: { unionId_seq: { unionId: desk.unionId, seq } } })

const tooEarlyOrLate = { code: 'INVALID', field: 'input.happenedAt' }
const issue = () => ({
  enterpriseId: door.enterpriseId,
  kind: 'DIFFICULTY',
  category: 'RENT',
  severity: 'LOW',
  title: '房租',
  source: 'CALL',
})

/** A planned visit, by its global id and by the id of its row. */
async function aVisit() {
  const stop = { ...door, plannedOn: localDate(new Date()) }
  const { visit } = await desk.command.change<{ visit: { id: string } }>('planVisit', stop, 'visit { id }')
  const row = await db.visit.findFirstOrThrow({ where: { unionId: desk.unionId }, orderBy: { id: 'desc' } })
  return { visitId: visit.id, rowId: row.id }
}

describe('what is reported ahead of the clock', () => {
  const schema = buildSchema(readFileSync('codegen/schema.graphql', 'utf8'))
  const inputs = Object.values(schema.getMutationType()!.getFields()).flatMap(({ name, args: [arg] }) => {
    const type = arg && isNonNullType(arg.type) ? arg.type.ofType : undefined
    const isTimed = isInputObjectType(type) && 'happenedAt' in type.getFields() && !('file' in type.getFields())
    return isTimed && rolesOfDeeds.get(name)!.includes('COMMAND') ? [[name, type] as const] : []
  })

  it('recordVisit: four minutes are now, in the row and in its event alike', async () => {
    const steps = ['LOOK', 'LISTEN', 'ASK'].map((step) => ({ step, notes: [] }))
    const ahead = ago(-4 * minute).toISOString()
    const paper = { ...door, arrivedAt: ahead, finishedAt: ahead, outcome: 'DONE', steps }
    const receipt = await desk.command.change<{ seq: number }>('recordVisit', paper, 'visit { id }')
    const { arrivedAt, finishedAt } = await db.visit.findFirstOrThrow({
      where: { unionId: desk.unionId },
      orderBy: { id: 'desc' },
    })
    const { happenedAt } = await eventAt(receipt)
    expect(happenedAt.getTime()).toBeLessThanOrEqual(Date.now())
    expect([arrivedAt, finishedAt]).toEqual([happenedAt, happenedAt])
  })

  it.each(inputs)('%s: six minutes are refused', async (mutation, type) => {
    // a roster is read before anything else, since it says by which rules its rows are applied
    const rosterId = await aPreviewedRoster({ unionId: desk.unionId, accountId: randomUUID() })
    const given = { happenedAt: ago(-6 * minute).toISOString(), rosterId }
    const input = filledInput(type, 'input', given) as object
    expect(await desk.command.refusedChange(mutation, input)).toMatchObject(tooEarlyOrLate)
  })

  it('four minutes are taken for now', async () => {
    const event = await eventAt(await desk.command.change('openIssue', { ...issue(), happenedAt: ago(-4 * minute) }))
    expect(event.happenedAt.getTime()).toBeLessThanOrEqual(event.at.getTime())
    expect(event.happenedAt.getTime()).toBeLessThanOrEqual(Date.now())
  })

  it('is refused of a visit written on paper alike', async () => {
    const paper = { ...door, outcome: 'CLOSED_SHOP', steps: [] }
    const times = { arrivedAt: ago(minute), finishedAt: ago(-6 * minute) }
    expect(await desk.command.refusedChange('recordVisit', { ...paper, ...times })).toMatchObject({ code: 'INVALID' })
  })
})

describe('a time that is in doubt', () => {
  it('is said of the events of its record, and of no other', async () => {
    const certain = await eventAt(await desk.command.change('openIssue', { ...issue(), happenedAt: ago(minute) }))
    const doubtful = { ...issue(), happenedAt: ago(minute), timeInDoubt: true }
    const event = await eventAt(await desk.command.change('openIssue', doubtful))
    expect([certain.timeInDoubt, event.timeInDoubt]).toEqual([false, true])
    const query = `{ events(after: ${event.seq - 1}, first: 1) { events { seq timeInDoubt } } }`
    expect(await desk.command.query(query)).toEqual({ events: { events: [{ seq: event.seq, timeInDoubt: true }] } })
  })
})

/** How far back something happened, and what becomes of that: as it is said, as the earliest moment, or refused. */
const past: [string, number, 'said' | 'earliest' | 'refused'][] = [
  ['59 days', 59 * day, 'said'],
  ['a minute less than 60 days', 60 * day - minute, 'said'],
  ['four minutes more than 60 days', 60 * day + 4 * minute, 'earliest'],
  ['six minutes more than 60 days', 60 * day + 6 * minute, 'refused'],
  ['61 days', 61 * day, 'refused'],
]

describe.each(past)('what happened %s ago', (_, ms, becomes) => {
  /** Reports it and compares the time of its event with what was said. */
  async function report(mutation: string, input: object): Promise<void> {
    const said = ago(ms)
    const whole = { ...input, happenedAt: said }
    if (becomes === 'refused') {
      expect(await desk.command.refusedChange(mutation, whole)).toMatchObject(tooEarlyOrLate)
      return
    }
    const { happenedAt } = await eventAt(await desk.command.change(mutation, whole))
    if (becomes === 'said') expect(happenedAt).toEqual(said)
    else expect(happenedAt.getTime()).toBeGreaterThanOrEqual(said.getTime() + 4 * minute)
  }

  it('is an issue', () => report('openIssue', issue()))

  it('is a brief that was read', async () => {
    await report('completeStep', { visitId: (await aVisit()).visitId, step: 'LOOK' })
  })

  it('is an arrival at a stop that was planned long before', async () => {
    const { visitId, rowId } = await aVisit()
    await db.visit.update({ where: { id: rowId }, data: { createdAt: ago(90 * day), plannedOn: ago(90 * day) } })
    await report('arriveVisit', { visitId })
  })
})

/** How long before the earliest moment, and what becomes of that. */
const before: [string, number, 'said' | 'earliest' | 'refused'][] = [
  ['at it', 0, 'said'],
  ['four minutes before it', 4 * minute, 'earliest'],
  ['six minutes before it', 6 * minute, 'refused'],
]

describe.each(before)('reported %s', (_, ms, becomes) => {
  /** Reports it as so long before `earliest`; its event is of `earliest`, unless it is refused. */
  async function report(mutation: string, input: object, earliest: Date): Promise<void> {
    const whole = { ...input, happenedAt: new Date(earliest.getTime() - ms) }
    if (becomes === 'refused') expect(await desk.command.refusedChange(mutation, whole)).toMatchObject(tooEarlyOrLate)
    else expect((await eventAt(await desk.command.change(mutation, whole))).happenedAt).toEqual(earliest)
  }

  it('an arrival is a day before the stop was planned for at the earliest', async () => {
    const { visitId, rowId } = await aVisit()
    const { plannedOn } = await db.visit.update({
      where: { id: rowId },
      data: { createdAt: ago(10 * day), plannedOn: ago(20 * day) },
    })
    await report('arriveVisit', { visitId }, new Date(plannedOn.getTime() - day))
  })

  it('an arrival is a day before the stop was made at the earliest', async () => {
    const { visitId, rowId } = await aVisit()
    const { createdAt } = await db.visit.update({
      where: { id: rowId },
      data: { createdAt: ago(20 * day), plannedOn: ago(10 * day) },
    })
    await report('arriveVisit', { visitId }, new Date(createdAt.getTime() - day))
  })

  it.each<[string, string, object]>([
    ['a step', 'completeStep', { step: 'LISTEN' }],
    ['the end of a visit', 'finishVisit', { outcome: 'CLOSED_SHOP' }],
  ])('%s is at the arrival at the earliest', async (_, mutation, input) => {
    const { visitId } = await aVisit()
    const arrivedAt = ago(60 * minute)
    await desk.command.change('arriveVisit', { visitId, happenedAt: arrivedAt })
    await report(mutation, { visitId, ...input }, arrivedAt)
  })

  it('the end of an issue is at its opening at the earliest', async () => {
    const openedAt = ago(60 * minute)
    const opened = await desk.command.change<{ issue: { id: string } }>(
      'openIssue',
      { ...issue(), happenedAt: openedAt },
      'issue { id }',
    )
    await report('closeIssue', { issueId: opened.issue.id, closingNote: '已减免' }, openedAt)
  })

  it('the import of a roster is at its preview at the earliest', async () => {
    const rows = await rowsOfRoster(rowId('Enterprise', door.enterpriseId, 'enterpriseId'))
    const rosterId = await aPreviewedRoster({ unionId: desk.unionId, accountId: randomUUID() }, rows)
    const id = rowId('RosterImport', rosterId, 'rosterId')
    const { createdAt } = await db.rosterImport.update({ where: { id }, data: { createdAt: ago(60 * minute) } })
    await report('applyRoster', { rosterId }, createdAt)
  })
})
