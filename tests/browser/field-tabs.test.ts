import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allSent, aPhone, aSquadDay, section, visitEvents } from '#tests/setup/phone.ts'

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

it('a stop planned on the phone and open in two tabs goes over to its new id in both, under the hand that types', async () => {
  const day = await aSquadDay([], ['莲湖路印刷厂'])
  const { context, page } = await aPhone(browser, app, day.username)
  await page.goto(`${app.url}/field`)
  await page.getByText('加一站').tap()
  await page.getByLabel('企业名称').fill('印刷')
  await page.getByRole('button', { name: '查找' }).tap()
  await page.getByRole('button', { name: '加到今天' }).waitFor()
  const other = await context.newPage()
  await other.goto(`${app.url}/field`)
  await other.getByText('实时').waitFor()
  await context.setOffline(true)
  await page.getByRole('button', { name: '加到今天' }).tap()
  await page.getByRole('link', { name: '莲湖路印刷厂' }).tap()
  await page.getByRole('button', { name: '到达', exact: true }).tap()
  await other.getByRole('link', { name: '莲湖路印刷厂' }).tap()
  const words = section(other, '闻').getByLabel('听到的意见')
  await words.fill('缺')
  // the very element is still there, and still has the caret, when the centre has named the stop
  await words.evaluate((element) => element.setAttribute('data-same', 'yes'))
  // whatever is on the screen meanwhile is noted: the stop must not be gone for a moment
  await other.evaluate(() => {
    const seen = { gone: 0 }
    Object.assign(globalThis, { seen })
    new MutationObserver(() => {
      if (!document.querySelector('[data-same]')) seen.gone += 1
    }).observe(document.body, { childList: true, subtree: true })
  })
  await context.setOffline(false)
  await Promise.all([allSent(page), allSent(other)])
  await other.keyboard.type('人手')
  expect(await words.inputValue()).toBe('缺人手')
  expect(await words.getAttribute('data-same')).toBe('yes')
  expect(await other.evaluate(() => (globalThis as unknown as { seen: { gone: number } }).seen.gone)).toBe(0)
  for (const tab of [page, other]) expect(tab.url()).not.toContain('local')
  const drafts = await other.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft ')))
  expect(drafts.filter((key) => key.includes('local:'))).toEqual([])
  expect(await visitEvents(day.unionId)).toEqual(['visit.arrived'])
  await context.close()
})
