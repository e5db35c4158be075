import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type TestApp, testPassword } from './app.ts'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** A browser without a session, as wide as a small notebook. */
export async function aContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 860 }, locale: 'zh-CN' })
  context.setDefaultTimeout(15_000)
  return context
}

/** Signs the browser in as that account, in place of the one before. */
export async function signIn(context: BrowserContext, app: TestApp, username: string): Promise<void> {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }'
  const answer = await context.request.post(`${app.url}/graphql`, {
    headers: { origin: app.url },
    data: { query, variables: { input: { username, password: testPassword } } },
  })
  if (!(await answer.json()).data?.signIn) throw new Error(await answer.text())
}

/** A browser signed in as that account, at a page of the desk. */
export async function openDesk(browser: Browser, app: TestApp, username: string, path = ''): Promise<Page> {
  const context = await aContext(browser)
  await signIn(context, app, username)
  const page = await context.newPage()
  await page.goto(`${app.url}/desk${path}`)
  return page
}

type Rules = { only?: string[]; without?: string[] }

/** Nothing that axe finds: WCAG 2.2 A and AA, and what is good practice besides; `only` those rules, or all `without` some. */
export async function expectAccessible(page: Page, rules: Rules = {}): Promise<void> {
  // the page's own policy lets no script in from outside; this evaluates it as the browser's own
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readFile(axe, 'utf8'))
  const found = await page.evaluate(async ({ only, without = [] }) => {
    const { axe: runner } = window as unknown as { axe: { run: (options: object) => Promise<AxeResult> } }
    const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await runner.run({
      runOnly: only ?? all,
      rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
      resultTypes: ['violations'],
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  }, rules)
  expect(found).toEqual([])
}

type AxeResult = { violations: { id: string; nodes: { html: string }[] }[] }

/** By how much the page is wider than the screen. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth))

/** A button by its whole name. */
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** The open dialog; not one that has a filter or a calendar. */
export const dialogOf = (page: Page) => page.locator('.ui-dialog')

/** Presses a button of the open dialog; also one that an open list hides from screen readers meanwhile. */
export const submit = (page: Page, name: string) =>
  dialogOf(page).locator('button').getByText(name, { exact: true }).click()

/** Waits until the page says so at its bottom. */
export const said = (page: Page, text: string) => page.locator('.ui-toast').getByText(text).first().waitFor()

/** The rows of the page's list. */
export const rows = (page: Page) => page.locator('.ui-list tbody tr')

/** The record that lies open beside the list. */
export const panelOf = (page: Page) => page.getByRole('complementary', { name: '旁边打开的记录' })

/** Waits until the list says that it has so many rows in all. */
export const counts = (page: Page, total: number) =>
  page
    .getByText(total ? `条,共 ${total} 条` : /^(没有(记录|符合筛选条件的记录)|(在所选的筛选中)?没有找到“.*”)。$/)
    .waitFor()

/** The part of the page that a field of this label takes. */
export const fieldOf = (page: Page, label: string) =>
  page.locator('.ui-field').filter({ has: page.getByText(label, { exact: true }) })

/** Opens the choices of the field and takes one. */
export async function pick(page: Page, label: string, option: string): Promise<void> {
  await fieldOf(page, label).locator('.ui-choice').click()
  await page.getByRole('option', { name: option }).click()
  await page.getByRole('listbox').waitFor({ state: 'detached' })
}

/** Chooses an enterprise in the open dialog by part of its name. */
export async function choose(page: Page, part: string): Promise<void> {
  await dialogOf(page).getByRole('combobox', { name: '选择企业' }).fill(part)
  await page.getByRole('option').filter({ hasText: part }).first().click()
  await page.getByRole('listbox').waitFor({ state: 'detached' })
}

/** Types a date such as 2020-03-09, or one with its time such as 2020-03-09T14:30, into the parts of the field. */
export async function fillDate(page: Page, label: string, date: string): Promise<void> {
  const [year, month, day, hour, minute] = date.split(/[-T:]/)
  for (const [part, digits] of Object.entries({ year, month, day, hour, minute })) {
    if (!digits) continue
    await fieldOf(page, label).locator(`[data-type="${part}"]`).click()
    await page.keyboard.type(digits)
  }
}

/** Narrows the list by one of its filters. */
export async function narrow(page: Page, filter: string, option: string): Promise<void> {
  await button(page, '+ 筛选').click()
  await pick(page, filter, option)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: '筛选' }).waitFor({ state: 'detached' })
}

/** Takes an entry of a menu: the button that opens it, and the entry. */
export async function fromMenu(page: Page, opener: string | RegExp, entry: string): Promise<void> {
  await page.getByRole('button', { name: opener }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

/** Does what stands in the menu of a record, after its buttons. */
export async function fromRecordMenu(page: Page, entry: string): Promise<void> {
  await page.locator('.ui-deeds-more').getByRole('button').click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

/** Takes an entry of the menu of the account that is signed in. */
export async function fromAccountMenu(page: Page, entry: string): Promise<void> {
  await page.locator('.desk-account').getByRole('button').click()
  await page.getByRole('menuitem', { name: entry }).click()
}

/** Ends the session. */
export async function signOut(page: Page): Promise<void> {
  await fromAccountMenu(page, '退出')
  await page.getByLabel('用户名').waitFor()
}
