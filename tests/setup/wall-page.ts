import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { testPassword } from './app.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A browser signed in as that account, at the wall. */
export async function openWall(
  browser: Browser,
  url: string,
  username: string | null,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  const page = await context.newPage()
  if (username) {
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    const answer = await context.request.post(`${url}/graphql`, {
      headers: { origin: url, 'x-sizhen-csrf': '1' },
      data: { query, variables: { input: { username, password: testPassword } } },
    })
    if (!answer.ok()) throw new Error(await answer.text())
  }
  await page.goto(`${url}/board`)
  return { context, page }
}

/** Waits until the wall says that it is live. */
export const live = (page: Page) => page.locator('.board-connection.board-live').waitFor()

/** What an element says, its white space joined. */
export const said = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim()

/** How far the page's content is larger than the screen, and the smallest text and main figure as parts of its height. */
export const measured = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    let smallest = Number.POSITIVE_INFINITY
    while (texts.nextNode()) {
      const holder = texts.currentNode.parentElement
      if (!holder || !texts.currentNode.textContent?.trim() || holder.closest('.board-unseen, title')) continue
      smallest = Math.min(smallest, Number.parseFloat(getComputedStyle(holder).fontSize))
    }
    const figure = document.querySelector('.board-main-figure')
    const size = Number.parseFloat(getComputedStyle(figure!).fontSize)
    const spilt = [...document.querySelectorAll('.board-panel, .board-squad, .board-supply, .board-header')]
      .filter((each) => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
      .map((each) => each.className)
    return {
      wider: scrollWidth - innerWidth,
      higher: scrollHeight - innerHeight,
      smallest: smallest / innerHeight,
      // a digit is 0.73 of its font's size high
      mainFigure: (0.73 * size) / innerHeight,
      spilt,
    }
  })

type AxeRun = { violations: { id: string; nodes: { html: string }[] }[] }

/** What axe finds against the WCAG, enhanced contrast included. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const run = await page.evaluate(() => {
    const { axe: engine } = globalThis as unknown as { axe: { run: (options: object) => Promise<AxeRun> } }
    return engine.run({ rules: { 'color-contrast-enhanced': { enabled: true } } })
  })
  return run.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}
