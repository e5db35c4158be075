import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allowNetworkErrors } from '#tests/setup/console.ts'
import { aProxy } from '#tests/setup/proxy.ts'
import { startPractice } from './practice.ts'
import type { Row } from './table.ts'

const holes = 5
const silence = 30_000

type Screen = { page: Page; what: string; live: string; stale: string }

/** How soon wall, desk and phone say that they are stale in a black hole, and are level again after it. */
export async function benchBlackHole(): Promise<Row[]> {
  const { url, stop } = await startPractice(4186)
  const line = await aProxy(url)
  const browser = await launchChromium()
  allowNetworkErrors()
  try {
    const address = new URL(line.url).origin
    const screens = [
      await opened(browser, address, 'wall', '/board', '.board-connection.board-live', '.board-connection.board-stale'),
      await opened(browser, address, 'command', '/desk', '[data-state=live]', '[data-state=stale]'),
      await opened(browser, address, 'squad1', '/field', '.field-live', '.field-offline'),
    ]
    const found = screens.map(() => ({ stale: 0, level: 0 }))
    for (let hole = 0; hole < holes; hole++) {
      line.freeze()
      const frozen = performance.now()
      const stale = screens.map(({ page, stale }) => after(frozen, page, stale))
      await sleep(silence)
      const mended = performance.now()
      await line.mend()
      const level = screens.map(({ page, live }) => after(mended, page, live))
      for (const [i, each] of found.entries()) {
        each.stale = Math.max(each.stale, await stale[i]!)
        each.level = Math.max(each.level, await level[i]!)
      }
      await sleep(5000)
    }
    const measured = screens.map(({ what }, i) => `${what} ${seconds(found[i]!.stale)} and ${seconds(found[i]!.level)}`)
    return [
      {
        what: `until a screen says that it is stale in a black hole of 30 s, and is level after it; the longest of ${holes}`,
        measured: measured.join('; '),
      },
    ]
  } finally {
    await browser.close()
    line.close()
    await stop()
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

async function opened(
  browser: Browser,
  address: string,
  username: string,
  what: string,
  live: string,
  stale: string,
): Promise<Screen> {
  const context = await browser.newContext({ locale: 'zh-CN' })
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }'
  const answer = await context.request.post(`${address}/graphql`, {
    headers: { origin: address },
    data: { query, variables: { input: { username, password: 'practice-only' } } },
  })
  if (!(await answer.json()).data?.signIn) throw new Error(await answer.text())
  const page = await context.newPage()
  await page.goto(`${address}${what}`)
  await page.locator(live).first().waitFor()
  return { page, what, live, stale }
}

async function after(began: number, page: Page, selector: string): Promise<number> {
  await page.locator(selector).first().waitFor({ timeout: 90_000 })
  return performance.now() - began
}
