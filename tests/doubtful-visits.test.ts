import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { aDoneVisit, mutate, notesOf, recordVisit, voidVisit } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let squad: Actor

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  squad = union.squads[0]
})
afterAll(() => closeDb())

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const steps = (words: string) =>
  (['LOOK', 'LISTEN', 'ASK'] as const).map((step) => ({
    step,
    notes: step === 'LOOK' ? [] : [{ text: `${words}${step}`, saidBy: '店长' }],
  }))
/** A visit on paper of half an hour that ended so many hours ago, with these words. */
const onPaper = async (hours: number, words: string, input: object = {}) => {
  const arrivedAt = hoursAgo(hours + 0.5).toISOString()
  const given = { arrivedAt, steps: steps(words), followUp: '会商', ...input }
  return (await recordVisit(squad, union.enterprises[hours % union.enterprises.length]!, hoursAgo(hours), given)).id
}
const doubtsOf = async (visitId: string, actor = union.command) => {
  const document = 'query ($id: ID!) { visit(id: $id) { doubts confirmedAt counts } }'
  type Seen = { doubts: string[]; confirmedAt: string | null; counts: boolean }
  return (await ask<{ visit: Seen }>(actor, document, { id: globalId('Visit', visitId) })).visit
}
const doubtful = async (actor = union.command) => {
  const document = '{ visits(filter: { doubtful: true }) { edges { node { id } } } }'
  const { visits } = await ask<{ visits: { edges: { node: { id: string } }[] } }>(actor, document)
  return visits.edges.map(({ node }) => node.id)
}
const confirm = (actor: Actor, visitId: string) =>
  mutate<{ seq: number }>(actor, 'confirmVisit', { visitId: globalId('Visit', visitId) })

describe('a visit looks empty or doubled', () => {
  it('with a note without a word, under a minute, or with the words of the squad’s visit before', async () => {
    expect((await doubtsOf(await onPaper(4, '盼客流'))).doubts).toEqual([])
    expect((await doubtsOf(await onPaper(3, '盼客流'))).doubts).toEqual(['SAME_WORDS'])
    const dot = steps('').map((each) => ({ ...each, notes: each.notes.map((note) => ({ ...note, text: '.' })) }))
    expect((await doubtsOf(await onPaper(2, '', { steps: dot }))).doubts).toEqual(['EMPTY_NOTE'])
    const arrivedAt = new Date(hoursAgo(1).getTime() - 30_000).toISOString()
    expect((await doubtsOf(await onPaper(1, '缺口罩', { arrivedAt }))).doubts).toEqual(['TOO_SHORT'])
  })

  it('live as well, and counts all the same', async () => {
    const id = await aDoneVisit(squad, union.enterprises[0])
    expect(await doubtsOf(id)).toMatchObject({ doubts: ['TOO_SHORT'], counts: true })
    expect(await doubtful()).toEqual([globalId('Visit', id)])
    await expectFiguresTrue(union.unionId)
  })

  it('is nothing that a squad, an enterprise or a wall learns', async () => {
    const id = await aDoneVisit(squad, union.enterprises[0])
    for (const actor of [squad, union.owner, union.wall]) {
      expect(await doubtsOf(id, actor)).toMatchObject({ doubts: [], confirmedAt: null })
      await expectRefused(() => doubtful(actor), 'INVALID', { field: 'filter.doubtful' })
    }
  })

  it('not where it ended without having been paid', async () => {
    const id = await onPaper(2, '', { outcome: 'CLOSED_SHOP', steps: [] })
    expect((await doubtsOf(id)).doubts).toEqual([])
  })
})

describe('confirmVisit', () => {
  it('takes the visit off the list, with its event', async () => {
    const id = await aDoneVisit(squad, union.enterprises[0])
    const { seq } = await confirm(union.command, id)
    expect(await doubtful()).toEqual([])
    expect(await doubtsOf(id)).toEqual({ doubts: ['TOO_SHORT'], confirmedAt: expect.any(String), counts: true })
    expect(await db.event.findFirst({ where: { unionId: union.unionId, seq } })).toMatchObject({
      name: 'visit.confirmed',
      subjectId: id,
    })
  })

  it('is CONFLICT where there is nothing to confirm, and one of two does it', async () => {
    const fine = await onPaper(2, '盼客流')
    const current = globalId('Visit', fine)
    await expectRefused(() => confirm(union.command, fine), 'CONFLICT', { current })
    const id = await aDoneVisit(squad, union.enterprises[0])
    await expectRefused(() => confirm(squad, id), 'FORBIDDEN')
    const both = await Promise.allSettled([confirm(union.command, id), confirm(union.command, id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('is not asked of a visit that was voided', async () => {
    const id = await aDoneVisit(squad, union.enterprises[0])
    await voidVisit(union.command, id)
    expect(await doubtful()).toEqual([])
    await expectRefused(() => confirm(union.command, id), 'CONFLICT', { current: globalId('Visit', id) })
  })
})

describe('the list of visits that lack something', () => {
  it('has those that ended as DONE and lack it', async () => {
    const id = await onPaper(2, '盼客流', { checks: [] })
    await onPaper(3, notesOf.ASK[0]!.text)
    const document = '{ visits(filter: { lacking: true }) { edges { node { id } } } }'
    const { visits } = await ask<{ visits: { edges: { node: { id: string } }[] } }>(union.command, document)
    expect(visits.edges.map(({ node }) => node.id)).toEqual([globalId('Visit', id)])
  })
})
