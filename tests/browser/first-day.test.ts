import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { makeSetUpSecret } from '#server/modules/people/set-up-link.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { aContext, button, dialogOf, expectAccessible, said, tooWide } from '#tests/setup/desk.ts'
import { aHand, type Hand } from '#tests/setup/hand.ts'
import {
  agencyList,
  enterpriseList,
  hundredList,
  memberName,
  type OfficeList,
  squadList,
  supplierList,
  zoneNames,
} from '#tests/setup/office-lists.ts'
import { allSent } from '#tests/setup/phone.ts'

// a browser on a busy machine takes its time
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

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

/** Chooses the kind of list where another one is shown, and imports the file. */
async function importList(hand: Hand, kind: string | null, file: OfficeList, rows: number): Promise<void> {
  if (kind) await hand.press(page.locator('.roster-import').getByRole('radio', { name: kind, exact: true }))
  await hand.choose(page.getByLabel('名册文件'), file)
  await page.getByRole('radio', { name: '被拒绝 0', exact: true }).waitFor()
  await hand.press(button(page, '确认导入'))
  await page.locator('.roster-bar').getByText(`已导入:新增 ${rows},更新 0`).waitFor()
}

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
  await importList(hand, null, await agencyList(), 3)
  await importList(hand, '小分队', await squadList(), 40)
  await importList(hand, '企业名册', await enterpriseList(), 300)
  await importList(hand, '百家名单', await hundredList(), 100)
  await importList(hand, '供应商', await supplierList(), 20)
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
  const address = await card.locator('code').innerText()

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
  await allSent(field)
  await phone.close()

  await page.goto(`${app.url}/board`)
  await page.getByText(`第 1 小分队到达 ${name}`).first().waitFor()
  const arrived = await db.visit.findMany({ where: { state: 'ARRIVED' }, include: { enterprise: true, squad: true } })
  expect(arrived).toMatchObject([{ enterprise: { name }, squad: { number: 1 } }])
  expect(hand.clicks).toBeLessThanOrEqual(40)
  expect(hand.fields).toBeLessThanOrEqual(30)
})
