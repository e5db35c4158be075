import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Prisma } from '#codegen/prisma/client.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSmallUnion, ask, type Listed, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
})
afterAll(() => closeDb())

const dayOf = (day: string) => new Date(`${day}T00:00:00Z`)

/** A finished visit that was made on this day, or another one. */
async function visitOn(day: string, about: Partial<Prisma.VisitUncheckedCreateInput> = {}): Promise<string> {
  const { unionId, squads, enterprises } = union
  const where = { unionId, squadId: squads[0].squadId!, enterpriseId: enterprises[0], stop: 1 }
  const made = { plannedOn: dayOf(day), arrivedAt: dayOf(day), state: 'FINISHED' as const }
  return (await db.visit.create({ data: { id: newId(), ...where, ...made, ...about } })).id
}

type Due = { visits: Listed<{ id: string }> }

async function due(filter: string): Promise<string[]> {
  const { visits } = await ask<Due>(
    union.command,
    `{ visits(filter: { ${filter} }) { totalCount edges { node { id } } } }`,
  )
  expect(visits.totalCount).toBe(visits.edges.length)
  return visits.edges.map(({ node }) => node.id)
}
const followUps = () => due('followUp: { to: "2020-03-31" }')
const fixes = () => due('fixBy: { to: "2020-03-31" }')

it('a follow-up is due until a squad comes again, or the visit is continued or voided', async () => {
  const id = await visitOn('2020-03-10', { followUpOn: dayOf('2020-03-12') })
  const listed = [globalId('Visit', id)]
  const change = (visit: string, data: Prisma.VisitUncheckedUpdateInput) =>
    db.visit.update({ where: { id: visit }, data })
  await visitOn('2020-03-09')
  expect(await followUps()).toEqual(listed)

  const next = await visitOn('2020-03-20', { state: 'PLANNED', arrivedAt: null })
  expect(await followUps()).toEqual(listed)
  await change(next, { continuesId: id })
  expect(await followUps()).toEqual([])
  await change(next, { state: 'SKIPPED' })
  expect(await followUps()).toEqual(listed)

  await change(next, { continuesId: null, state: 'ARRIVED', arrivedAt: dayOf('2020-03-20') })
  expect(await followUps()).toEqual([])
  await change(next, { state: 'VOIDED' })
  expect(await followUps()).toEqual(listed)
  await change(id, { state: 'VOIDED' })
  expect(await followUps()).toEqual([])
})

it('a fix is due until a later visit answers the item or the visit is voided, as the enterprise’s record has it', async () => {
  const check = (visitId: string, answer: 'YES' | 'FIX_BY') =>
    db.visitCheck.create({ data: { visitId, item: 'DISINFECTION', answer, fixBy: dayOf('2020-03-15') } })
  const ofRecord = async () => {
    const document = 'query ($id: ID!) { enterprise(id: $id) { rectifications { visit { id } } } }'
    type Record = { enterprise: { rectifications: { visit: { id: string } }[] } }
    const read = await ask<Record>(union.command, document, { id: globalId('Enterprise', union.enterprises[0]) })
    return read.enterprise.rectifications.map(({ visit }) => visit.id)
  }
  const expectDue = async (...visits: string[]) => {
    const ids = visits.map((visit) => globalId('Visit', visit))
    expect([await fixes(), await ofRecord()]).toEqual([ids, ids])
  }
  const first = await visitOn('2020-03-10')
  await check(first, 'FIX_BY')
  // entered later, and made before
  await check(await visitOn('2020-03-09'), 'YES')
  await expectDue(first)

  const second = await visitOn('2020-03-20')
  await expectDue(first)
  await check(second, 'FIX_BY')
  await expectDue(second)
  await db.visitCheck.updateMany({ where: { visitId: second }, data: { answer: 'YES' } })
  await expectDue()
  await db.visit.update({ where: { id: second }, data: { state: 'VOIDED' } })
  await expectDue(first)
  await db.visit.update({ where: { id: first }, data: { state: 'VOIDED' } })
  await expectDue()
})
