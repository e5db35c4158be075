import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '#server/app.ts'
import { clientFolder } from '#server/http/files.ts'
import { keepFiles } from '#server/http/kept-files.ts'
import { readEnv } from '#server/platform/env.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { aBalancer, type Balancer } from '#tests/setup/balancer.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allowNetworkErrors } from '#tests/setup/console.ts'
import { openDesk } from '#tests/setup/desk.ts'
import { otherBuild } from '#tests/setup/other-build.ts'
import { aPhone, aSquadDay } from '#tests/setup/phone.ts'
import { aWallUnion, type WallUnion } from '#tests/setup/wall.ts'
import { live, openWall } from '#tests/setup/wall-page.ts'

let first: TestApp
let second: App
let folder: string
let browser: Browser
let union: WallUnion
let balancer: Balancer

beforeAll(async () => {
  first = await startTestApp()
  folder = await mkdtemp(join(tmpdir(), 'sizhen-build-'))
  await otherBuild(clientFolder, folder)
  await keepFiles(clientFolder)
  await keepFiles(folder)
  second = await buildApp(readEnv({}), folder)
  await new Promise<void>((resolve) => second.server.listen(0, '127.0.0.1', resolve))
  const { port } = second.server.address() as AddressInfo
  balancer = await aBalancer([first.url, `http://127.0.0.1:${port}`], (turn) => turn)
  browser = await launchChromium()
  union = await aWallUnion()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await balancer?.close()
  await second?.close()
  await first?.close()
  await rm(folder, { recursive: true, force: true })
})

const seed = Date.now()
const atRandom = (turn: number) => createHash('sha256').update(`${seed} ${turn}`).digest()[0]!

/** The test's application, as it is reached by the balancer. */
const balanced = () => ({ ...first, url: balancer.url })

const entryOf = (page: Page) => page.locator('script[type="module"][src]').last().getAttribute('src')

describe('while two builds stand behind one address', () => {
  it.each([
    ['in turn', (turn: number) => turn],
    [`at random (seed ${seed})`, atRandom],
  ])('answering %s, the wall, the desk and the phone open each time', async (_, order) => {
    balancer.order = order
    const day = await aSquadDay(['西大街钟表行'])
    const { page: wall } = await openWall(browser, balancer.url, union.command.username)
    const desk = await openDesk(browser, balanced(), union.command.username)
    const { page: phone } = await aPhone(browser, balanced(), day.username)
    await phone.goto(`${balancer.url}/field`)
    for (let round = 0; round < 3; round++) {
      await live(wall)
      await desk.getByRole('navigation').getByRole('link', { name: '问题' }).click()
      await desk.getByRole('heading', { level: 1, name: '问题' }).waitFor()
      await phone.getByRole('link', { name: '西大街钟表行' }).waitFor()
      await Promise.all([wall.reload(), desk.goto(`${balancer.url}/desk`), phone.reload()])
    }
    await live(wall)
  })

  it('a page that was opened before the change goes on when only nodes of the other build are left', async () => {
    balancer.order = () => 0
    const desk = await openDesk(browser, balanced(), union.command.username)
    await desk.getByRole('heading', { level: 1 }).waitFor()
    const entry = await entryOf(desk)
    balancer.order = () => 1
    for (const name of ['问题', '物资', '百家']) {
      await desk.getByRole('navigation').getByRole('link', { name }).click()
      await desk.getByRole('heading', { level: 1, name }).waitFor()
    }
    expect(await entryOf(desk)).toBe(entry)
    await desk.reload()
    await desk.getByRole('heading', { level: 1 }).waitFor()
    expect(await entryOf(desk)).not.toBe(entry)
  })
})

describe('a wall that looks while a new build is put in place', () => {
  it('stays white only until the server hands out the whole page', async () => {
    allowNetworkErrors()
    balancer.order = () => 0
    const { page } = await openWall(browser, balancer.url, union.command.username)
    await live(page)
    let asked = 0
    await page.route('**/assets/page-*', (route) => {
      asked += 1
      return route.fulfill({ status: 404, body: '' })
    })
    await page.reload()
    await page.getByText('页面没有加载完整').waitFor()
    await expect.poll(() => asked, { timeout: 60_000 }).toBeGreaterThan(4)
    await page.unroute('**/assets/page-*')
    await live(page)
  })

  it('that hears nothing any more although the server answers is loaded anew from outside', async () => {
    balancer.order = () => 0
    const { page } = await openWall(browser, balancer.url, union.command.username)
    await live(page)
    const loaded = page.waitForEvent('load', { timeout: 60_000 })
    await page.evaluate(() => {
      const now = performance.now.bind(performance)
      window.dispatchEvent = () => true
      performance.now = () => now() + 100_000
    })
    await loaded
    await live(page)
  })
})

it('the files of the last five builds are kept, the latest first', async () => {
  const builds = async () => (await db.clientFile.groupBy({ by: ['build'] })).length
  const folders = await Promise.all([1, 2, 3, 4].map(async () => mkdtemp(join(tmpdir(), 'sizhen-build-'))))
  let from = folder
  for (const each of folders) {
    await otherBuild(from, each)
    await keepFiles(each)
    from = each
  }
  expect(await builds()).toBe(5)
  await keepFiles(clientFolder)
  expect(await builds()).toBe(5)
  await Promise.all(folders.map((each) => rm(each, { recursive: true })))
})
