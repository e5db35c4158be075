import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import {
  aContext,
  choose,
  counts,
  dialogOf,
  expectAccessible,
  fromAccountMenu,
  openDesk,
  said,
  submit,
} from '#tests/setup/desk.ts'
import { aWallUnion, type WallUnion } from '#tests/setup/wall.ts'

let app: TestApp
let browser: Browser
let union: WallUnion

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aWallUnion(12)
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const desk = (path = '') => openDesk(browser, app, union.command.username, path)
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

it('the palette goes to a record by two characters of its name', async () => {
  const page = await desk('/issues')
  await counts(page, 4)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('searchbox').fill('7号')
  await page.getByRole('menuitem', { name: /第7号/ }).waitFor()
  await expectAccessible(page, { without: ['region'] })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await heading(page, /第7号/).waitFor()
  expect(new URL(page.url()).pathname).toMatch(/^\/desk\/enterprises\/./)
})

it('the palette opens the form of a deed, `?` shows the keys, and `n` is the main deed of a page', async () => {
  const page = await desk('/enterprises')
  await counts(page, 12)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('searchbox').fill('提出问题')
  await page.getByRole('menuitem', { name: '提出问题' }).click()
  await choose(page, '第3号')
  await page.getByLabel('标题').fill('从面板提出的问题')
  await submit(page, '提出问题')
  await said(page, '已提出')
  await page.keyboard.press('Shift+?')
  await dialogOf(page).getByText('看这些按键').waitFor()
  await page.keyboard.press('Escape')
  await dialogOf(page).waitFor({ state: 'detached' })
  await page.keyboard.press('n')
  await dialogOf(page).getByRole('heading', { name: '登记企业' }).waitFor()
})

it('the home page counts what the lists behind it count; its guide is put away and found again', async () => {
  const page = await desk('/today')
  await heading(page, '今日').waitFor()
  const line = page.locator('[data-line="unassigned"]')
  const count = Number(await line.locator('h2 b').innerText())
  expect(count).toBeGreaterThan(3)
  await line.getByRole('link', { name: '全部' }).click()
  await counts(page, count)
  await page.goBack()
  await page.locator('.guide').getByRole('button', { name: '知道了' }).click()
  await page.locator('.guide').waitFor({ state: 'detached' })
  await page.reload()
  await line.waitFor()
  expect(await page.locator('.guide').count()).toBe(0)
  await fromAccountMenu(page, '三分钟上手')
  await page.locator('.guide').waitFor()
})

it('the theme that the account’s menu chooses stays after a reload', async () => {
  const page = await desk('/issues')
  await counts(page, 5)
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
  await fromAccountMenu(page, '深色或浅色')
  await expect.poll(theme).toBe('dark')
  await page.reload()
  await counts(page, 5)
  expect(await theme()).toBe('dark')
})

it('the login says whose desk it is, and an address that is none says so', async () => {
  const page = await (await aContext(browser)).newPage()
  await page.goto(`${app.url}/login`)
  const unions = await db.tradeUnion.findMany({ orderBy: { id: 'asc' }, take: 3 })
  await page
    .locator('.login-frame strong')
    .getByText(unions.map(({ name }) => name).join('、'))
    .waitFor()
  await expectAccessible(page)
  // as a link within the client goes there; the server itself has no such page
  await page.evaluate(() => history.pushState(null, '', '/nowhere'))
  await heading(page, '没有这个页面').waitFor()
  await expectAccessible(page)
  await page.locator('a.ui-main').click()
  await page.getByLabel('用户名').waitFor()
})
