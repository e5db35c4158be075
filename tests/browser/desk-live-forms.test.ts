import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { updateEnterprise } from '#server/modules/enterprises/update.ts'
import { setSquadMembers } from '#server/modules/squads/set-members.ts'
import { updateSquad } from '#server/modules/squads/update.ts'
import { orderSupply } from '#server/modules/supplies/order.ts'
import { reserveSupply } from '#server/modules/supplies/reserve.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { button, counts, dialogOf, fromRecordMenu, openDesk, pick, rows, said, submit } from '#tests/setup/desk.ts'
import { anAccount, anActor } from '#tests/setup/factories.ts'
import { anIssue, aWallUnion, type WallUnion } from '#tests/setup/wall.ts'

let app: TestApp
let browser: Browser
let union: WallUnion
let other: WallUnion['command']['actor']

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aWallUnion(5)
  other = await anActor((await anAccount(union.unionId)).id)
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const desk = (path = '') => openDesk(browser, app, union.command.username, path)
const enterpriseId = (index: number) => union.enterprises[index]!
const enterprisePath = (index: number) => `/enterprises/${globalId('Enterprise', enterpriseId(index))}`

it('an enterprise’s form follows others in the fields that one has not typed into, and keeps the rest', async () => {
  const page = await desk(enterprisePath(0))
  await fromRecordMenu(page, '修改资料')
  await page.getByLabel('地址').fill('正在改的地址')
  await updateEnterprise(other, {
    clientId: randomUUID(),
    enterpriseId: enterpriseId(0),
    name: '别人改过名的企业',
    address: '别人写的地址',
    industry: '零售',
    headcount: 77,
  })
  await expect.poll(() => page.getByLabel('行业').inputValue(), { timeout: 15_000 }).toBe('零售')
  expect(await page.getByLabel('人数').inputValue()).toBe('77')
  expect(await page.getByLabel('名称', { exact: true }).inputValue()).toBe('别人改过名的企业')
  const address = page.getByLabel('地址')
  expect(await address.inputValue()).toBe('正在改的地址')
  expect(await address.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.type(',三号')
  await submit(page, '保存')
  await said(page, '资料已更新')
  const saved = await db.enterprise.findUniqueOrThrow({ where: { id: enterpriseId(0) } })
  expect(saved).toMatchObject({
    name: '别人改过名的企业',
    address: '正在改的地址,三号',
    industry: '零售',
    headcount: 77,
  })
})

it('the form of a change of resumption keeps what one wrote, and offers what is possible by then', async () => {
  const page = await desk(enterprisePath(1))
  await fromRecordMenu(page, '登记复工')
  await page.getByLabel('依据').fill('区里电话')
  const entry = { on: '2020-03-01', basis: '批复', source: 'CALL' as const }
  await setResumption(other, { clientId: randomUUID(), enterpriseIds: [enterpriseId(1)], to: 'APPROVED', ...entry })
  // nothing is chosen beforehand, and what the enterprise has become meanwhile is no longer offered
  await pick(page, '新状态', '已复工')
  expect(await page.getByLabel('依据').inputValue()).toBe('区里电话')
  await submit(page, '保存')
  await said(page, '已登记:已复工')
})

it('a squad’s form and that of its members follow others, and keep what was typed, added and removed', async () => {
  const { id: squadId } = await db.squad.findFirstOrThrow({ where: { unionId: union.unionId, number: 2 } })
  const member = (name: string, phone: string) => ({ name, phone, duties: ['GUIDE' as const] })
  const membersNow = () =>
    db.squadMember.findMany({ where: { squadId, retiredAt: null }, orderBy: { position: 'asc' } })
  const set = async (...members: ReturnType<typeof member>[]) => {
    const ids = new Map((await membersNow()).map(({ name, id }) => [name, id]))
    const named = members.map((each) => ({ ...each, memberId: ids.get(each.name) ?? null }))
    await setSquadMembers(other, { clientId: randomUUID(), squadId, members: named })
  }
  await set(member('李敏', '15400000002'), member('赵强', '15400000003'))
  const page = await desk(`/squads/${globalId('Squad', squadId)}`)
  await button(page, '修改').click()
  const form = dialogOf(page)
  await form.getByLabel('职务').fill('副书记')
  const cadre = { cadreName: '张卫', cadreTitle: '主任', phone: '15400000099' }
  await updateSquad(other, { clientId: randomUUID(), squadId, ...cadre })
  await expect.poll(() => form.getByLabel('电话').inputValue(), { timeout: 15_000 }).toBe('154****0099')
  expect(await form.getByLabel('职务').inputValue()).toBe('副书记')
  await submit(page, '保存')
  await said(page, '已保存')
  await button(page, '修改队员').click()
  const phones = () => form.getByLabel('电话').evaluateAll((fields) => fields.map((f) => (f as HTMLInputElement).value))
  await form.getByLabel('电话').nth(0).fill('15411111111')
  await form.getByRole('button', { name: '添加' }).click()
  await form.getByLabel('姓名').nth(2).fill('孙丽')
  await form.getByLabel('电话').nth(2).fill('15433333333')
  await form.getByRole('button', { name: '移除' }).nth(1).click()
  await set(member('李敏', '15400000002'), member('赵强', '15400000004'), member('周洁', '15400000005'))
  await expect.poll(phones, { timeout: 15_000 }).toEqual(['15411111111', '154****0005', '15433333333'])
  await submit(page, '保存')
  await form.waitFor({ state: 'detached' })
  expect((await membersNow()).map(({ name, phone }) => `${name} ${phone}`)).toEqual([
    '李敏 15411111111',
    '周洁 15400000005',
    '孙丽 15433333333',
  ])
})

it('the form of a quantity says what the total is by then, and keeps the number that was typed', async () => {
  const order = { enterpriseId: enterpriseId(2), itemId: union.items[0]!, requested: 500 }
  const orderId = (await orderSupply(other, { clientId: randomUUID(), ...order })).subjectId!
  await reserveSupply(other, { clientId: randomUUID(), orderId, reserved: 100 })
  const page = await desk(`/orders/${globalId('SupplyOrder', orderId)}`)
  await button(page, '登记发货').click()
  const total = dialogOf(page).getByLabel(/^累计/)
  expect(await total.inputValue()).toBe('100')
  await reserveSupply(other, { clientId: randomUUID(), orderId, reserved: 200 })
  await expect.poll(() => total.inputValue(), { timeout: 15_000 }).toBe('200')
  await page.keyboard.press('Escape')
  await button(page, '登记预定').click()
  await total.fill('400')
  await page.keyboard.press('Tab')
  await reserveSupply(other, { clientId: randomUUID(), orderId, reserved: 300 })
  await dialogOf(page).getByText('现为 300').waitFor()
  expect(await total.inputValue()).toBe('400')
  await submit(page, '登记预定')
  await said(page, '已更新')
  expect((await db.supplyOrder.findUniqueOrThrow({ where: { id: orderId } })).reserved).toBe(400)
})

it('a list behind a dialog goes on, and leaves the dialog and the cursor where they are', async () => {
  const page = await desk('/issues')
  await counts(page, 4)
  await button(page, '提出问题').click()
  await page.getByLabel('标题').click()
  await page.keyboard.type('缺三台测')
  await anIssue(other, enterpriseId(3), '别人刚提的问题')
  await rows(page).filter({ hasText: '别人刚提的问题' }).waitFor()
  await page.keyboard.type('温枪')
  expect(await page.getByLabel('标题').inputValue()).toBe('缺三台测温枪')
  await pick(page, '类别', '防疫物资')
  await anIssue(other, enterpriseId(3), '又一个问题')
  await rows(page).filter({ hasText: '又一个问题' }).waitFor()
  expect(await page.getByLabel('标题').inputValue()).toBe('缺三台测温枪')
})
