import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue, mayKnow } from '#server/log/catalogue.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { ask, type SmallUnion, someone } from '#tests/setup/small-union.ts'
import { twoUnions } from '#tests/setup/two-unions.ts'

type View = {
  id: string
  list: string
  name: string
  address: string
  isShared: boolean
  owner: { id: string; displayName: string }
}

let union: SmallUnion
let other: SmallUnion
let command: Actor
let deputy: Actor
let district: Actor

beforeAll(async () => {
  openDb(await freshDatabase())
  ;({ union, other, district } = await twoUnions())
  command = union.command
  deputy = await someone(union.unionId, 'COMMAND', { displayName: '副指挥' })
})
afterAll(() => closeDb())

const fields = 'id list name address isShared owner { id displayName }'
const save = async (actor: Actor, input: object) =>
  (await mutate<{ view: View }>(actor, 'saveView', { list: 'ISSUES', address: '', ...input }, `view { ${fields} }`))
    .view
const remove = (actor: Actor, viewId: string) => mutate(actor, 'deleteView', { viewId }, 'viewId')
const views = async (actor: Actor, list = 'ISSUES', unionId = union.unionId) => {
  const document = `query ($list: ViewList!, $unionId: ID) { views(list: $list, unionId: $unionId) { ${fields} } }`
  const variables = { list, unionId: globalId('TradeUnion', unionId) }
  return (await ask<{ views: View[] }>(actor, document, variables)).views
}
const names = async (actor: Actor, list?: string) => (await views(actor, list)).map(({ name }) => name)
const eventsOf = (id: string) => db.event.findMany({ where: { subjectId: rowOf(id) }, orderBy: { seq: 'asc' } })
const rowOf = (id: string) => Buffer.from(id, 'base64').toString().split(':')[1]!

describe('a saved view', () => {
  it('is its owner’s: list, name, address; what it is called and shows can be changed', async () => {
    const view = await save(union.tax, { name: '  我的 未结 ', address: 'status=OPEN&order=age' })
    expect(view).toMatchObject({ list: 'ISSUES', name: '我的未结', address: 'status=OPEN&order=age', isShared: false })
    expect(view.owner).toEqual({ id: globalId('Account', union.tax.accountId), displayName: 'AGENCY' })
    expect(await names(union.tax)).toEqual(['我的未结'])
    expect(await names(union.tax, 'VISITS')).toEqual([])
    for (const another of [union.police, command, deputy, district]) expect(await names(another)).toEqual([])
    const changed = await save(union.tax, { viewId: view.id, name: '全部', address: '' })
    expect(changed).toEqual({ ...view, name: '全部', address: '' })
    const { seq } = await mutate<{ seq: number | null }>(
      union.tax,
      'saveView',
      { viewId: view.id, list: 'ISSUES', name: '全部', address: '' },
      'seq',
    )
    expect(seq).toBeNull()
    await remove(union.tax, view.id)
    expect(await names(union.tax)).toEqual([])
  })

  it('is nobody else’s to see, change or delete', async () => {
    const { id } = await save(union.owner, { name: '本店' })
    expect(await ask(union.owner, `{ node(id: "${id}") { id } }`)).toEqual({ node: { id } })
    for (const another of [union.neighbour, command, district]) {
      expect(await ask(another, `{ node(id: "${id}") { id } }`)).toEqual({ node: null })
      await expectRefused(() => save(another, { viewId: id, name: '改名' }), 'NOT_FOUND', { field: 'viewId' })
      await expectRefused(() => remove(another, id), 'NOT_FOUND', { field: 'viewId' })
    }
    await expectRefused(() => save(union.owner, { viewId: id, list: 'VISITS', name: '本店' }), 'NOT_FOUND')
  })

  it('has a name of its own within its list, and an address that is one', async () => {
    const { id } = await save(command, { name: '高' })
    await expectRefused(() => save(command, { name: '高' }), 'CONFLICT', { current: id })
    await save(command, { name: '高', list: 'VISITS' })
    await save(deputy, { name: '高' })
    for (const address of ['?status=OPEN', 'a=b#c', 'a=%E4%B8', 'a=口罩', 'a b', 'x'.repeat(2001)]) {
      await expect(save(command, { name: '坏', address })).rejects.toThrow('input.address')
    }
    const address = new URLSearchParams({ search: '口罩 & 酒精', from: '2020-02-10' }).toString()
    expect((await save(command, { name: '好', address })).address).toBe(address)
    for (const name of ['长'.repeat(41), ' ']) await expect(save(command, { name })).rejects.toThrow('input.name')
  })

  it('is one of fifty, also where two are saved at once', async () => {
    const own = { list: 'SUPPLIERS' as const }
    for (let i = 1; i <= 49; i++) await save(deputy, { ...own, name: `${i}` })
    const two = await Promise.allSettled([save(deputy, { ...own, name: '甲' }), save(deputy, { ...own, name: '乙' })])
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expectRefused(() => save(deputy, { ...own, name: '丙' }), 'INVALID', { field: 'list' })
    expect(await views(deputy, 'SUPPLIERS')).toHaveLength(50)
    const [first] = await views(deputy, 'SUPPLIERS')
    await save(deputy, { ...own, viewId: first!.id, name: '改名' })
    await save(deputy, { name: '另一列表', list: 'TOKENS' })
  })
})

describe('a shared view', () => {
  it('is seen by the command centre and the district, after their own', async () => {
    await save(command, { list: 'VISITS', name: '乙', isShared: true })
    await save(deputy, { list: 'VISITS', name: '丙' })
    await save(district, { list: 'VISITS', name: '区里的' })
    expect(await names(deputy, 'VISITS')).toEqual(['丙', '乙'])
    expect(await names(district, 'VISITS')).toEqual(['区里的', '乙'])
    expect((await views(district, 'VISITS', other.unionId)).map(({ name }) => name)).toEqual(['区里的'])
    for (const another of [union.owner, union.tax, union.squads[0], union.wall]) {
      expect(await names(another, 'VISITS')).toEqual([])
    }
    await expectRefused(() => views(other.command, 'VISITS'), 'NOT_FOUND')
  })

  it('is shared by the command centre alone, which also deletes it, whoever shared it', async () => {
    for (const another of [district, union.owner, union.tax]) {
      await expectRefused(() => save(another, { name: '共享', isShared: true }), 'FORBIDDEN')
    }
    const { id } = await save(command, { name: '共享', isShared: true })
    await expectRefused(() => save(deputy, { viewId: id, name: '改名' }), 'NOT_FOUND')
    await expectRefused(() => remove(district, id), 'FORBIDDEN')
    await expectRefused(() => remove(other.command, id), 'NOT_FOUND')
    await remove(deputy, id)
    expect(await names(command)).not.toContain('共享')
    await expectRefused(() => remove(command, id), 'NOT_FOUND')
  })

  it('stays when its owner’s account is disabled', async () => {
    const leaving = await someone(union.unionId, 'COMMAND')
    const { id } = await save(leaving, { list: 'ENTERPRISES', name: '未复工', isShared: true })
    await mutate(command, 'disableAccount', { accountId: globalId('Account', leaving.accountId) })
    expect(await names(deputy, 'ENTERPRISES')).toEqual(['未复工'])
    await remove(deputy, id)
  })

  it('is one of fifty of the union', async () => {
    const row = { unionId: other.unionId, ownerId: other.command.accountId, list: 'ISSUES' as const, isShared: true }
    const rows = Array.from({ length: 49 }, (_, i) => ({ ...row, name: `${i}`, address: '', updatedAt: new Date() }))
    await db.view.createMany({ data: rows })
    const colleague = await someone(other.unionId, 'COMMAND')
    const { id } = await save(colleague, { name: '第五十', isShared: true })
    await expectRefused(() => save(colleague, { name: '五十一', isShared: true }), 'INVALID', { field: 'isShared' })
    await save(colleague, { viewId: id, name: '仍共享', isShared: true })
    await save(colleague, { name: '自用' })
    expect(await views(colleague, 'ISSUES', other.unionId)).toHaveLength(51)
  })
})

describe('the events of views', () => {
  it('reach those with whom a view is shared, or was, and say no word of it', async () => {
    const { id } = await save(command, { name: '秘密名称', address: 'q=%E7%A7%98' })
    await save(command, { viewId: id, name: '秘密名称', isShared: true })
    await save(command, { viewId: id, name: '秘密名称', isShared: false })
    await remove(command, id)
    const events = await eventsOf(id)
    expect(events.map(({ name }) => name)).toEqual(['view.saved', 'view.saved', 'view.saved', 'view.deleted'])
    const known = (viewer: Actor) => events.map((event) => mayKnow(viewer, event))
    for (const viewer of [deputy, district]) expect(known(viewer)).toEqual([false, true, true, false])
    const others = [union.owner, union.tax, union.squads[0], union.wall, union.integrator('BOARD'), other.command]
    for (const viewer of others) expect(known(viewer)).toEqual([false, false, false, false])
    expect(JSON.stringify(events)).not.toContain('秘密')
    expect(catalogue.get('view.saved')!.makesOld).toEqual(['views'])
  })

  it('are written once: the same clientId again is answered alike, also when the view is gone', async () => {
    const input = { clientId: randomUUID(), list: 'ISSUES', name: '一次', address: '' }
    const asked = () => mutate<{ seq: number; view: View | null }>(command, 'saveView', input, `seq view { ${fields} }`)
    const first = await asked()
    expect(await asked()).toEqual(first)
    await remove(command, first.view!.id)
    expect(await asked()).toEqual({ seq: first.seq, view: null })
  })
})
