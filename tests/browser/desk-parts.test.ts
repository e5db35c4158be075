import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { button, expectAccessible, openDesk, tooWide } from '#tests/setup/desk.ts'
import { aWallUnion } from '#tests/setup/wall.ts'

let app: TestApp
let browser: Browser
let username: string

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  username = (await aWallUnion()).command.username
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it.each([
  ['light', 'zh-CN', '提交(总被拒绝)'],
  ['dark', 'zh-CN', '提交(总被拒绝)'],
  ['light', 'en', 'Send (always refused)'],
  ['dark', 'en', 'Send (always refused)'],
])('each part can be photographed and read, %s, in %s', async (theme, language, send) => {
  const page = await openDesk(browser, app, username)
  await page.evaluate(
    ([chosen, words]) => {
      localStorage.setItem('theme', chosen!)
      localStorage.setItem('language', words!)
    },
    [theme, language],
  )
  await page.goto(`${app.url}/desk/parts`)
  await page.locator('[data-field="line"] input').fill('x')
  await button(page, send).click()
  await page.getByRole('alert').waitFor()
  await expectAccessible(page)
  for (const width of [390, 768, 1366, 1920]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await tooWide(page)).toBe(0)
    const picture = await page.screenshot({ fullPage: true })
    // a page of one colour would be far smaller
    expect(picture.byteLength).toBeGreaterThan(40_000)
  }
  await page.context().close()
})
