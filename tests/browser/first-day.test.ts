import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { makeSetUpSecret } from '#server/modules/people/set-up-link.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { aContext, button, dialogOf, expectAccessible, fromRecordMenu, pick, said, tooWide } from '#tests/setup/desk.ts'
import { aHand, importList } from '#tests/setup/hand.ts'
import {
  agencyList,
  enterpriseList,
  hundredList,
  memberName,
  squadList,
  supplierList,
  zoneNames,
} from '#tests/setup/office-lists.ts'
import { allSent } from '#tests/setup/phone.ts'

let app: TestApp
let browser: Browser
let page: Page

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  page = await (await aContext(browser)).newPage()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

/** A link of the menu at the side. */
const inMenu = (name: string) => page.locator('.desk-nav').first().getByRole('link', { name, exact: true })

/** A link on the card of a part of the union. */
const onCard = (part: string, name: string) =>
  page
    .locator('.set-up-part')
    .filter({ has: page.getByRole('heading', { name: new RegExp(`^${part}`) }) })
    .getByRole('link', { name, exact: true })

/** The button that submits the form of the open dialog. */
const inDialog = (name: string) => dialogOf(page).getByRole('button', { name, exact: true })

it('leads from an empty system to the first arrival with forty clicks and thirty typed fields', async () => {
  const hand = aHand()
  await page.goto(`${app.url}/l/setup#${await makeSetUpSecret()}`)
  await hand.type(page.getByLabel('工会全称'), '西安市莲湖区北院门街道总工会')
  await hand.type(page.getByLabel('简称'), '北院门')
  await hand.type(page.getByLabel('所在区'), '莲湖区')
  await hand.type(page.getByLabel('您的姓名'), '张敏')
  await hand.type(page.getByLabel('用户名'), 'zhuxi')
  await hand.type(page.getByLabel('密码'), 'a good password')
  await hand.press(button(page, '建立并进入办公端'))

  await hand.press(onCard('片区', '去看'))
  for (const name of zoneNames) {
    await hand.press(button(page, '新建片区'))
    await hand.type(dialogOf(page).getByLabel('片区名称'), name)
    await hand.press(inDialog('新建片区'))
    await dialogOf(page).waitFor({ state: 'detached' })
  }
  await hand.press(inMenu('设置'))
  await hand.press(onCard('行动', '去看'))
  await hand.press(button(page, '新建行动'))
  await hand.type(dialogOf(page).getByLabel('名称', { exact: true }), '百家企业走访')
  await hand.press(inDialog('新建行动'))
  await said(page, '已新建「百家企业走访」')
  await hand.press(inMenu('设置'))
  await hand.press(onCard('物资品种', '去看'))
  await hand.press(button(page, '登记常用的四种'))
  await said(page, '已登记 4 种物资')

  await hand.press(inMenu('设置'))
  await hand.press(onCard('协同部门', '从表格导入'))
  await importList(page, hand, null, await agencyList(), 3)
  await importList(page, hand, '小分队', await squadList(), 40)
  await importList(page, hand, '企业名册', await enterpriseList(), 300)
  await importList(page, hand, '百家名单', await hundredList(), 100)
  await importList(page, hand, '供应商', await supplierList(), 20)
  await expectAccessible(page)
  expect(await tooWide(page)).toBe(0)

  await hand.press(inMenu('排班'))
  await button(page, '按片区排好').waitFor()
  // after noon the page begins with tomorrow
  if (await button(page, '前一天').isEnabled()) await hand.press(button(page, '前一天'))
  await hand.press(button(page, '按片区排好'))
  await hand.press(page.getByRole('button', { name: /^排定 30/ }))
  await said(page, '已排定 30 站')

  await hand.press(inMenu('专用链接'))
  await hand.press(page.getByRole('link', { name: '生成专用链接' }))
  await hand.press(button(page, '生成专用链接'))
  const card = page.locator('.link-card').filter({ hasText: memberName(1, 1) })
  // a card that is not on the screen yet has no innerText
  const address = (await card.locator('code').textContent())!

  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'zh-CN' })
  phone.setDefaultTimeout(15_000)
  const field = await phone.newPage()
  await field.goto(address)
  await hand.type(field.getByLabel('设定您的密码'), 'another password')
  await hand.press(button(field, '保存密码并登录'))
  const first = field.getByRole('link', { name: /商店$/ }).first()
  const name = await first.innerText()
  await hand.press(first)
  await hand.press(button(field, '到达'))
  await field.getByText(/^\d\d:\d\d 到达/).waitFor()
  await allSent(field)

  await page.goto(`${app.url}/board`)
  await page.getByText(name, { exact: true }).first().waitFor()
  await phone.close()
  const arrived = await db.visit.findMany({ where: { state: 'ARRIVED' }, include: { enterprise: true, squad: true } })
  expect(arrived).toMatchObject([{ enterprise: { name }, squad: { number: 1 } }])
  expect(hand.clicks).toBeLessThanOrEqual(40)
  expect(hand.fields).toBeLessThanOrEqual(30)
})

/** Opens a page of the desk by its address. */
const go = (path: string) => page.goto(`${app.url}/desk/${path}`)

/** Fills the fields of the open dialog and sends it. */
async function send(fields: Record<string, string>, name: string): Promise<void> {
  for (const [label, value] of Object.entries(fields))
    await dialogOf(page).getByLabel(label, { exact: true }).fill(value)
  await inDialog(name).click()
  await dialogOf(page).waitFor({ state: 'detached' })
}

/** Makes something on its page by the form that this button opens. */
async function make(path: string, opener: string, fields: Record<string, string>, name = opener): Promise<void> {
  await go(path)
  await button(page, opener).click()
  await send(fields, name)
}

const rowOf = (name: string) => page.getByRole('row').filter({ hasText: name })

/** Changes what is in a row of a directory, and then retires it. */
async function changeAndRetire(name: string, label: string, changed: string): Promise<void> {
  await rowOf(name).getByRole('button', { name: '修改', exact: true }).click()
  await send({ [label]: changed }, '保存')
  await rowOf(changed).getByRole('button', { name: '停用', exact: true }).click()
  await rowOf(changed).waitFor({ state: 'detached' })
}

/** Does something with the record that is open, which stands beside the usual deed or in the menu after it. */
async function fromRecord(name: string): Promise<void> {
  const direct = page.locator('.ui-deeds').getByRole('button', { name, exact: true })
  await page.locator('.ui-deeds').waitFor()
  if (await direct.count()) await direct.click()
  else await fromRecordMenu(page, name)
}

it('makes, changes and retires one of each by form', async () => {
  await make('zones', '新建片区', {
    片区名称: '南片区',
    带队领导: '周宁',
    职务: '街道办事处副主任',
    电话: '13800000099',
  })
  await changeAndRetire('南片区', '片区名称', '南院片区')

  await make('agencies', '新建部门', { 部门名称: '北广济街社区', 电话: '029-87654399' })
  await changeAndRetire('北广济街社区', '部门名称', '大学习巷社区')

  const item = { 中文名称: '手套', 英文名称: 'Gloves', 代码: 'GLOVES', 单位: '双', '单位(英文)': 'pairs' }
  await make('items', '新增物资', item)
  await changeAndRetire('手套', '中文名称', '橡胶手套')

  await make('policies', '登记文件', { 标题: '关于复工复产的通知', 发文单位: '街道指挥部' })
  await changeAndRetire('关于复工复产的通知', '标题', '关于有序复工复产的通知')

  await make('suppliers', '新增供应商', { 名称: '西安手套厂', 联系人: '孙厂长', 电话: '13600000099' })
  await page.getByRole('link', { name: '西安手套厂' }).click()
  await button(page, '修改资料').click()
  await send({ 联系人: '钱厂长' }, '保存')
  await page.getByText('钱厂长').first().waitFor()
  await fromRecord('停用')
  await said(page, '已停用:西安手套厂')

  await make('squads', '新建小分队', { 带队领导: '冯主任', 职务: '街道办事处主任', 电话: '13800000098' })
  await page.getByRole('link', { name: '第 11 小分队' }).first().click()
  await button(page, '修改').click()
  await send({ 带队领导: '陈主任' }, '保存')
  await page.getByRole('heading', { name: '第 11 小分队 陈主任' }).waitFor()
  await fromRecord('停用')
  await said(page, '已停用:第 11 小分队')

  const enterprise = { 名称: '西羊市小吃店', 统一社会信用代码: practiceCreditCode(41_000) }
  await make('enterprises', '登记企业', enterprise, '保存')
  await said(page, '已登记 西羊市小吃店')
  await page.locator('.ui-toast').getByRole('link').first().click()
  await fromRecord('修改资料')
  await send({ 名称: '西羊市老店' }, '保存')
  await page.getByRole('heading', { name: '西羊市老店' }).waitFor()
  await fromRecord('停用')
  await said(page, '已停用:西羊市老店')
  await go('enterprises?retired=true')
  await page.getByRole('row').getByText('西羊市老店').waitFor()

  await go('accounts')
  await button(page, '新建账号').click()
  await pick(page, '角色', '指挥中心')
  await send({ 用户名: 'zhiban', 显示名: '王芳', 密码: 'a good password' }, '新建账号')
  await page.locator('.ui-toast').getByRole('link').first().click()
  await fromRecord('修改')
  await send({ 显示名: '王芳芳' }, '保存')
  await page.getByRole('heading', { name: '王芳芳' }).waitFor()
  await fromRecord('停用')
  await said(page, '已停用 王芳芳')
})

it('prepares a second campaign beside the first, which keeps its figures when it is closed and the second begins', async () => {
  await go('campaign')
  await fromRecordMenu(page, '新建行动')
  await send({ 名称: '回访百家' }, '新建行动')
  await page.getByText('「百家企业走访」正在进行,结束它以后这次才能开始。').waitFor()
  expect(await button(page, '开始行动').count()).toBe(0)
  await button(page, '修改').click()
  await send({ 名称: '再访百家' }, '保存')
  await page.getByRole('heading', { name: '再访百家' }).waitFor()

  await fromRecordMenu(page, '新建行动')
  await send({ 名称: '写错的行动' }, '新建行动')
  await page.getByRole('heading', { name: '写错的行动' }).waitFor()
  await fromRecordMenu(page, '放弃筹备')
  await inDialog('放弃筹备').click()
  await page.getByRole('heading', { name: '百家企业走访' }).waitFor()
  await page.getByRole('link', { name: /写错的行动/ }).waitFor({ state: 'detached' })

  await fromRecordMenu(page, '结束行动')
  await inDialog('结束行动').click()
  await said(page, '「百家企业走访」已结束,数字已固定')
  await go('campaign')
  await page.getByRole('link', { name: /再访百家/ }).click()
  await button(page, '开始行动').click()
  await inDialog('开始行动').click()
  await said(page, '「再访百家」已开始')
  await page.getByRole('link', { name: /百家企业走访/ }).click()
  await page.getByText(/目标 100 家,名单 100 家,已走访 0 家/).waitFor()
  await page.getByText(/结束,数字截至第 \d+ 号事件/).waitFor()
  expect(await page.getByRole('row').count()).toBe(101)
})
