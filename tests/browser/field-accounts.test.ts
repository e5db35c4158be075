import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp, testPassword } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allSent, aPhone, aSquadDay, visitEvents } from '#tests/setup/phone.ts'

let app: TestApp
let browser: Browser

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

async function signIn(page: Page, username: string): Promise<void> {
  await page.goto(`${app.url}/login?next=/field`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(testPassword)
  await page.getByRole('button', { name: '登录' }).tap()
}

/** The texts that the page has shown at any time since it was opened, also for a moment only. */
const watchTexts = (page: Page) =>
  page.addInitScript(() => {
    const shown = new Set<string>()
    Object.assign(globalThis, { shown })
    new MutationObserver(() => shown.add(document.body?.innerText ?? '')).observe(document, {
      childList: true,
      subtree: true,
    })
  })
const textsShown = (page: Page) =>
  page.evaluate(() => [...(globalThis as unknown as { shown: Set<string> }).shown].join('\n'))

it('a second account on the same phone sees its own list alone, and sends nothing of the first', async () => {
  const first = await aSquadDay(['大皮院清真超市'])
  const second = await aSquadDay(['莲湖路印刷厂'])
  const { context, page } = await aPhone(browser, app, first.username)
  await page.goto(`${app.url}/field`)
  await page.getByRole('link', { name: '大皮院清真超市' }).tap()
  await page.getByLabel('要点').fill('只给第一个账号')
  await context.setOffline(true)
  await page.getByRole('button', { name: '到达', exact: true }).tap()
  await page.getByText('未到中心 1 条').waitFor()
  await context.clearCookies()
  await context.setOffline(false)
  await page.getByText('登录已过期').waitFor()

  await watchTexts(page)
  await signIn(page, second.username)
  await page.getByRole('link', { name: '莲湖路印刷厂' }).tap()
  await page.getByText('现在登录的是另一个账号').waitFor()
  expect(await page.getByLabel('要点').inputValue()).toBe('')
  const arrive = page.getByRole('button', { name: '到达', exact: true })
  await arrive.tap()
  await arrive.waitFor({ state: 'detached' })
  await allSent(page)
  expect(await textsShown(page)).not.toContain('大皮院清真超市')
  expect([await visitEvents(first.unionId), await visitEvents(second.unionId)]).toEqual([[], ['visit.arrived']])
  await page.getByRole('button', { name: /退出登录/ }).tap()
  await page.getByLabel('用户名').waitFor()

  await signIn(page, first.username)
  await page.getByRole('link', { name: '大皮院清真超市' }).tap()
  await allSent(page)
  expect(await page.getByLabel('要点').inputValue()).toBe('只给第一个账号')
  expect(await textsShown(page)).not.toContain('莲湖路印刷厂')
  expect([await visitEvents(first.unionId), await visitEvents(second.unionId)]).toEqual([
    ['visit.arrived'],
    ['visit.arrived'],
  ])
  await context.close()
})

it('who signs in with a password that somebody else has set types it once, and may look at it', async () => {
  const day = await aSquadDay(['北广济街茶馆'])
  await db.account.updateMany({ where: { username: day.username }, data: { mustChangePassword: true } })
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  await page.goto(`${app.url}/login?next=/field`)
  await page.getByLabel('用户名').fill(day.username)
  await page.getByLabel('密码').fill(testPassword)
  await page.getByRole('button', { name: '显示' }).tap()
  expect(await page.getByLabel('密码').getAttribute('type')).toBe('text')
  await page.getByRole('button', { name: '登录' }).tap()
  await page.getByText('现在的密码是别人设的').waitFor()
  expect(await page.getByLabel('现在的密码').count()).toBe(0)
  await page.getByLabel('新密码', { exact: true }).fill('lianhu-bridge-71')
  await page.getByLabel('再输一遍新密码').fill('lianhu-bridge-71')
  await page.getByRole('button', { name: '修改密码' }).tap()
  await page.getByRole('link', { name: '北广济街茶馆' }).waitFor()
  await context.close()
})
