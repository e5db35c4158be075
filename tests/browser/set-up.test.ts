import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeSetUpSecret } from '#server/modules/people/set-up-link.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { aContext, dialogOf, expectAccessible, said, submit, tooWide } from '#tests/setup/desk.ts'

let app: TestApp
let browser: Browser
let page: Page

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  page = await (await aContext(browser)).newPage()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

/** Opens an address anew: one that differs in what stands behind # alone would not be loaded. */
async function open(path: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${app.url}${path}`)
}

it('leads from an empty database to the desk, by the link alone', async () => {
  await open('/login')
  await page.getByText('系统里还没有账号。').waitFor()
  expect(await page.getByLabel('密码').count()).toBe(0)
  const secret = await makeSetUpSecret()
  await open('/l/setup#wrong')
  await page.getByRole('alert').getByText('这个设置链接无效').waitFor()
  await open(`/l/setup#${secret}`)
  await page.getByLabel('工会全称').fill('西安市莲湖区北院门街道总工会')
  await expectAccessible(page)
  expect(await tooWide(page)).toBe(0)
  await page.getByLabel('简称').fill('北院门')
  await page.getByLabel('所在区').fill('莲湖区')
  await page.getByLabel('您的姓名').fill('张敏')
  await page.getByLabel('用户名').fill('zhuxi')
  await page.getByLabel('密码').fill('a good password')
  await page.getByRole('button', { name: '建立并进入办公端' }).click()
  await page.waitForURL('**/desk/set-up')
  await page.getByRole('heading', { name: '设置', exact: true }).waitFor()
  await page.getByText('西安市莲湖区北院门街道总工会').first().waitFor()
  const account = await db.account.findFirstOrThrow({ include: { union: true } })
  expect(account).toMatchObject({ username: 'zhuxi', displayName: '张敏', role: 'COMMAND' })
  expect(account.union).toMatchObject({ shortName: '北院门', districtName: '莲湖区', level: 'SUBDISTRICT' })
})

it('lets the command centre put right what the union is called', async () => {
  await open('/desk/union')
  await page.getByRole('button', { name: '修改' }).click()
  await dialogOf(page).getByLabel('简称').fill('北院门街道')
  await submit(page, '保存')
  await said(page, '已保存工会信息')
  await page.locator('.ui-facts').getByText('北院门街道', { exact: true }).waitFor()
  expect(await tooWide(page)).toBe(0)
})

it('says of a used link that the system is set up, and leads to the sign-in', async () => {
  const context = await aContext(browser)
  page = await context.newPage()
  await open('/l/setup#whatever')
  await page.getByRole('alert').getByText('系统已经设置好了').waitFor()
  await page.getByRole('link', { name: '去登录' }).click()
  await page.getByRole('heading', { name: '登录' }).waitFor()
  await page.getByLabel('用户名').fill('zhuxi')
  await page.getByLabel('密码').fill('a good password')
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL('**/desk/today')
})
