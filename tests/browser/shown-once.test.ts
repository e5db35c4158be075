import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { button, dialogOf, openDesk, submit } from '#tests/setup/desk.ts'
import { anAccount, aUnion } from '#tests/setup/factories.ts'

let app: TestApp
let browser: Browser

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('a link that is shown once is not closed by one press before it was copied', async () => {
  const { id } = await aUnion()
  const { username } = await anAccount(id)
  const page = await openDesk(browser, app, username, '/tokens')
  await button(page, '大屏配对').click()
  await dialogOf(page).getByLabel('大屏名称').fill('一楼大厅')
  await submit(page, '生成链接')
  const link = dialogOf(page).getByLabel('配对链接')
  await link.waitFor()
  await page.keyboard.press('Escape')
  await dialogOf(page).getByText('您还没有复制').waitFor()
  await submit(page, '留在这里')
  await link.focus()
  await page.keyboard.press('Control+c')
  await dialogOf(page).getByRole('button', { name: '关闭' }).click()
  await dialogOf(page).waitFor({ state: 'detached' })
  await page.context().close()
})

it('passwords of new accounts stay in sight wherever one goes, until they are taken down', async () => {
  const { id } = await aUnion()
  const { username } = await anAccount(id)
  const page = await openDesk(browser, app, username, '/import?kind=ACCOUNTS')
  await page.getByText('粘贴表格').click()
  await page.locator('textarea').fill(`用户名\t显示名\t角色\t职级\n${username}-1\t周明\t指挥中心\t办事员`)
  await button(page, '预览').click()
  await button(page, '确认导入').click()
  const passwords = page.getByRole('table', { name: '新账号的密码' })
  const password = await passwords.locator('code').innerText()
  expect(password).toMatch(/^\w{12}$/)
  await page.getByRole('link', { name: '今日', exact: true }).click()
  await page.getByRole('heading', { name: '今日' }).waitFor()
  await page.getByRole('link', { name: '导入', exact: true }).click()
  expect(await passwords.locator('code').innerText()).toBe(password)
  await button(page, '已抄好,不再显示').click()
  await passwords.waitFor({ state: 'detached' })
  await page.context().close()
})
