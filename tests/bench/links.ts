import { launchChromium } from '#tests/setup/chromium.ts'
import { signedInAs } from './asking.ts'
import { startPractice } from './practice.ts'
import type { Row } from './table.ts'

const port = 4391
const patience = 600_000

/** A personal link for each of the 1,500 enterprises, made at the desk and printed: until the sheet stands there, and its PDF. */
export async function benchLinks(): Promise<Row[]> {
  const practice = await startPractice(port)
  const browser = await launchChromium()
  try {
    const { url } = practice
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    context.setDefaultTimeout(patience)
    const token = await signedInAs(`${url}/graphql`, 'command', 'practice-only')
    await context.addCookies([{ name: 'sizhen', value: token, url }])
    const page = await context.newPage()
    await page.goto(`${url}/desk/links/new`)
    await page.locator('.ui-choice').first().click()
    await page.getByRole('option', { name: '全部企业' }).click()
    const began = performance.now()
    await page.getByRole('button', { name: '生成专用链接' }).click()
    await page.locator('.link-card').first().waitFor()
    const made = performance.now()
    const links = await page.locator('.link-card').count()
    const pdf = await page.pdf({ preferCSSPageSize: true })
    const printed = performance.now()
    const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`
    return [
      {
        what: 'personal links for all enterprises at the desk, made and printed',
        measured: `${links} links: ${seconds(began, made)} until the sheet stands, ${seconds(made, printed)} to print it (${(pdf.length / 1e6).toFixed(1)} MB)`,
      },
    ]
  } finally {
    await browser.close()
    await practice.stop()
  }
}
