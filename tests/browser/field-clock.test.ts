import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allSent, aPhone, aSquadDay } from '#tests/setup/phone.ts'

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

/** The phone's clock is so many milliseconds ahead; a test sets it by the page's `ahead`. */
function shiftClock(by: number) {
  const page = Object.assign(globalThis, { ahead: by })
  const TrueDate = Date
  const now = () => TrueDate.now() + page.ahead
  globalThis.Date = class extends TrueDate {
    constructor(...given: [string]) {
      super(...(given.length > 0 ? given : ([now()] as unknown as [string])))
    }
    static override now() {
      return now()
    }
  } as DateConstructor
}

const hour = 3_600_000

it.each([
  ['快约 2 小时', 2],
  ['慢约 26 小时', -26],
])(
  'a clock that is wrong (%s) is said, changes neither the day nor the time, and blocks nothing',
  async (said, hours) => {
    const day = await aSquadDay(['回民街糕点厂'])
    const [id] = day.visits
    const { context, page } = await aPhone(browser, app, day.username)
    await page.addInitScript(shiftClock, hours * hour)
    await page.goto(`${app.url}/field`)
    await page.getByText(`时钟${said},按中心时间记`).waitFor()
    await page.getByRole('link', { name: '回民街糕点厂' }).tap()
    await page.getByRole('button', { name: '到达', exact: true }).tap()
    await page.getByText(/\d 到达/).waitFor()
    await allSent(page)
    const { arrivedAt } = await db.visit.findUniqueOrThrow({ where: { id: id! } })
    expect(Math.abs(arrivedAt!.getTime() - Date.now())).toBeLessThan(hour)
    const event = await db.event.findFirstOrThrow({ where: { unionId: day.unionId, name: 'visit.arrived' } })
    expect(event.timeInDoubt).toBe(false)
    await context.close()
  },
)

it('a clock that is set while there is no signal marks the record, at the centre too', async () => {
  const day = await aSquadDay(['莲湖路印刷厂'])
  const [id] = day.visits
  const { context, page } = await aPhone(browser, app, day.username)
  await page.addInitScript(shiftClock, 0)
  await page.goto(`${app.url}/field`)
  await page.getByText('实时').waitFor()
  await page.getByRole('link', { name: '莲湖路印刷厂' }).tap()
  await context.setOffline(true)
  await page.evaluate((ahead) => Object.assign(globalThis, { ahead }), 5 * hour)
  await page.getByRole('button', { name: '到达', exact: true }).tap()
  await page.getByText('未到中心 1 条').waitFor()
  await context.setOffline(false)
  await allSent(page)
  const { arrivedAt } = await db.visit.findUniqueOrThrow({ where: { id: id! } })
  expect(Math.abs(arrivedAt!.getTime() - Date.now())).toBeLessThan(hour)
  const event = await db.event.findFirstOrThrow({ where: { unionId: day.unionId, name: 'visit.arrived' } })
  expect(event.timeInDoubt).toBe(true)
  await context.close()
})
