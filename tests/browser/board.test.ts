import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { orderSupply } from '#server/modules/supplies/order.ts'
import { localDate, now, runAt } from '#server/platform/clock.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allowNetworkErrors } from '#tests/setup/console.ts'
import { cuttable } from '#tests/setup/cuttable.ts'
import { arrived, planned, step, visited } from '#tests/setup/visiting.ts'
import { anIssue, aWallUnion, type WallUnion } from '#tests/setup/wall.ts'
import { faults, live, measured, openWall, said } from '#tests/setup/wall-page.ts'

const figures = `{ board { seq
  campaign { target visited underWay planned onSite openIssues }
  squads { squad { number members { id } } now { steps enterprise { name } days { planned finished } } }
  cells { state } supplies { requested reserved received enterprisesReserved } resumption { enterprises resumed } } }`

type Figures = {
  board: {
    seq: number
    campaign: Record<'target' | 'visited' | 'underWay' | 'planned' | 'onSite' | 'openIssues', number>
    squads: {
      squad: { number: number; members: { id: string }[] }
      now: { steps: string[]; enterprise: { name: string } | null; days: { planned: number; finished: number }[] }
    }[]
    cells: { state: string }[]
    supplies: Record<'requested' | 'reserved' | 'received' | 'enterprisesReserved', number>[]
    resumption: { enterprises: number; resumed: number }
  }
}

let app: TestApp
let union: WallUnion
let browser: Browser
let token: string
const opened: BrowserContext[] = []

async function wall(username = union.command.username, url = app.url): Promise<Page> {
  const { context, page } = await openWall(browser, url, username)
  opened.push(context)
  return page
}

const squad = (number: number) => union.squads[number - 1]!
const enterprise = (position: number) => union.enterprises[position - 1]!

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aWallUnion()
  token = await app.signInAs(union.command.username)
  await visited(squad(1), enterprise(1))
  const visit = await arrived(squad(1), enterprise(2))
  await step(squad(1), visit, 'LOOK')
  await arrived(squad(2), enterprise(3))
  await planned(squad(3), enterprise(4))
  await runAt(new Date(Date.now() - 86_400_000), () => planned(squad(5), enterprise(6)))
})

afterEach(async () => {
  for (const context of opened.splice(0)) await context.close()
})

afterAll(async () => {
  await browser?.close()
  await app?.close()
})

describe('the wall', () => {
  it('shows the figures that the API answers', async () => {
    const page = await wall()
    await live(page)
    const { board } = (await app.gql<Figures>(token, figures)).data!
    expect(await said(page, '.board-main-figure')).toBe(String(board.campaign.visited))
    expect(await said(page, '.board-of')).toContain(`/ ${board.campaign.target} 家`)
    const { visited: done, underWay, planned: waiting, onSite, openIssues } = board.campaign
    const legend = await said(page, '.board-legend')
    for (const part of [`完成 ${done}`, `望闻问切中 ${underWay}`, `已排 ${waiting}`, `现场 ${onSite}`]) {
      expect(legend).toContain(part)
    }
    expect(await page.locator('.board-cell.board-is-DONE').count()).toBe(done)
    expect(await page.locator('.board-cell').count()).toBe(board.cells.length)
    expect(await said(page, '.board-issues header')).toContain(`未结 ${openIssues}`)
    expect(await said(page, '.board-second-figure')).toBe(String(board.resumption.resumed))
    const numbers = await page.locator('.board-number').allInnerTexts()
    expect(numbers.map(Number)).toEqual(board.squads.map((each) => each.squad.number))
    expect(await said(page, '.board-squad .board-whereabouts')).toBe(board.squads[0]!.now.enterprise!.name)
    expect(await page.locator('.board-squad').first().locator('.board-chip-done').count()).toBe(1)
    expect(await said(page, '.board-squad .board-stops')).toBe('今日 1/2')
    // what yesterday left undone is said as that, and no other squad has any
    expect(await page.locator('.board-leftover').allInnerTexts()).toEqual(['昨日剩 1 站'])
    expect(await said(page, '.board-squad:has(.board-leftover) .board-number')).toBe('5')
  })

  it('moves by itself: the figures that a change concerns, and the line that tells it', async () => {
    const page = await wall()
    await live(page)
    const before = Number(await said(page, '.board-main-figure'))
    await page.evaluate(() => document.body.setAttribute('data-loaded', 'once'))
    await visited(squad(4), enterprise(5))
    await page.locator('.board-main-figure', { hasText: String(before + 1) }).waitFor()
    expect(await page.locator('.board-cell.board-is-DONE').count()).toBe(before + 1)
    await page.locator('.board-squad:nth-of-type(5) .board-stops', { hasText: '1/1' }).waitFor()
    await page.locator('.board-event', { hasText: '第 4 小分队结束走访' }).waitFor()

    const { actor } = union.command
    const order = { enterpriseId: enterprise(1), itemId: union.items[0]!, requested: 4321, reserved: 1000 }
    await orderSupply(actor, { clientId: randomUUID(), ...order })
    await page.locator('.board-supply', { hasText: '预定 1,000 / 需 4,321 个' }).waitFor()
    await page.locator('.board-supply', { hasText: '缺口 3,321' }).waitFor()

    const basis = { on: localDate(now()), basis: '走访确认', source: 'VISIT' as const }
    const resumed = { enterpriseIds: [enterprise(7)], to: 'RESUMED' as const, ...basis }
    await setResumption(actor, { clientId: randomUUID(), ...resumed })
    await page.locator('.board-second-figure', { hasText: '1' }).waitFor()

    // one that needs a hand now takes its place before all smaller ones
    await anIssue(actor, enterprise(9), '冷库设备检修人员在外省', 'BLOCKAGE')
    await page.locator('.board-issue', { hasText: '冷库设备检修人员在外省' }).waitFor()
    expect(await page.locator('body').getAttribute('data-loaded')).toBe('once')
  })

  it('says when its data stopped, and after that how many events it caught up, with none missed', async () => {
    const line = await cuttable(app.url)
    const page = await wall(union.command.username, line.url)
    await live(page)
    const { board: known } = (await app.gql<Figures>(token, figures)).data!
    await page.locator('.board-connection', { hasText: `第 ${known.seq.toLocaleString('en')} 号` }).waitFor()
    allowNetworkErrors()
    line.cut()
    const before = Number(await said(page, '.board-main-figure'))
    await visited(squad(5), enterprise(11))
    await visited(squad(6), enterprise(12))
    await page.locator('.board-connection.board-stale', { hasText: '数据停在' }).waitFor({ timeout: 20_000 })
    await page.locator('.board-wall.board-state-stale').waitFor()
    expect(await said(page, '.board-main-figure')).toBe(String(before))
    const { board } = (await app.gql<Figures>(token, figures)).data!
    line.mend()
    const caughtUp = page.locator('.board-connection.board-live', { hasText: `已补上 ${board.seq - known.seq} 条` })
    await caughtUp.waitFor({ timeout: 30_000 })
    expect(await said(page, '.board-main-figure')).toBe(String(board.campaign.visited))
    expect(board.campaign.visited).toBe(before + 2)
    expect(await said(page, '.board-connection')).toContain(`第 ${board.seq.toLocaleString('en')} 号`)
    await line.close()
  })

  it.each([
    [1366, 768],
    [1920, 1080],
    [3840, 2160],
    [5120, 1440],
  ])('fits %i × %i, legible from afar', async (width, height) => {
    const page = await wall()
    await live(page)
    await page.setViewportSize({ width, height })
    const sizes = await measured(page)
    expect(sizes).toMatchObject({ wider: 0, higher: 0, spilt: [] })
    expect(sizes.smallest).toBeGreaterThanOrEqual(0.018)
    expect(sizes.mainFigure).toBeGreaterThanOrEqual(0.12)
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'The hundred' }).waitFor()
    expect(await measured(page)).toMatchObject({ wider: 0, higher: 0, spilt: [] })
  })

  it('shows all of itself on an upright screen', async () => {
    const page = await wall()
    await live(page)
    await page.setViewportSize({ width: 1080, height: 1920 })
    expect(await measured(page)).toMatchObject({ wider: 0, higher: 0 })
  })

  it('stacks on a phone without going beyond its width', async () => {
    const page = await wall()
    await live(page)
    await page.setViewportSize({ width: 390, height: 844 })
    expect((await measured(page)).wider).toBe(0)
  })

  it('is free of accessibility faults in both languages, with the wall’s contrast', async () => {
    const page = await wall()
    await live(page)
    expect(await faults(page)).toEqual([])
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Unresolved issues' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await faults(page)).toEqual([])
  })

  it('names a cell under the keyboard and opens its enterprise', async () => {
    const page = await wall()
    await live(page)
    await page.locator('.board-cell[tabindex="0"]').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    const caption = page.locator('.board-caption')
    expect(await caption.innerText()).toContain('12 号')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/desk\/enterprises\/.+/)
  })
})
