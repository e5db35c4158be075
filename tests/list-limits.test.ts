import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
})
afterAll(() => closeDb())

const names = (many: number) => Array.from({ length: many }, (_, i) => `片区${i}`)

it('a union has a hundred zones and no more', async () => {
  const { unionId, command } = union
  await db.zone.createMany({ data: names(98).map((name, i) => ({ unionId, name, position: i + 2 })) })
  await mutate(command, 'createZone', { name: '第一百片区' })
  await expect(mutate(command, 'createZone', { name: '再一片区' })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await db.zone.count({ where: { unionId } })).toBe(100)
})

it('a union has a hundred items and no more', async () => {
  const { unionId, command } = union
  const known = await db.supplyItem.count({ where: { unionId } })
  const item = (position: number) => ({
    code: `ITEM_${position}`,
    name: '物资',
    nameEn: 'item',
    unit: '个',
    unitEn: 'piece',
  })
  const positions = Array.from({ length: 99 - known }, (_, i) => known + 1 + i)
  await db.supplyItem.createMany({ data: positions.map((position) => ({ unionId, position, ...item(position) })) })
  await mutate(command, 'createSupplyItem', item(100))
  await expect(mutate(command, 'createSupplyItem', item(101))).rejects.toMatchObject({ code: 'CONFLICT' })
})
