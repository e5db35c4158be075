import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { button, counts, dialogOf, fromRecordMenu, openDesk, panelOf, rows } from '#tests/setup/desk.ts'
import { aWallUnion, type WallUnion } from '#tests/setup/wall.ts'

let app: TestApp
let browser: Browser
let union: WallUnion

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aWallUnion(12)
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const desk = (path = '') => openDesk(browser, app, union.command.username, path)

/** Waits until it has the focus. */
const focused = (one: Locator) =>
  expect.poll(() => one.evaluate((element) => element === document.activeElement), { timeout: 5000 }).toBe(true)

describe('the focus', () => {
  it('is in the first field of a dialog, and after Esc where it was', async () => {
    const page = await desk('/enterprises')
    await counts(page, 12)
    const opener = button(page, '登记企业')
    await opener.focus()
    await page.keyboard.press('Enter')
    await focused(page.getByLabel('名称', { exact: true }))
    await page.keyboard.press('Escape')
    await dialogOf(page).waitFor({ state: 'detached' })
    await focused(opener)
    await page.goto(`${app.url}/desk/visits`)
    await button(page, '补录走访').click()
    await focused(dialogOf(page).getByRole('button', { name: '小分队' }))
    await page.keyboard.press('Escape')
    await focused(button(page, '补录走访'))
    // one Esc closes what lies above alone: the list of choices, then the dialog
    await page.keyboard.press('Enter')
    await focused(dialogOf(page).getByRole('button', { name: '小分队' }))
    await page.keyboard.press('Enter')
    await page.getByRole('listbox').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    expect(await dialogOf(page).count()).toBe(1)
    await page.keyboard.press('Escape')
    await dialogOf(page).waitFor({ state: 'detached' })
  })

  it('goes past the menu by the skip link', async () => {
    const page = await desk('/enterprises')
    await counts(page, 12)
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: '跳到正文' })
    await focused(skip)
    expect((await skip.boundingBox())!.y).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    await focused(page.getByRole('main'))
    expect(new URL(page.url()).hash).toBe('')
  })

  it('is on the heading of another page, and after Back on the row’s link', async () => {
    const page = await desk('/enterprises')
    await counts(page, 12)
    // where a record has no room beside its list, it has a page of its own
    await page.setViewportSize({ width: 1024, height: 768 })
    const link = rows(page).getByRole('link').nth(7)
    await link.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/enterprises\/./)
    await focused(page.getByRole('heading', { level: 1 }))
    await page.goBack()
    await counts(page, 12)
    await focused(rows(page).getByRole('link').nth(7))
  })
})

describe('a list by the keyboard alone', () => {
  it('is searched by /, gone through by j and k, opened by Enter and closed by Esc', async () => {
    const page = await desk('/enterprises')
    await counts(page, 12)
    const links = rows(page).getByRole('link')
    await page.keyboard.press('j')
    await focused(links.nth(0))
    for (const key of ['j', 'j', 'ArrowDown', 'k', 'ArrowUp', 'j']) await page.keyboard.press(key)
    await focused(links.nth(2))
    const [third, fourth] = await links
      .allInnerTexts()
      .then((names) => names.slice(2, 4).map((name) => name.split('\n')[0]!))
    await page.keyboard.press('Enter')
    await panelOf(page).getByRole('heading', { level: 2, name: third! }).waitFor()
    // the record beside the list follows the keys
    await focused(page.locator('.ui-list-table .ui-row-link').nth(2))
    await page.keyboard.press('j')
    await panelOf(page).getByRole('heading', { level: 2, name: fourth! }).waitFor()
    await page.keyboard.press('Escape')
    await panelOf(page).waitFor({ state: 'detached' })
    await focused(links.nth(3))
    await page.keyboard.press('k')
    await focused(links.nth(2))
    await page.keyboard.press('/')
    await page.keyboard.type('第9号')
    await counts(page, 1)
    expect(new URL(page.url()).searchParams.get('search')).toBe('第9号')
    // letters that are typed are no commands
    await page.keyboard.type('jkx')
    expect(await page.getByRole('searchbox').inputValue()).toBe('第9号jkx')
    await page.keyboard.press('Escape')
    await counts(page, 12)
  })

  it('of a dialog above it gets none of these keys', async () => {
    const page = await desk(`/enterprises?open=${globalId('Enterprise', union.enterprises[0]!)}`)
    await panelOf(page).getByRole('heading', { level: 2 }).first().waitFor()
    await fromRecordMenu(page, '登记复工')
    await page.getByLabel('依据').click()
    await page.keyboard.type('j/kx')
    expect(await page.getByLabel('依据').inputValue()).toBe('j/kx')
    await page.keyboard.press('Escape')
    await dialogOf(page).waitFor({ state: 'detached' })
    expect(await panelOf(page).count()).toBe(1)
  })
})
