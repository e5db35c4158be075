import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { aPhone, aSquadDay, visitEvents } from '#tests/setup/phone.ts'

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

it('an arrival and an end are taken back by a tap within ten seconds, sent or not', async () => {
  const day = await aSquadDay(['甜水井豆花店'])
  const [visitId] = day.visits
  const { context, page } = await aPhone(browser, app, day.username, 360)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const visit = () => db.visit.findUniqueOrThrow({ where: { id: visitId! }, include: { undos: true } })
  const becomes = (row: object) => expect.poll(visit, { timeout: 15_000 }).toMatchObject(row)
  await page.goto(`${app.url}/field`)
  await page.getByRole('link', { name: '甜水井豆花店' }).tap()

  await button('到达').waitFor()
  await context.setOffline(true)
  await button('到达').tap()
  await button('撤回到达').tap()
  await button('到达').waitFor()
  await context.setOffline(false)
  await becomes({ undos: [{}] })
  expect(await visit()).toMatchObject({ state: 'PLANNED', undos: [{ finishedAt: null }] })

  await button('到达').tap()
  await page.getByRole('radio', { name: '关门未遇' }).tap()
  await page.getByLabel(/^后续跟进/).fill('初十再来')
  await button('结束走访').tap()
  await becomes({ state: 'FINISHED' })
  await button('撤回结束').tap()
  await becomes({ state: 'ARRIVED', outcome: null, undos: [{}, { followUp: '初十再来' }] })
  expect(await page.getByLabel(/^后续跟进/).inputValue()).toBe('初十再来')
  await button('结束走访').tap()
  await becomes({ state: 'FINISHED', outcome: 'CLOSED_SHOP', followUp: '初十再来' })
  const ways = ['arrived', 'arrival_undone', 'arrived', 'finished', 'finish_undone', 'finished']
  expect(await visitEvents(day.unionId)).toEqual(ways.map((name) => `visit.${name}`))

  await button('撤回结束').waitFor({ state: 'detached' })
  await context.close()
})
