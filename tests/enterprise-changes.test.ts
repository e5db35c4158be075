import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { closeIssue, openIssue, planVisit, updateEnterprise } from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
})
afterAll(() => closeDb())

it('the row of an enterprise says when it was last changed, also by its visits and its issues', async () => {
  const { command, squads, enterprises } = union
  const [id] = enterprises
  const longAgo = new Date('2020-03-01T00:00:00Z')
  const { id: issue } = await openIssue(command, id)
  const deeds = [
    () => openIssue(command, id),
    () => closeIssue(command, issue),
    () => planVisit(squads[0], id),
    () => updateEnterprise(command, id, { headcount: 7 }),
  ]
  for (const deed of deeds) {
    await db.enterprise.update({ where: { id }, data: { updatedAt: longAgo } })
    await deed()
    const { updatedAt } = await db.enterprise.findUniqueOrThrow({ where: { id } })
    expect(updatedAt.getTime()).toBeGreaterThan(longAgo.getTime())
  }
})

it('a contact is kept by the number alone, and one with neither name nor number is none', async () => {
  const [id] = union.enterprises
  const contacts = [
    { kind: 'OWNER', name: '', phone: '13911112222' },
    { kind: 'HEALTH', name: '', phone: '' },
  ]
  await updateEnterprise(union.command, id, { contacts })
  const kept = await db.contact.findMany({
    where: { enterpriseId: id },
    select: { kind: true, name: true, phone: true },
  })
  expect(kept).toEqual([{ kind: 'OWNER', name: '', phone: '13911112222' }])
})
