import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allowErrors, allowNetworkErrors } from '#tests/setup/console.ts'
import { cuttable } from '#tests/setup/cuttable.ts'
import { fromAccountMenu, openDesk } from '#tests/setup/desk.ts'
import { aPhone, aSquadDay } from '#tests/setup/phone.ts'
import { aWallUnion, type WallUnion } from '#tests/setup/wall.ts'
import { live, openWall } from '#tests/setup/wall-page.ts'

let app: TestApp
let browser: Browser
let union: WallUnion

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aWallUnion()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const failure = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text })
const lost = '页面的一部分没有加载到'
const failed = '这部分页面出错了'

/** Changes what the server answers to the operations that select the field, until the returned function is called. */
async function malform(page: Page, field: string, change: (data: Record<string, never>) => void) {
  const answer = async (route: Route) => {
    if (!route.request().postData()?.includes(field)) return route.fallback()
    const response = await route.fetch()
    const body = await response.json()
    change(body.data)
    await route.fulfill({ response, json: body })
  }
  await page.route('**/graphql', answer)
  return () => page.unroute('**/graphql', answer)
}

describe('code that is gone after a new release', () => {
  it.each([
    ['the wall', 'BoardScreen', async (page: Page) => page.getByRole('link', { name: '看大屏' }).click(), live],
    [
      'the sign-in',
      'LoginScreen',
      async (page: Page) => fromAccountMenu(page, '退出'),
      (page: Page) => page.getByLabel('用户名').waitFor(),
    ],
  ])('is said in words in the place of %s, which comes by itself when it can', async (_, chunk, open, isThere) => {
    allowErrors(/LostChunk/)
    allowNetworkErrors()
    const page = await openDesk(browser, app, union.command.username)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const files = `**/assets/${chunk}-*.js`
    await page.route(files, (route) => route.fulfill({ status: 404, body: '' }))
    await open(page)
    await failure(page, lost).getByRole('button', { name: '重试' }).waitFor()
    await page.unroute(files)
    await isThere(page)
  })

  it('is said in words in the place of the phone’s page, whose button loads it', async () => {
    allowErrors(/LostChunk/)
    allowNetworkErrors()
    const day = await aSquadDay(['西大街钟表行'])
    const { page } = await aPhone(browser, app, day.username)
    const files = '**/assets/FieldScreen-*.js'
    await page.route(files, (route) => route.fulfill({ status: 404, body: '' }))
    await page.goto(`${app.url}/field`)
    await failure(page, lost).waitFor()
    await page.unroute(files)
    await failure(page, lost)
      .getByRole('button', { name: '重试' })
      .click()
      .catch(() => {
        // it was quicker than the finger
      })
    await page.getByRole('link', { name: '西大街钟表行' }).waitFor()
  })
})

describe('the code that a page begins with', () => {
  it.each([
    ['', 'page'],
    [' and the words', 'shared'],
  ])('can be gone too%s: that is said in words, and the page comes by itself when it can', async (_, name) => {
    // the browser prints no words for code that it could not load
    allowErrors(/^$/)
    allowNetworkErrors()
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
    const files = `**/assets/${name}-*.js`
    await page.route(files, (route) => route.fulfill({ status: 404, body: '' }))
    await page.goto(`${app.url}/login`)
    await page.getByText('页面没有加载完整').waitFor()
    await page.unroute(files)
    await page.getByLabel('用户名').waitFor({ timeout: 60_000 })
  })
})

describe('an answer that a screen cannot render', () => {
  it('leaves the rest of the wall honest and live, and the wall mends itself', async () => {
    allowErrors(/TypeError/)
    allowNetworkErrors()
    const line = await cuttable(app.url)
    const { page } = await openWall(browser, line.url, union.command.username)
    const mend = await malform(page, 'resumption', ({ board }: Record<string, { resumption: { days: null } }>) => {
      if (board) board.resumption.days = null
    })
    await page.reload()
    await failure(page, failed).waitFor()
    // at one moment, as the page is loaded anew in between
    await page.waitForFunction(
      () =>
        document.querySelectorAll('[role=alert]').length === 1 &&
        document.querySelectorAll('.board-cell').length === 100,
    )
    line.cut()
    await page.locator('.board-connection.board-stale', { hasText: '数据停在' }).waitFor({ timeout: 30_000 })
    await failure(page, failed).waitFor()
    await mend()
    line.mend()
    await page.locator('.board-second-figure').waitFor({ timeout: 60_000 })
    await live(page)
    expect(await page.getByRole('alert').count()).toBe(0)
    await line.close()
  })

  it('leaves the frame of the desk, whose other pages open; trying again shows the page', async () => {
    allowErrors(/TypeError/)
    const page = await openDesk(browser, app, union.command.username, '/suppliers')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const mend = await malform(page, 'issues(', ({ issues }: Record<string, { edges: null }>) => {
      if (issues) issues.edges = null
    })
    const openIssues = () => page.getByRole('navigation').getByRole('link', { name: '问题' }).click()
    await openIssues()
    await failure(page, failed).waitFor()
    await page.getByRole('link', { name: '小分队' }).click()
    await page.getByRole('heading', { level: 1, name: '小分队' }).waitFor()
    await openIssues()
    await failure(page, failed).waitFor()
    await mend()
    await failure(page, failed).getByRole('button', { name: '重试' }).click()
    await page.getByRole('heading', { level: 1, name: '问题' }).waitFor()
  })
})
