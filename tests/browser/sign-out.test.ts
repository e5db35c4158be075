import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { storedTexts } from '#tests/setup/browser-storage.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { button, openDesk, signOut } from '#tests/setup/desk.ts'
import { allSent, aPhone, aSquadDay, pageKept } from '#tests/setup/phone.ts'

// Who signs out leaves the device to others: what was read and typed is nowhere in the browser.

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

const typed = '机密:房东要涨租'
const read = ['标记企业', '赵志强', '15400001234', '154****1234', '小分队甲']

it('the phone keeps nothing of what its squad has read and typed', async () => {
  const day = await aSquadDay([read[0]!])
  await db.account.update({ where: { username: day.username }, data: { displayName: '小分队甲' } })
  const { page } = await aPhone(browser, app, day.username)
  await page.goto(`${app.url}/field`)
  await pageKept(page)
  await page.getByRole('link', { name: read[0]! }).tap()
  await page.getByLabel('要点').fill(typed)
  await page.getByRole('button', { name: '到达', exact: true }).tap()
  await allSent(page)
  await expect.poll(() => storedTexts(page)).toContain(typed)
  expect(await storedTexts(page)).toContain(read[0])
  await page.goto(`${app.url}/field`)
  await page.getByRole('button', { name: /退出/ }).tap()
  await page.getByLabel('用户名').waitFor()
  const left = await storedTexts(page)
  expect([typed, ...read].filter((text) => left.includes(text))).toEqual([])
})

it('the desk keeps nothing, and says beforehand that drafts go', async () => {
  const day = await aSquadDay([read[0]!])
  const page = await openDesk(browser, app, day.command, '/issues')
  await button(page, '提出问题').click()
  await page.getByLabel('标题').fill(typed)
  await expect.poll(() => storedTexts(page)).toContain(typed)
  await page.keyboard.press('Escape')
  await signOut(page)
  const left = await storedTexts(page)
  expect([typed, ...read].filter((text) => left.includes(text))).toEqual([])
})
