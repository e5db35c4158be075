import { launchChromium } from './setup/chromium.ts'
import { writeFileSync } from 'node:fs'
const base = 'http://localhost:4311'
const browser = await launchChromium()
const lang = process.env.L ?? 'zh-CN'
const [w, h] = (process.env.S ?? '1366x768').split('x').map(Number)
const context = await browser.newContext({ viewport: { width: w!, height: h! }, locale: lang, extraHTTPHeaders: {} })
const page = await context.newPage()
await page.goto(base + '/login')
const answer = await page.evaluate(async () => {
  const r = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', 'x-sizhen-csrf': '1' }, body: JSON.stringify({ query: 'mutation ($i: SignInInput!) { signIn(input: $i) { token } }', variables: { i: { username: 'command', password: 'practice-only' } } }) })
  return r.text()
})
console.log(answer.slice(0, 100))
await (await import(process.env.STEPS!)).default(page, base, (name: string) => page.screenshot({ path: `/tmp/look-${name}-${w}-${lang}.png` }))
await browser.close()
