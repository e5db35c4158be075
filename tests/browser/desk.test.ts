import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp, testPassword } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { button, choose, expectAccessible, openDesk, rows, said, submit } from '#tests/setup/desk.ts'
import { anAccount } from '#tests/setup/factories.ts'
import { planned } from '#tests/setup/visiting.ts'
import { aWallUnion, type WallUnion } from '#tests/setup/wall.ts'

// a browser on a busy machine takes its time
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let app: TestApp
let browser: Browser
let union: WallUnion

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aWallUnion()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const desk = (path = '') => openDesk(browser, app, union.command.username, path)
const enterprisePath = (index: number) => `/enterprises/${globalId('Enterprise', union.enterprises[index]!)}`
describe('signing in', () => {
  it('says why it was refused, then goes where the role works', async () => {
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
    await page.goto(`${app.url}/desk/issues`)
    await page.getByLabel('用户名').fill(union.command.username)
    await page.getByLabel('密码').fill('wrong-password')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('用户名或密码不对。').waitFor()
    await expectAccessible(page)
    await page.getByLabel('密码').fill(testPassword)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '问题' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/desk/issues')
    await button(page, '退出').click()
    await page.getByLabel('用户名').waitFor()
    await page.goto(`${app.url}/desk`)
    await page.getByLabel('用户名').waitFor()
  })

  it('offers each role its own pages', async () => {
    const agencyId = (
      await db.agency.create({ data: { unionId: union.unionId, kind: 'TAX', name: '税务', aliases: [] } })
    ).id
    const tax = await anAccount(union.unionId, { role: 'AGENCY', agencyId })
    const page = await openDesk(browser, app, tax.username)
    await page.getByRole('heading', { level: 1, name: '问题' }).waitFor()
    const links = await page.getByRole('navigation', { name: '工作台导航' }).getByRole('link').allInnerTexts()
    expect(links).toEqual(['企业', '问题', '小分队', '政策文件'])
    expect(await button(page, '提出问题').count()).toBe(0)
    const squad = await openDesk(browser, app, await squadUsername(0))
    await squad.waitForURL(/\/field/)
  })
})

const squadUsername = async (index: number) =>
  (await db.account.findUniqueOrThrow({ where: { id: union.squads[index]!.accountId } })).username

describe('enterprises', () => {
  it('are found by part of the name, with / to get there', async () => {
    const page = await desk('/enterprises')
    await page.getByText('共 100 条').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('第42号')
    await page.getByText('共 1 条').waitFor()
    await rows(page).getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: /第42号/ }).waitFor()
  })

  it('are resumed, and the list behind the figure counts to it without a reload', async () => {
    const list = await desk('/enterprises?resumption=RESUMED')
    await list.getByText('共 0 条').waitFor()
    const page = await desk(enterprisePath(0))
    await button(page, '登记复工').click()
    await page.getByLabel('新状态').selectOption('RESUMED')
    await page.getByLabel('依据').fill('区指挥部批复')
    await submit(page, '保存')
    await said(page, '已登记:已复工')
    await page.getByRole('heading', { name: '复工经过' }).waitFor()
    await list.getByText('共 1 条').waitFor()
    for (const enterpriseId of union.enterprises.slice(1, 4)) {
      const entry = { to: 'RESUMED' as const, on: '2020-03-01', basis: '电话核实', source: 'CALL' as const }
      await setResumption(union.command.actor, { clientId: randomUUID(), enterpriseIds: [enterpriseId], ...entry })
    }
    await list.getByText('共 4 条').waitFor()
    expect(await rows(list).count()).toBe(4)
  })

  it('are entered; a wrong credit code is refused at its field', async () => {
    const page = await desk('/enterprises')
    await button(page, '登记企业').click()
    await page.getByLabel('名称', { exact: true }).fill('西安新登记商贸有限公司')
    await page.getByLabel('统一社会信用代码').fill('91610104MA6U00001X')
    await submit(page, '保存')
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel('统一社会信用代码').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('统一社会信用代码').fill(practiceCreditCode(88_001))
    await submit(page, '保存')
    await page.getByRole('heading', { level: 1, name: '西安新登记商贸有限公司' }).waitFor()
  })
})

describe('visits', () => {
  it('are planned as ordered stops, skipped and voided', async () => {
    const page = await desk('/visits')
    await button(page, '排走访').click()
    await submit(page, '排走访')
    await page.getByRole('alert').getByText('请先选择企业。').waitFor()
    await choose(page, '第11号')
    await choose(page, '第12号')
    await page.getByRole('button', { name: /^上移 .*第12号/ }).click()
    await submit(page, '排走访')
    await said(page, '已排 2 站')
    await page.getByText('共 2 条').waitFor()
    expect(await rows(page).locator('th').allInnerTexts()).toEqual([
      expect.stringContaining('第12号'),
      expect.stringContaining('第11号'),
    ])
    await page.getByRole('link', { name: /第11号/ }).click()
    await button(page, '作废').click()
    await page.getByLabel('原因').fill('排错企业')
    await submit(page, '作废')
    await said(page, '已作废')
    await page.getByText('排错企业').waitFor()
    await page.goto(`${app.url}/desk/visits?state=PLANNED,ARRIVED`)
    await page.getByText('共 1 条').waitFor()
  })

  it('are counted together where one of them was refused in between', async () => {
    const page = await desk('/visits')
    await planned(union.squads[1]!, union.enterprises[13]!)
    await button(page, '排走访').click()
    for (const part of ['第13号', '第14号', '第15号']) await choose(page, part)
    await submit(page, '排走访')
    await page.getByRole('alert').getByText('第14号').waitFor()
    await page.getByRole('button', { name: /^移除 .*第14号/ }).click()
    await submit(page, '排走访')
    await said(page, '已排 2 站')
  })

  it('are entered late from paper, with their own time', async () => {
    const page = await desk('/visits')
    await button(page, '补录走访').click()
    await choose(page, '第21号')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('意见建议').fill('希望恢复堂食\n希望减租')
    await dialog.getByLabel('谁说的').fill('负责人')
    await dialog.getByLabel('困难').fill('口罩只够三天')
    await dialog.getByLabel('后续跟进').fill('下周会商')
    await submit(page, '补录走访')
    await said(page, '已补录')
    await page.getByRole('link', { name: /第21号/ }).click()
    await page.getByText('希望减租').waitFor()
    await page.goto(`${app.url}/desk/visits?counts=true`)
    await page.getByText('共 1 条').waitFor()
  })
})

describe('issues', () => {
  it('are opened by hand and closed', async () => {
    const page = await desk('/issues?status=OPEN')
    await page.getByText('共 4 条').waitFor()
    await button(page, '提出问题').click()
    await choose(page, '第31号')
    await page.getByLabel('标题').fill('返岗职工租房难')
    await submit(page, '提出问题')
    await said(page, '已提出')
    await page.getByText('共 5 条').waitFor()
    await page.getByRole('link', { name: '返岗职工租房难' }).click()
    await button(page, '办结').click()
    await page.getByLabel('办结说明').fill('街道协调房东,已入住')
    await submit(page, '办结')
    await page.getByText('街道协调房东,已入住').waitFor()
    await page.goBack()
    await page.getByText('共 4 条').waitFor()
  })
})
