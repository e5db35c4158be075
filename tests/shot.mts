import { launchChromium } from './setup/chromium.ts'
const port = process.argv[2]
const browser = await launchChromium()
const origin = `http://localhost:${port}`
const sizes = [[1920,1080],[3840,2160],[1440,900]] as const
const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
const r = await context.request.post(`${origin}/graphql`, { headers: { origin }, data: { query: 'mutation($i:SignInInput!){signIn(input:$i){viewer{id}}}', variables: { i: { username: process.argv[3] ?? 'zhihui', password: 'practice-only' } } } })
console.log(await r.text())
const page = await context.newPage()
for (const [width, height] of sizes) {
  await page.setViewportSize({ width, height })
  await page.goto(origin + (process.argv[4] ?? '/'))
  await page.waitForSelector('.board-agencies', {timeout: 60000}); await page.waitForTimeout(1500)
  await page.screenshot({ path: `/tmp/wall-${width}.png` })
}
await browser.close()
