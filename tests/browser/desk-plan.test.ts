import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { planVisit } from '#server/modules/visits/plan.ts'
import { addDays, localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { button, expectAccessible, openDesk, tooWide } from '#tests/setup/desk.ts'
import { anAccount, anActor, anEnterprise, aSquad, aUnion } from '#tests/setup/factories.ts'

let app: TestApp
let browser: Browser
let command: { actor: Actor; username: string }
let squads: string[]
let unionId: string
/** The enterprises of each squad's zone, four of each, in the order of their names. */
let shops: string[][]
const on = localDate(addDays(new Date(), 1))

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  unionId = (await aUnion()).id
  const account = await anAccount(unionId)
  command = { actor: await anActor(account.id), username: account.username }
  squads = []
  shops = []
  for (let number = 1; number <= 10; number++) {
    const zone = await db.zone.create({ data: { unionId, name: `片区${number}`, position: number } })
    squads.push(await aSquad(unionId, { number, zoneIds: [zone.id] }))
    const names = ['甲', '乙', '丙', '丁'].map((nth) => `第${number}片${nth}店`)
    const ids = await Promise.all(names.map((name) => anEnterprise(command.actor, { name, zoneId: zone.id })))
    // they are proposed in the order of their addresses
    for (const [index, id] of ids.entries()) {
      await db.enterprise.update({ where: { id }, data: { address: `莲湖区西大街${index + 1}号` } })
    }
    shops.push(ids)
  }
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  await db.visit.updateMany({ where: { unionId }, data: { state: 'VOIDED', counts: false } })
  await db.enterprise.updateMany({ where: { unionId }, data: { progress: 'NOT_PLANNED', progressStep: null } })
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const desk = (path = `/plan?on=${on}`) => openDesk(browser, app, command.username, path)

const list = (page: Page, squad: number) => page.getByRole('grid', { name: `第 ${squad} 小分队的站点`, exact: true })

const cards = (page: Page, squad: number) => list(page, squad).getByRole('row')

const card = (page: Page, squad: number, name: string) => cards(page, squad).filter({ hasText: name })

/** Waits until a place within a squad’s list is where the card would be put down. */
const target = (page: Page, squad: number) =>
  list(page, squad).locator('.react-aria-DropIndicator[data-drop-target]').waitFor({ state: 'attached' })

/** Waits until the page says so. */
const said = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor()

/** What is recorded for a squad on the day, in the order of the stops. */
async function recorded(squad: number): Promise<string[]> {
  const visits = await db.visit.findMany({
    where: { squadId: squads[squad - 1]!, plannedOn: new Date(on), state: 'PLANNED' },
    include: { enterprise: true },
    orderBy: { stop: 'asc' },
  })
  return visits.map(({ enterprise, agreedTime }) => [enterprise.name, agreedTime].filter(Boolean).join(' '))
}

const plan = (squad: number, enterpriseId: string) =>
  planVisit(command.actor, { clientId: randomUUID(), squadId: squads[squad - 1]!, enterpriseId, plannedOn: on })

it('a day for ten squads takes three presses and nothing typed, and one takes it back', async () => {
  const page = await desk('/visits')
  let presses = 0
  const press = async (name: string) => {
    await page
      .getByRole(name === '排班' ? 'link' : 'button', { name, exact: true })
      .last()
      .click()
    presses += 1
  }
  await press('排班')
  // in the morning the page opens with today, later with tomorrow
  await page.waitForURL(/plan\?on=/)
  const day = new Date(new URL(page.url()).searchParams.get('on')!)
  await press('按片区排好')
  for (let squad = 1; squad <= 10; squad++) expect(await cards(page, squad).count()).toBe(3)
  await expectAccessible(page)
  await press('排定 30 站')
  await said(page, '已排定 30 站')
  expect(presses).toBe(3)
  const count = () => db.visit.count({ where: { unionId, plannedOn: day, state: 'PLANNED' } })
  expect(await count()).toBe(30)
  await cards(page, 10).first().getByText('已排').waitFor()
  await expectAccessible(page)

  await button(page, '撤销').click()
  await page.getByText('已撤回 30 站,放回草稿').waitFor({ timeout: 40_000 })
  expect(await count()).toBe(0)
  await page.reload()
  expect(await cards(page, 1).count()).toBe(0)
  await button(page, '排定 30 站').waitFor()
  for (let squad = 1; squad <= 10; squad++) expect(await cards(page, squad).count()).toBe(3)
})

it('cards are dragged by keyboard to another squad, get a time by one press, and stay a draft on this device', async () => {
  const page = await desk()
  await button(page, '按片区排好').click()
  await cards(page, 1).first().focus()
  // arrows go from card to card, and to the handle of a card
  for (const key of ['ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
  await page.getByRole('button', { name: '拖动 第1片乙店' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await target(page, 1)
  // from list to list by Tab, within it by arrows
  await page.keyboard.press('Tab')
  await list(page, 2).and(page.locator('[data-drop-target]')).waitFor()
  await page.keyboard.press('ArrowDown')
  await target(page, 2)
  await page.keyboard.press('Enter')
  await card(page, 2, '第1片乙店').waitFor()
  expect(await cards(page, 1).count()).toBe(2)
  await card(page, 2, '第1片乙店').getByRole('button', { name: '约定的时间' }).click()
  await button(page, '09:30').click()
  await page.reload()
  await card(page, 2, '第1片乙店').getByText('09:30').waitFor()
  expect(await tooWide(page)).toBe(0)

  await button(page, '排定 30 站').click()
  await said(page, '已排定 30 站')
  expect((await recorded(2)).toSorted()).toEqual(['第1片乙店 09:30', '第2片甲店', '第2片乙店', '第2片丙店'].toSorted())
})

it('a recorded stop is moved at once from its menu, and the move can be taken back', async () => {
  await plan(1, shops[0]![0]!)
  await plan(1, shops[0]![1]!)
  const page = await desk()
  await card(page, 1, '第1片甲店').getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: '移到第 3 小分队' }).click()
  await said(page, '第1片甲店 已移到第 3 小分队')
  await card(page, 3, '第1片甲店').waitFor()
  expect([await recorded(1), await recorded(3)]).toEqual([['第1片乙店'], ['第1片甲店']])
  await button(page, '撤销').click()
  await card(page, 1, '第1片甲店').waitFor()
  await vi.waitFor(async () => expect(await recorded(1)).toEqual(['第1片甲店', '第1片乙店']))
})

it('what somebody else plans meanwhile leaves the draft with a note, and a refusal stays on its card', async () => {
  const page = await desk()
  await button(page, '按片区排好').click()
  await plan(4, shops[1]![0]!)
  await page.getByText('已由第 4 小分队排走,从草稿中移出:第2片甲店').waitFor()
  await card(page, 4, '第2片甲店').getByText('已排').waitFor()
  expect(await card(page, 2, '第2片甲店').count()).toBe(0)
  await button(page, '知道了').click()

  // the other one is faster than the news of it
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('mutation PlanDay')) await plan(5, shops[1]![1]!)
    await route.continue()
  })
  await page.getByRole('button', { name: /^排定 \d+ 站$/ }).click()
  await page
    .getByRole('alert')
    .or(page.getByText('排走,从草稿中移出'))
    .filter({ hasText: '第2片乙店' })
    .first()
    .waitFor()
  expect(await recorded(1)).toEqual([])
})
