import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { button, dialogOf, expectAccessible, openDesk, said, submit, tooWide } from '#tests/setup/desk.ts'
import { anAccount } from '#tests/setup/factories.ts'
import { assignIssue, mutate, openIssue } from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let app: TestApp
let browser: Browser
let page: Page
let union: SmallUnion

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aSmallUnion()
  const { username } = await anAccount(union.unionId, { role: 'AGENCY', agencyId: union.tax.agencyId })
  page = await openDesk(browser, app, username, '/inbox')
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('counts what was given, says why, and is silent once it is acknowledged', async () => {
  await page.getByText('没有提醒。').waitFor()
  const { id } = await openIssue(union.command, union.enterprises[0], { title: '缓缴税款' })
  await assignIssue(union.command, id, union.tax)
  await page.getByRole('link', { name: '缓缴税款' }).waitFor()
  await page.getByRole('navigation').getByText('1 条待确认').waitFor()
  expect(await page.title()).toMatch(/^\(1\) /)
  expect(await page.locator('.ui-table tbody').innerText()).toContain('新派')
  await expectAccessible(page)
  await button(page, '确认').click()
  await page.getByText('没有提醒。').waitFor()
  expect(await page.title()).toBe('提醒')
  await button(page, '全部').click()
  await page.getByText('已确认').waitFor()
})

it('keeps the sound as chosen after a reload, and what somebody is told of', async () => {
  await button(page, '声音:关').click()
  await page.reload()
  await button(page, '声音:开').waitFor()
  await page.locator('.ui-part', { hasText: '提醒设置' }).getByRole('button', { name: '修改' }).click()
  await dialogOf(page).getByText('延期').click()
  await submit(page, '保存')
  await said(page, '已保存提醒设置')
  const { id } = await openIssue(union.command, union.enterprises[0], { title: '再缓缴' })
  await assignIssue(union.command, id, union.tax)
  await page.getByRole('link', { name: '再缓缴' }).waitFor()
  const doneBy = new Date(Date.now() + 30 * 86_400_000).toISOString()
  await mutate(union.command, 'extendIssue', { issueId: globalId('Issue', id), doneBy, reason: '等货' })
  await page.goto(`${app.url}/desk/issues/${encodeURIComponent(globalId('Issue', id))}`)
  await page.getByText('延期 1 次').first().waitFor()
  await page.goto(`${app.url}/desk/inbox`)
  await page.getByRole('link', { name: '再缓缴' }).waitFor()
  expect(await page.locator('.ui-table tbody tr').count()).toBe(1)
})

it('says who is told while somebody is away, and fits a phone', async () => {
  await button(page, '添加不在岗').click()
  await dialogOf(page).waitFor()
  await submit(page, '保存')
  await page.getByText('代理人:没有').waitFor()
  await button(page, '删除').click()
  await page.getByText('今天起都在岗。').waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await tooWide(page)).toBe(0)
})
