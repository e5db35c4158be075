import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { button, dialogOf, expectAccessible, openDesk, pick, said, submit, tooWide } from '#tests/setup/desk.ts'
import { notices } from '#tests/setup/holiday-notices.ts'
import { aWallUnion } from '#tests/setup/wall.ts'

let app: TestApp
let browser: Browser
let page: Page

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  const { command } = await aWallUnion()
  page = await openDesk(browser, app, command.username, '/calendar')
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()
const dayCell = (date: string) => page.locator(`[data-date="${date}"]`)

it('shows a year as twelve months through which the keys go, and sets a day', async () => {
  await page.locator('.calendar-month').nth(11).waitFor()
  await dayCell(`${year}-03-01`).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.date)).toBe(`${year}-03-09`)
  expect(await page.locator('button.calendar-day[tabindex="0"]').count()).toBe(1)
  await page.keyboard.press('Enter')
  await dialogOf(page).waitFor()
  await expectAccessible(page)
  await pick(page, '安排', '休息')
  await dialogOf(page).getByLabel('名称').fill('停电')
  await submit(page, '保存')
  await said(page, '已保存')
  await page.locator(`[data-date="${year}-03-09"][data-own]`).waitFor()
  expect(await dayCell(`${year}-03-09`).innerText()).toContain('停电')
  await expectAccessible(page)
})

it('takes the days of a pasted notice after it has shown them', async () => {
  await button(page, '粘贴放假通知').click()
  await dialogOf(page).getByLabel('通知全文').fill(notices[2024]!)
  await submit(page, '读出安排')
  await page.getByText('读出 36 天,其中 0 天日历上还没有').waitFor()
  expect(await page.locator('.calendar-left-out').innerText()).toContain('除夕(2月9日)休息(没有读懂)')
  await expectAccessible(page)
  await dialogOf(page).getByLabel('通知全文').fill('元旦:2040年1月1日(周日)至3日(周二)放假,共3天。')
  await submit(page, '读出安排')
  await submit(page, '保存这 3 天')
  await said(page, '已保存 2040 年的 3 天')
  await page.locator('[data-date="2040-01-03"][data-own]').waitFor()
  expect(await db.calendarDay.count({ where: { source: 'NOTICE' } })).toBe(3)
})

it('sets the hours of the week and the time limits', async () => {
  await button(page, '修改').first().click()
  await dialogOf(page).getByRole('group', { name: '星期六第 1 段开始' }).locator('[data-type="hour"]').click()
  await page.keyboard.type('0930')
  await submit(page, '保存')
  await page.getByText('有一段只填了一头').waitFor()
  await dialogOf(page).getByRole('group', { name: '星期六第 1 段结束' }).locator('[data-type="hour"]').click()
  await page.keyboard.type('1130')
  await submit(page, '保存')
  await said(page, '已保存工作时间')
  await page.getByText('09:30–11:30').waitFor()
  await button(page, '修改').nth(1).click()
  await dialogOf(page).locator('.ui-choice').first().click()
  await page.getByRole('option', { name: '工作小时' }).click()
  await page.getByRole('listbox').waitFor({ state: 'detached' })
  await submit(page, '保存')
  await said(page, '已保存办理时限')
  await page.getByText('1 工作小时').waitFor()
})

it('fits a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await tooWide(page)).toBe(0)
  await expectAccessible(page)
})
