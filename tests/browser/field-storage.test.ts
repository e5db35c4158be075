import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allSent, aPhone, aSquadDay, visitEvents } from '#tests/setup/phone.ts'

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

/** The browser has no space left as long as the page's `isFull` says so. Chromium's own limit cannot be set for a test. */
function fillStorage() {
  const page = globalThis as { isFull?: boolean }
  for (const prototype of [IDBObjectStore.prototype, Storage.prototype]) {
    const name = prototype === Storage.prototype ? 'setItem' : 'put'
    const write = Reflect.get(prototype, name)
    Reflect.set(prototype, name, function (this: unknown, ...given: unknown[]) {
      if (page.isFull) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
      return Reflect.apply(write, this, given)
    })
  }
}

it('a phone without space says so, and keeps the record once there is some', async () => {
  const day = await aSquadDay(['回民街糕点厂'])
  const { context, page } = await aPhone(browser, app, day.username)
  await page.addInitScript(fillStorage)
  await page.goto(`${app.url}/field`)
  await page.getByRole('link', { name: '回民街糕点厂' }).tap()
  await page.getByLabel('要点').fill('老店')
  await page.evaluate(() => Object.assign(globalThis, { isFull: true }))
  await page.getByRole('button', { name: '到达', exact: true }).tap()
  await page.getByRole('alert').getByText('手机的存储空间满了,这一条没有存下').waitFor()
  await page.getByLabel('要点').fill('老店,两代人')
  await page.getByText('正在录入的内容只在本页里').waitFor()
  await page.evaluate(() => Object.assign(globalThis, { isFull: false }))
  await page.getByLabel('要点').fill('老店,三代人')
  await page.getByText('正在录入的内容只在本页里').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '到达', exact: true }).tap()
  await page.getByText(/\d 到达/).waitFor()
  await allSent(page)
  expect(await visitEvents(day.unionId)).toEqual(['visit.arrived'])
  await context.close()
})

it('a browser that cleared the phone’s records says how many are gone', async () => {
  const day = await aSquadDay(['莲湖路印刷厂'])
  const { context, page } = await aPhone(browser, app, day.username)
  await page.goto(`${app.url}/field`)
  await page.getByRole('link', { name: '莲湖路印刷厂' }).tap()
  await context.setOffline(true)
  await page.getByRole('button', { name: '到达', exact: true }).tap()
  await page.getByText('未到中心 1 条').waitFor()
  await page.goto('about:blank')
  await context.setOffline(false)
  await page.goto(`${app.url}/login`)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin: app.url, storageTypes: 'indexeddb' })
  await page.goto(`${app.url}/field`)
  await page.getByText('有 1 条记录还没到中心就不在了').waitFor()
  await page.getByRole('button', { name: '知道了' }).tap()
  await page.reload()
  await page.getByRole('link', { name: '莲湖路印刷厂' }).waitFor()
  expect(await page.getByText('就不在了').count()).toBe(0)
  await context.close()
})
