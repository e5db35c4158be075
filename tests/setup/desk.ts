import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type TestApp, testPassword } from './app.ts'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** A browser signed in as that account, at a page of the desk. */
export async function openDesk(browser: Browser, app: TestApp, username: string, path = ''): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 860 }, locale: 'zh-CN' })
  context.setDefaultTimeout(15_000)
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }'
  const answer = await context.request.post(`${app.url}/graphql`, {
    headers: { origin: app.url },
    data: { query, variables: { input: { username, password: testPassword } } },
  })
  if (!(await answer.json()).data?.signIn) throw new Error(await answer.text())
  const page = await context.newPage()
  await page.goto(`${app.url}/desk${path}`)
  return page
}

/** Nothing that axe finds: WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  // the page's own policy lets no script in from outside; this evaluates it as the browser's own
  await page.evaluate(await readFile(axe, 'utf8'))
  const found = await page.evaluate(async () => {
    const { axe: runner } = window as unknown as { axe: { run: (options: object) => Promise<AxeResult> } }
    const { violations } = await runner.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  })
  expect(found).toEqual([])
}

type AxeResult = { violations: { id: string; nodes: { html: string }[] }[] }

/** By how much the page is wider than the screen. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth))

/** A button by its whole name. */
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Presses a button of the open dialog. */
export const submit = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click()

/** Waits until the page says so at its bottom. */
export const said = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor()

/** The rows of the page's list. */
export const rows = (page: Page) => page.locator('tbody tr')

/** Chooses an enterprise in the open dialog by part of its name. */
export async function choose(page: Page, part: string): Promise<void> {
  await page.getByRole('dialog').getByLabel('选择企业').fill(part)
  await page.getByRole('dialog').locator('li button').filter({ hasText: part }).first().click()
}
