import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, it } from 'vitest'
import { skipVisit } from '#server/modules/visits/skip.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { expectAccessible } from '#tests/setup/desk.ts'
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

it('everybody can read and reach what the phone shows, from signing in to a record that was refused', async () => {
  const day = await aSquadDay(['大皮院清真超市', '庙后街药店'])
  const { context, page } = await aPhone(browser, app, day.username, 360)
  const cookies = await context.cookies()
  await context.clearCookies()
  await page.goto(`${app.url}/field`)
  await page.getByText('请先登录').waitFor()
  await expectAccessible(page)
  await context.addCookies(cookies)
  await page.goto(`${app.url}/field`)
  await page.getByRole('link', { name: '大皮院清真超市' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: '庙后街药店' }).tap()
  await expectAccessible(page)
  await page.getByRole('button', { name: '到达', exact: true }).tap()
  await page.getByRole('button', { name: '结束走访' }).waitFor()
  await allSent(page)
  await expectAccessible(page)
  await page.getByRole('link', { name: '返回站点列表' }).tap()
  await page.getByRole('link', { name: '大皮院清真超市' }).tap()
  await context.setOffline(true)
  await page.getByRole('button', { name: '看完了' }).tap()
  await page.getByText('未到中心 1 条').waitFor()
  await expectAccessible(page)
  await skipVisit(day.squad, { clientId: randomUUID(), visitId: day.visits[0]!, reason: '改期' })
  await context.setOffline(false)
  await page.getByRole('alert').getByText('这一站已经跳过').waitFor()
  await expectAccessible(page)
  await context.close()
})
