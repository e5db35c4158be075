import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { readBoard } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import {
  arriveVisit,
  completeStep,
  finishVisit,
  mutate,
  notesOf,
  planVisit,
  recordChecklist,
  recordVisit,
  voidVisit,
} from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'
import { wholeChecklist } from '#tests/setup/whole-end.ts'

let union: SmallUnion
let squad: Actor
let enterprise: string

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  squad = union.squads[0]
  enterprise = union.enterprises[0]
})
afterAll(() => closeDb())

const anHourAgo = () => new Date(Date.now() - 3_600_000)

const noEnd = { nothingRaised: null, checks: null }
const spokenTo = (who: string) => ({ nothingRaised: { spokenTo: who } })

/** A visit at whose door the squad stands, with the steps before TREAT, of which these have a note. */
async function atDoor(...noted: ('LISTEN' | 'ASK')[]): Promise<string> {
  const { id } = await planVisit(squad, enterprise)
  await arriveVisit(squad, id)
  for (const step of ['LOOK', 'LISTEN', 'ASK'] as const) {
    await completeStep(squad, id, step, { notes: (noted as string[]).includes(step) ? notesOf[step] : [] })
  }
  return id
}

type Seen = { missing: string[]; counts: boolean; nothingRaised: { step: string; spokenTo: string | null }[] }
const see = async (visitId: string, actor: Actor = union.command) => {
  const document = 'query ($id: ID!) { visit(id: $id) { missing counts nothingRaised { step spokenTo } } }'
  return (await ask<{ visit: Seen }>(actor, document, { id: globalId('Visit', visitId) })).visit
}
const visited = async () => (await readBoard(union.command)).campaign.visited
const supplement = (actor: Actor, visitId: string, input: object) =>
  mutate<{ seq: number }>(actor, 'supplementVisit', { visitId: globalId('Visit', visitId), ...input })

describe('a visit that ends as DONE', () => {
  it('counts where LISTEN and ASK have a note and the checklist is answered, seen or not', async () => {
    const id = await atDoor('LISTEN', 'ASK')
    expect(await see(id)).toMatchObject({ missing: ['CHECKLIST'] })
    await recordChecklist(squad, id, { checks: wholeChecklist.map((each) => ({ ...each, answer: 'NOT_SEEN' })) })
    expect(await see(id)).toMatchObject({ missing: [] })
    await finishVisit(squad, id, { ...noEnd, followUp: '会商' })
    expect(await see(id)).toEqual({ missing: [], counts: true, nothingRaised: [] })
    expect(await visited()).toBe(1)
  })

  it('counts where it says that nothing was raised and who was spoken to, at the step or at the end', async () => {
    const { id } = await planVisit(squad, enterprise)
    await arriveVisit(squad, id)
    for (const step of ['LOOK', 'ASK'] as const) await completeStep(squad, id, step, { notes: [] })
    await completeStep(squad, id, 'LISTEN', { notes: [], ...spokenTo('马店长') })
    expect(await see(id)).toMatchObject({ missing: ['ASK', 'CHECKLIST'] })
    await finishVisit(squad, id, { ...spokenTo('会计'), checks: wholeChecklist })
    expect(await see(id)).toEqual({
      missing: [],
      counts: true,
      nothingRaised: [
        { step: 'LISTEN', spokenTo: '马店长' },
        { step: 'ASK', spokenTo: '会计' },
      ],
    })
  })

  it('is kept, does not count and says what it lacks where an older phone sends no word of it', async () => {
    const id = await atDoor()
    await finishVisit(squad, id, noEnd)
    expect(await see(id)).toEqual({ missing: ['LISTEN', 'ASK', 'CHECKLIST'], counts: false, nothingRaised: [] })
    expect(await visited()).toBe(0)
    expect(await db.enterprise.findUnique({ where: { id: enterprise } })).toMatchObject({ progress: 'NOT_PLANNED' })
    await expectFiguresTrue(union.unionId)
  })

  it('goes on from what the visit has that it continues', async () => {
    const first = await atDoor('LISTEN')
    await recordChecklist(squad, first, { checks: wholeChecklist.slice(0, 3) })
    await finishVisit(squad, first, { ...noEnd, outcome: 'CLOSED_SHOP' })
    const { id } = await planVisit(squad, enterprise, { continuesId: first })
    expect(await see(id)).toMatchObject({ missing: ['ASK', 'CHECKLIST'] })
    await arriveVisit(squad, id)
    await finishVisit(squad, id, { ...spokenTo('店长'), checks: wholeChecklist.slice(3), followUp: '会商' })
    expect(await see(id)).toMatchObject({ missing: [], counts: true })
  })

  it('does not tell the enterprise who was spoken to', async () => {
    const id = await atDoor()
    await finishVisit(squad, id)
    const silent = (await see(id, union.owner)).nothingRaised
    expect(silent).toEqual([
      { step: 'LISTEN', spokenTo: null },
      { step: 'ASK', spokenTo: null },
    ])
  })

  it('on paper is held to the same', async () => {
    const steps = (['LOOK', 'LISTEN', 'ASK'] as const).map((step) => ({ step }))
    const { id } = await recordVisit(squad, enterprise, anHourAgo(), { steps, checks: [] })
    expect(await see(id)).toMatchObject({ missing: ['LISTEN', 'ASK', 'CHECKLIST'], counts: false })
    const said = steps.map((each) => (each.step === 'LOOK' ? each : { ...each, ...spokenTo('店长') }))
    const whole = await recordVisit(squad, enterprise, new Date(), { steps: said })
    expect(await see(whole.id)).toMatchObject({ missing: [], counts: true })
    await expectFiguresTrue(union.unionId)
  })

  it('is not followed, where it is voided, by one that lacks something', async () => {
    const lacking = await atDoor()
    await finishVisit(squad, lacking, noEnd)
    const { id } = await recordVisit(squad, enterprise, anHourAgo())
    await voidVisit(union.command, id)
    expect(await visited()).toBe(0)
    await expectFiguresTrue(union.unionId)
  })

  it('that ended before this was asked lacks nothing', async () => {
    const id = await atDoor()
    await finishVisit(squad, id, noEnd)
    // as the migration leaves it
    await db.visit.update({ where: { id }, data: { missing: [], counts: true } })
    expect(await see(id)).toMatchObject({ missing: [], counts: true })
  })
})

describe('that nothing was raised', () => {
  it('is INVALID of another step, and beside notes', async () => {
    const { id } = await planVisit(squad, enterprise)
    await arriveVisit(squad, id)
    const field = 'nothingRaised'
    await expectRefused(() => completeStep(squad, id, 'LOOK', spokenTo('店长')), 'INVALID', { field })
    await expectRefused(() => completeStep(squad, id, 'ASK', spokenTo('店长')), 'INVALID', { field })
  })
})

describe('supplementVisit', () => {
  it('adds what a finished visit lacked, and lets it count from then on, on the day on which it ended', async () => {
    const id = await atDoor('LISTEN')
    await finishVisit(squad, id, { ...noEnd, followUp: '会商' })
    await supplement(squad, id, { checks: wholeChecklist })
    expect(await see(id)).toMatchObject({ missing: ['ASK'], counts: false })
    const { seq } = await supplement(union.command, id, { steps: [{ step: 'ASK', ...spokenTo('会计') }] })
    expect(await see(id)).toMatchObject({ missing: [], counts: true })
    expect(await visited()).toBe(1)
    const event = await db.event.findFirst({ where: { unionId: union.unionId, seq } })
    expect(event).toMatchObject({ name: 'visit.supplemented', facts: { counts: true, progress: 'DONE' } })
    await expectFiguresTrue(union.unionId)
  })

  it('is held to the follow-up that finishVisit asks for where something was heard and TREAT is missing', async () => {
    const id = await atDoor()
    await finishVisit(squad, id, { ...noEnd, checks: wholeChecklist })
    const steps = [
      { step: 'LISTEN', notes: notesOf.LISTEN },
      { step: 'ASK', ...spokenTo('会计') },
    ]
    await expectRefused(() => supplement(squad, id, { steps }), 'INVALID', { field: 'followUp' })
    expect(await see(id)).toMatchObject({ missing: ['LISTEN', 'ASK'], counts: false })
    await supplement(squad, id, { steps, followUp: '三日内会商' })
    expect(await see(id)).toMatchObject({ missing: [], counts: true })
    expect(await db.visit.findUnique({ where: { id } })).toMatchObject({ followUp: '三日内会商' })
    await expectRefused(() => supplement(squad, id, { followUp: '另议' }), 'INVALID', { field: 'followUp' })
    await expectFiguresTrue(union.unionId)
  })

  it('puts notes behind those that are there', async () => {
    const id = await atDoor('LISTEN', 'ASK')
    await finishVisit(squad, id, { ...noEnd, followUp: '会商' })
    await supplement(squad, id, { steps: [{ step: 'LISTEN', notes: [{ text: '盼客流', saidBy: '厨师' }] }] })
    const notes = await db.visitNote.findMany({ where: { visitId: id, step: 'LISTEN' }, orderBy: { position: 'asc' } })
    expect(notes.map(({ text }) => text)).toEqual([notesOf.LISTEN[0]!.text, '盼客流'])
  })

  it('does not let a second visit of the enterprise count', async () => {
    const id = await atDoor()
    await finishVisit(squad, id, noEnd)
    await recordVisit(squad, enterprise, anHourAgo())
    await supplement(squad, id, {
      steps: ['LISTEN', 'ASK'].map((step) => ({ step, ...spokenTo('店长') })),
      checks: wholeChecklist,
    })
    expect(await see(id)).toMatchObject({ missing: [], counts: false })
    expect(await visited()).toBe(1)
    await expectFiguresTrue(union.unionId)
  })

  it('is refused of what is there already, or from whom it does not concern; nothing is left', async () => {
    const id = await atDoor('LISTEN')
    const add =
      (input: object, actor = squad) =>
      () =>
        supplement(actor, id, input)
    const listen = [{ step: 'LISTEN', ...spokenTo('店长') }]
    await finishVisit(squad, id, { ...noEnd, checks: wholeChecklist.slice(0, 1), followUp: '会商' })
    await expectRefused(add({}), 'INVALID', { field: 'steps' })
    await expectRefused(add({ checks: wholeChecklist }), 'INVALID', { field: 'checks.0.item' })
    await expectRefused(add({ steps: listen }), 'INVALID', { field: 'steps.0.nothingRaised' })
    await expectRefused(add({ steps: [{ step: 'LOOK' }] }), 'INVALID', { field: 'steps.0.step' })
    await expectRefused(add({ checks: wholeChecklist }, union.squads[1]), 'NOT_FOUND', { field: 'visitId' })
    await expectRefused(add({ checks: wholeChecklist }, union.owner), 'FORBIDDEN')
    expect(await db.visitCheck.count({ where: { visitId: id } })).toBe(1)
  })

  it('does not overwrite with whom the squad spoke', async () => {
    const id = await atDoor()
    await finishVisit(squad, id, noEnd)
    const steps = [{ step: 'LISTEN', ...spokenTo('店长') }]
    await supplement(squad, id, { steps })
    const again = () => supplement(union.command, id, { steps: [{ step: 'LISTEN', ...spokenTo('会计') }] })
    await expectRefused(again, 'INVALID', { field: 'steps.0.nothingRaised' })
    // as completeStep refuses both together
    const note = () => supplement(squad, id, { steps: [{ step: 'LISTEN', notes: notesOf.LISTEN }], followUp: '会商' })
    await expectRefused(note, 'INVALID', { field: 'steps.0.notes' })
    expect(await db.visitNote.count({ where: { visitId: id } })).toBe(0)
    expect((await see(id)).nothingRaised).toEqual([{ step: 'LISTEN', spokenTo: '店长' }])
  })

  it('of two at once adds the same only once', async () => {
    const id = await atDoor()
    await finishVisit(squad, id, noEnd)
    const add = () => supplement(squad, id, { checks: wholeChecklist })
    const results = await Promise.allSettled([add(), add()])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await see(id)).toMatchObject({ missing: ['LISTEN', 'ASK'] })
  })
})
