import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { aPhone, aSquadDay } from '#tests/setup/phone.ts'
import { aWallUnion } from '#tests/setup/wall.ts'
import { live, openWall } from '#tests/setup/wall-page.ts'

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

const most = 150 * 1024

/** Opens the page as for the first time; the bytes that have travelled, heads and all, when the screen is there, and for what. */
async function travel(context: BrowserContext, page: Page, path: string, screen: string) {
  const line = await context.newCDPSession(page)
  await line.send('Network.enable')
  await line.send('Network.setCacheDisabled', { cacheDisabled: true })
  const paths = new Map<string, string>()
  let bytes = 0
  line.on('Network.responseReceived', ({ requestId, response }) => paths.set(requestId, new URL(response.url).pathname))
  line.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await page.goto(`${app.url}${path}`)
  await page.locator(screen).first().waitFor()
  return { bytes, files: [...paths.values()] }
}

describe('before the first screen', () => {
  it('of the phone less travels than 150 KB, in one language, and nothing of other screens', async () => {
    const day = await aSquadDay(['莲湖路印刷厂', '西仓花鸟店', '回民街糕点厂'])
    const { context, page } = await aPhone(browser, app, day.username)
    const { bytes, files } = await travel(context, page, '/field', '.field-cards a')
    console.info(`/field: ${(bytes / 1024).toFixed(1)} KB`)
    expect(bytes).toBeLessThan(most)
    expect(files.filter((path) => /\/(shared|field)-[^/]*\.js$/.test(path))).toHaveLength(2)
    expect(files.filter((path) => /Desk|Board|Login|Dialog/.test(path))).toEqual([])
    await context.close()
  })

  it('of the wall less travels than 150 KB, in one language, and nothing of other screens', async () => {
    const union = await aWallUnion()
    const { page } = await openWall(browser, app.url, union.command.username)
    // what is still on its way for this first time must not be counted
    await live(page)
    const { bytes, files } = await travel(page.context(), page, '/board', '.board-cell')
    console.info(`/board: ${(bytes / 1024).toFixed(1)} KB`)
    expect(bytes).toBeLessThan(most)
    expect(files.filter((path) => /\/(shared|board)-[^/]*\.js$/.test(path))).toHaveLength(2)
    expect(files.filter((path) => /Desk|Field|Login|Dialog/.test(path))).toEqual([])
    await page.context().close()
  })
})
