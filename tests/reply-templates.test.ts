import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type SmallUnion, someone } from '#tests/setup/small-union.ts'

type Template = { category: string; title: string; text?: string }

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
})
afterAll(() => closeDb())

const deferral = { category: 'TAX', title: '缓缴', text: '已办理缓缴。' }
const rent = { category: 'RENT', title: '减免', text: '可申请减免。' }
const set = (templates: Template[], actor = union.command, more = {}) =>
  mutate(actor, 'setReplyTemplates', { templates, ...more }, 'templates { id }')
const read = async (actor: Actor = union.command, category = '') => {
  const { replyTemplates } = await ask<{ replyTemplates: Template[] }>(
    actor,
    `{ replyTemplates${category} { category title text } }`,
  )
  return replyTemplates
}
const events = () => db.event.count({ where: { unionId: union.unionId, name: 'reply_templates.set' } })

it('are added, changed and removed by their category and title, and all others stay', async () => {
  await set([deferral, rent])
  expect(await read()).toEqual([deferral, rent])
  expect(await read(union.command, '(category: RENT)')).toEqual([rent])
  await set([{ ...deferral, text: '缓缴三个月。' }])
  await set([
    { category: 'RENT', title: '减免' },
    { ...rent, title: '协商' },
  ])
  expect(await read()).toEqual([
    { ...deferral, text: '缓缴三个月。' },
    { ...rent, title: '协商' },
  ])
})

it('make no event where nothing changes, and one for all that change at once', async () => {
  await set([deferral, rent])
  await set([deferral, { category: 'OTHER', title: '没有的' }])
  expect(await events()).toBe(1)
  const clientId = randomUUID()
  await set([{ category: 'TAX', title: '缓缴' }], union.command, { clientId })
  await set([deferral])
  await set([{ category: 'TAX', title: '缓缴' }], union.command, { clientId })
  expect(await read()).toEqual([deferral, rent])
})

it('are read by the centre, agencies and the district alone, and each union has its own', async () => {
  await set([deferral])
  const district = { ...(await someone(union.unionId, 'DISTRICT')), unionIds: [union.unionId] }
  for (const actor of [union.command, union.tax, district]) expect(await read(actor)).toEqual([deferral])
  for (const actor of [union.squads[0], union.owner, union.wall, union.integrator('ISSUES')]) {
    expect(await read(actor)).toEqual([])
  }
  expect(await read((await aSmallUnion()).command)).toEqual([])
})

it('have a title once in a category, and are at most two hundred', async () => {
  await expectRefused(() => set([deferral, { ...deferral, text: '另一条' }]), 'INVALID', { field: 'templates.1.title' })
  const many = Array.from({ length: 200 }, (_, n) => ({ ...rent, title: `第${n}条` }))
  await set(many)
  await expectRefused(() => set([deferral]), 'CONFLICT', {
    current: globalId('TradeUnion', union.unionId),
  })
  await set([{ category: 'RENT', title: '第0条' }, deferral])
  expect(await db.replyTemplate.count({ where: { unionId: union.unionId } })).toBe(200)
})
