import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createEnterprise } from '#server/modules/enterprises/create.ts'
import { globalId } from '#server/platform/ids.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { button, dialogOf, expectAccessible, openDesk, submit, tooWide } from '#tests/setup/desk.ts'
import { aWallUnion, type WallUnion } from '#tests/setup/wall.ts'

let app: TestApp
let browser: Browser
let union: WallUnion
let olderId: string

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aWallUnion()
  const input = { clientId: randomUUID(), name: '回坊小吃(总店)', address: '北院门 1 号' }
  olderId = globalId('Enterprise', (await createEnterprise(union.command.actor, input)).subjectId!)
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('an enterprise that is typed is shown beside its likely double, and once it is saved both stand in the list of pairs', async () => {
  const page = await openDesk(browser, app, union.command.username, '/enterprises/doubles')
  await page.getByText('没有发现可能重复的企业。').waitFor()
  await page.getByRole('link', { name: '企业名册' }).click()

  await button(page, '登记企业').click()
  const dialog = dialogOf(page)
  const double = dialog.getByRole('link', { name: /回坊小吃\(总店\)/ })
  await dialog.getByRole('textbox', { name: '名称', exact: true }).fill('回坊小吃（总店）')
  await dialog.getByText('仅同名').waitFor()
  await dialog.getByRole('textbox', { name: '地址', exact: true }).fill('西羊市 9 号')
  await double.waitFor({ state: 'detached' })
  await dialog.getByRole('textbox', { name: '地址', exact: true }).fill('北院门１号')
  await dialog.getByText('同名同址').waitFor()
  expect(await double.getAttribute('href')).toBe(`/desk/enterprises/${olderId}`)
  expect(await double.getAttribute('target')).toBe('_blank')
  await expectAccessible(page)
  await submit(page, '保存')
  await dialog.waitFor({ state: 'detached' })

  await page.goto(`${app.url}/desk/enterprises/doubles`)
  const pair = page.getByRole('table', { name: '回坊小吃（总店）' })
  await pair.waitFor()
  expect(await pair.locator('[data-differs] th').allTextContents()).toEqual(['地址(两边不同)'])
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await tooWide(page)).toBe(0)

  await pair.getByRole('link', { name: '回坊小吃(总店)' }).click()
  const part = page.locator('.record-part').filter({ has: page.getByRole('heading', { name: /可能重复/ }) })
  await part.getByRole('link', { name: /回坊小吃（总店）/ }).waitFor()
})

it('a pair that is two shops is put away on the record and put back from the second list', async () => {
  const page = await openDesk(browser, app, union.command.username, `/enterprises/${olderId}`)
  const part = page.locator('.record-part').filter({ has: page.getByRole('heading', { name: /可能重复/ }) })
  await part.getByRole('button', { name: '合并' }).click()
  await dialogOf(page).getByRole('textbox', { name: '为何是同一家' }).waitFor()
  await page.keyboard.press('Escape')
  await part.getByRole('button', { name: '不是同一家' }).click()
  await part.waitFor({ state: 'detached' })
  await page.goto(`${app.url}/desk/enterprises/doubles`)
  await page.getByText('没有发现可能重复的企业。').waitFor()
  await page.getByRole('radio', { name: '不是同一家' }).click()
  const pair = page.getByRole('table', { name: '回坊小吃（总店）' })
  await pair.waitFor()
  await expectAccessible(page)
  await button(page, '放回可能重复').click()
  await pair.waitFor({ state: 'detached' })
  await page.getByRole('radio', { name: '可能重复' }).click()
  await pair.waitFor()
})

it('one of a pair is merged into the other, its address leads there, and the two are taken apart again', async () => {
  const page = await openDesk(browser, app, union.command.username, '/enterprises/doubles')
  const pair = page.getByRole('table', { name: '回坊小吃（总店）' })
  const doubleId = (await pair.getByRole('link', { name: '回坊小吃（总店）' }).getAttribute('href'))!.split('/').at(-1)
  await pair.getByRole('button', { name: '保留这一家' }).first().click()
  await dialogOf(page).getByRole('textbox', { name: '为何是同一家' }).fill('电话核实,同一位老板')
  await expectAccessible(page)
  await submit(page, '合并')
  await page.getByText('没有发现可能重复的企业。').waitFor()

  await page.goto(`${app.url}/desk/enterprises/${doubleId}`)
  await page.waitForURL(`**/desk/enterprises/${olderId}`)
  const merged = page.locator('.record-part').filter({ has: page.getByRole('heading', { name: /并入的登记/ }) })
  await merged.getByText('回坊小吃（总店）').waitFor()
  await expectAccessible(page)
  await merged.getByRole('button', { name: '撤销合并' }).click()
  await merged.waitFor({ state: 'detached' })
  await page.goto(`${app.url}/desk/enterprises/doubles`)
  await pair.waitFor()
})
