import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { dialogOf, expectAccessible, openDesk, submit, tooWide } from '#tests/setup/desk.ts'
import { anAccount, anActor, anEnterprise, aUnion } from '#tests/setup/factories.ts'

// a browser on a busy machine takes its time
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

let app: TestApp
let browser: Browser
let page: Page
/** The address by which the first account of each union is opened, by its username. */
const links = new Map<string, string>()

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  const { id } = await aUnion({ level: 'DISTRICT', name: '莲湖区总工会' })
  const { username } = await anAccount(id, { role: 'DISTRICT' })
  page = await openDesk(browser, app, username)
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

/** Makes a union at the desk, and an enterprise in it. */
async function make(name: string, username: string, enterprise: string): Promise<void> {
  await page.getByRole('button', { name: '新建街道总工会' }).click()
  const fields = { 工会全称: name, 显示名: '主席', 用户名: username }
  for (const [label, value] of Object.entries(fields)) await dialogOf(page).getByLabel(label).fill(value)
  await submit(page, '新建街道总工会')
  await page.getByRole('img', { name: '主席 的二维码' }).waitFor()
  const [address] = await page.locator('.link-card code').allInnerTexts()
  links.set(username, address!)
  await page.getByRole('button', { name: '链接已交给本人,继续' }).click()
  await page.getByRole('row').filter({ hasText: name }).getByText('正在看').waitFor()
  const { id } = await db.account.findFirstOrThrow({ where: { username } })
  await anEnterprise(await anActor(id), { name: enterprise })
}

it('begins with no union, makes two, and shows the pages of the one that is chosen, on every page', async () => {
  await page.getByText('还没有街道总工会。').waitFor()
  expect(page.url()).toBe(`${app.url}/desk/union`)
  await make('北院门街道总工会', 'beiyuanmen', '回坊小吃')
  await make('青年路街道总工会', 'qingnianlu', '青年书店')
  await expectAccessible(page)
  expect(await tooWide(page)).toBe(0)
  await page.goto(`${app.url}/desk/enterprises`)
  await page.getByText('青年书店').first().waitFor()
  expect(await page.getByText('回坊小吃').count()).toBe(0)
  await page.locator('.desk-union').getByRole('button').click()
  await page.getByRole('menuitem', { name: '北院门街道总工会' }).click()
  await page.getByText('回坊小吃').first().waitFor()
  expect(page.url()).toBe(`${app.url}/desk/enterprises`)
  expect(await page.getByText('青年书店').count()).toBe(0)
  const links = await page.locator('.desk-nav').first().getByRole('link').all()
  const paths = await Promise.all(links.map((link) => link.getAttribute('href')))
  expect(paths.length).toBeGreaterThan(8)
  for (const path of paths) {
    await page.goto(`${app.url}${path}`)
    await page.locator('.ui-page h1').waitFor()
    await expect.poll(() => page.locator('[aria-busy]').count(), { timeout: 30_000 }).toBe(0)
    expect(await page.getByText('请指明是哪个工会').count(), path!).toBe(0)
    expect(await page.getByRole('alert').count(), path!).toBe(0)
  }
  const board = page.getByRole('link', { name: '看大屏' })
  expect(await board.getAttribute('href')).toContain('/board?union=')
})

it('gives the chair of a union another link, and shows where nobody has signed in yet', async () => {
  await page.goto(`${app.url}/desk/union`)
  const row = page.getByRole('row').filter({ hasText: '北院门街道总工会' })
  await row.getByText('还没有人登录').waitFor()
  await row.getByRole('button', { name: '生成链接' }).click()
  await submit(page, '生成链接')
  await page.getByRole('img', { name: '主席 的二维码' }).waitFor()
  const [address] = await page.locator('.link-card code').allInnerTexts()
  expect(address).not.toBe(links.get('beiyuanmen'))
  links.set('beiyuanmen', address!)
  await expectAccessible(page)
  await page.getByRole('button', { name: '链接已交给本人,继续' }).click()
  await row.getByText('正在看').waitFor()
  expect(await tooWide(page)).toBe(0)
})

it('shows all unions together on the lists, and says of which one a row is', async () => {
  await page.goto(`${app.url}/desk/today`)
  await page.locator('.desk-union').getByRole('button').click()
  await page.getByRole('menuitem', { name: '全部街道总工会' }).click()
  await page.waitForURL(`${app.url}/desk/enterprises`)
  for (const [enterprise, union] of [
    ['回坊小吃', '北院门街道总工会'],
    ['青年书店', '青年路街道总工会'],
  ]) {
    await page.getByRole('row').filter({ hasText: enterprise! }).getByText(union!).waitFor()
  }
  await page.getByText('实时').waitFor()
  await expectAccessible(page)
  for (const list of ['visits', 'issues', 'orders', 'suppliers']) {
    await page.goto(`${app.url}/desk/${list}`)
    await page.locator('.ui-page h1').waitFor()
    await expect.poll(() => page.locator('[aria-busy]').count(), { timeout: 30_000 }).toBe(0)
    expect(await page.getByRole('alert').count(), list).toBe(0)
  }
  await page.goto(`${app.url}/desk/squads`)
  await page.getByText('这一页一次只看一个街道总工会').waitFor()
  await page.locator('.ui-page').getByRole('button', { name: '青年路街道总工会' }).click()
  await page.waitForURL(`${app.url}/desk/squads`)
  await page.getByText('这一页一次只看一个街道总工会').waitFor({ state: 'detached' })
})

it('gives the first account of a union a link, by which its person sets a password and is at the desk', async () => {
  const own = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  await own.goto(links.get('qingnianlu')!)
  await own.getByLabel('设定您的密码').fill('my own password')
  await own.getByRole('button', { name: '保存密码并登录' }).click()
  await own.waitForURL(`${app.url}/desk/today`)
  await own.getByText('青年路街道总工会').first().waitFor()
})
