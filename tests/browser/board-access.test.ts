import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allowNetworkErrors } from '#tests/setup/console.ts'
import { anAccount, aUnion } from '#tests/setup/factories.ts'
import { faults, live, openWall, said } from '#tests/setup/wall-page.ts'

let app: TestApp
let browser: Browser
let token: string
const opened: BrowserContext[] = []

async function wall(username: string | null): Promise<Page> {
  const { context, page } = await openWall(browser, app.url, username)
  opened.push(context)
  return page
}

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  const { id: unionId } = await aUnion()
  token = await app.signInAs((await anAccount(unionId)).username)
})
afterEach(async () => {
  for (const context of opened.splice(0)) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

describe('a board without a session', () => {
  it('says so in a sentence and leads to the sign-in', async () => {
    const page = await wall(null)
    await page.getByRole('heading', { name: '看板还没有登录。' }).waitFor()
    expect(await page.getByRole('link', { name: '去登录' }).getAttribute('href')).toContain('/login')
    expect(await faults(page)).toEqual([])
  })

  it('becomes a wall by a one-use link, which leaves no code in the address and no links on the screen', async () => {
    const answer = await app.change<{ link: string }>(token, 'createWallPairing', { name: '一楼大厅' }, 'link')
    const { link } = answer.data!.createWallPairing!
    const page = await wall(null)
    await page.goto('about:blank')
    await page.goto(link)
    await live(page)
    expect(page.url()).toBe(`${app.url}/board`)
    expect(await page.locator('.board-wall a').count()).toBe(0)
    const second = await wall(null)
    await second.goto('about:blank')
    await second.goto(link)
    await second.getByRole('heading', { name: '配对没有成功' }).waitFor()
  })

  it('becomes a wall also where the answers to the first tries are lost', async () => {
    allowNetworkErrors()
    const answer = await app.change<{ link: string }>(token, 'createWallPairing', { name: '二楼走廊' }, 'link')
    const page = await wall(null)
    let lost = 0
    await page.route('**/graphql', async (route) => {
      if (lost >= 2 || !route.request().postData()?.includes('pairWall')) return route.fallback()
      lost += 1
      if (lost === 1) await route.fetch()
      await route.abort()
    })
    await page.goto('about:blank')
    await page.goto(answer.data!.createWallPairing!.link)
    await live(page)
    expect(lost).toBe(2)
  })
})

describe('a board of several unions', () => {
  it('never shows one union under the address of another', async () => {
    const district = await aUnion({ level: 'DISTRICT', name: '莲湖区总工会' })
    const [one, other] = await Promise.all(
      ['北院门街道工会', '青年路街道工会'].map((name) => aUnion({ name, parentId: district.id })),
    )
    const account = await anAccount(district.id, { role: 'DISTRICT' })
    const page = await wall(account.username)
    await page.goto(`${app.url}/board?union=${globalId('TradeUnion', one!.id)}`)
    await live(page)
    expect(await said(page, '.board-union')).toBe('北院门街道工会')
    // the answer is held until the page has been looked at
    let answer = () => {}
    const isHeld = new Promise<void>((resolve) => {
      void page.route('**/graphql', async (route) => {
        if (!route.request().postData()?.includes('query Wall(')) return route.fallback()
        resolve()
        await new Promise<void>((release) => {
          answer = release
        })
        await route.continue()
      })
    })
    await page.evaluate(
      (to) => {
        history.pushState(null, '', to)
        dispatchEvent(new PopStateEvent('popstate'))
      },
      `/board?union=${globalId('TradeUnion', other!.id)}`,
    )
    await isHeld
    await page.getByRole('heading', { name: '正在读取看板' }).waitFor()
    expect(await page.getByText('北院门街道工会').count()).toBe(0)
    answer()
    await live(page)
    expect(await said(page, '.board-union')).toBe('青年路街道工会')
  })
})
