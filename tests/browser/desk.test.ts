import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dateInDays } from '#client/ui/dates.ts'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp, testPassword } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import {
  aContext,
  button,
  choose,
  counts,
  expectAccessible,
  fieldOf,
  fillDate,
  fromRecordMenu,
  narrow,
  openDesk,
  panelOf,
  pick,
  rows,
  said,
  signOut,
  submit,
} from '#tests/setup/desk.ts'
import { anAccount } from '#tests/setup/factories.ts'
import { planned } from '#tests/setup/visiting.ts'
import { aWallUnion, type WallUnion } from '#tests/setup/wall.ts'

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
    const page = await (await aContext(browser)).newPage()
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
    await signOut(page)
    await page.goto(`${app.url}/desk`)
    await page.getByLabel('用户名').waitFor()
  })

  it('offers each role its own pages', async () => {
    const agencyId = (
      await db.agency.create({ data: { unionId: union.unionId, kind: 'TAX', name: '税务', aliases: [] } })
    ).id
    const tax = await anAccount(union.unionId, { role: 'AGENCY', agencyId })
    const page = await openDesk(browser, app, tax.username)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const links = await page.getByRole('navigation', { name: '工作台导航' }).getByRole('link').allInnerTexts()
    expect(links).toEqual(expect.arrayContaining(['企业', '问题', '小分队', '政策文件']))
    for (const forbidden of ['走访', '物资', '供应商', '百家', '名册导入', '账号', '对接与大屏', '接口']) {
      expect(links).not.toContain(forbidden)
    }
    await page.goto(`${app.url}/desk/issues`)
    await page.getByRole('heading', { level: 1, name: '问题' }).waitFor()
    expect(await button(page, '提出问题').count()).toBe(0)
    const squad = await openDesk(browser, app, await squadUsername(0))
    await squad.waitForURL(/\/field/)
  })
})

const squadUsername = async (index: number) =>
  (await db.account.findUniqueOrThrow({ where: { id: union.squads[index]!.accountId } })).username

describe('enterprises', () => {
  it('are found by part of the name, with / to get there, and open beside the list', async () => {
    const page = await desk('/enterprises')
    await counts(page, 100)
    await page.getByText('第 1–50 条,').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('第42号')
    await counts(page, 1)
    await rows(page).getByRole('link').click()
    await panelOf(page)
      .getByRole('heading', { level: 2, name: /第42号/ })
      .waitFor()
    const { pathname, searchParams } = new URL(page.url())
    expect([pathname, searchParams.get('search')]).toEqual(['/desk/enterprises', '第42号'])
    // the same address shows the same list with the same record
    await page.reload()
    await panelOf(page)
      .getByRole('heading', { level: 2, name: /第42号/ })
      .waitFor()
    await counts(page, 1)
  })

  it('are resumed, and the list behind the figure counts to it without a reload', async () => {
    const list = await desk('/enterprises')
    await counts(list, 100)
    await narrow(list, '复工状态', '已复工')
    await counts(list, 0)
    const page = await desk(enterprisePath(0))
    await fromRecordMenu(page, '登记复工')
    await pick(page, '新状态', '已复工')
    await fillDate(page, '日期', '2020-03-02')
    await page.getByLabel('依据').fill('区指挥部批复')
    await submit(page, '保存')
    await said(page, '已登记:已复工')
    await page.getByRole('heading', { name: '复工经过' }).waitFor()
    await page.getByText('2020-03-02').first().waitFor()
    await counts(list, 1)
    for (const enterpriseId of union.enterprises.slice(1, 4)) {
      const entry = { to: 'RESUMED' as const, on: '2020-03-01', basis: '电话核实', source: 'CALL' as const }
      await setResumption(union.command.actor, { clientId: randomUUID(), enterpriseIds: [enterpriseId], ...entry })
    }
    await counts(list, 4)
    expect(await rows(list).count()).toBe(4)
    await button(list, '去掉筛选:复工状态').click()
    await counts(list, 100)
  })

  it('are entered; a wrong credit code is refused at its field', async () => {
    const page = await desk('/enterprises')
    await button(page, '登记企业').click()
    await page.getByLabel('名称', { exact: true }).fill('西安新登记商贸有限公司')
    await page.getByLabel('统一社会信用代码').fill('91610104MA6U00001X')
    await submit(page, '保存')
    await page.getByRole('alert').waitFor()
    const code = fieldOf(page, '统一社会信用代码').getByRole('textbox')
    expect(await code.getAttribute('aria-invalid')).toBe('true')
    await code.fill(practiceCreditCode(88_001))
    await submit(page, '保存')
    await said(page, '已登记 西安新登记商贸有限公司')
    await page.locator('.ui-toast').getByRole('link', { name: '查看' }).click()
    await page.getByRole('heading', { level: 1, name: '西安新登记商贸有限公司' }).waitFor()
  })
})

describe('visits', () => {
  /** Puts the enterprise on the first squad’s list of today, from its own page. */
  async function planFromItsPage(index: number, meanwhile?: () => Promise<unknown>) {
    const page = await desk(enterprisePath(index))
    await button(page, '排走访').click()
    await pick(page, '小分队', '第 1 小分队')
    await meanwhile?.()
    await submit(page, '排走访')
    return page
  }

  it('are planned as ordered stops, skipped and voided', async () => {
    for (const index of [10, 11]) await said(await planFromItsPage(index), '已排')
    const page = await desk('/visits')
    await counts(page, 2)
    await rows(page).filter({ hasText: '第11号' }).getByText('第 1 站').waitFor()
    await rows(page).filter({ hasText: '第12号' }).getByText('第 2 站').waitFor()
    await page.getByRole('link', { name: /第11号/ }).click()
    await fromRecordMenu(page, '作废')
    await page.getByLabel('原因').fill('排错企业')
    await submit(page, '作废')
    await said(page, '已作废')
    await panelOf(page).getByText('排错企业').waitFor()
    await page.goto(`${app.url}/desk/visits?state=PLANNED,ARRIVED`)
    await counts(page, 1)
    await page.getByRole('link', { name: /第12号/ }).click()
    await button(page, '跳过').click()
    await page.getByLabel('原因').fill('店门关着')
    await submit(page, '跳过')
    await said(page, '已跳过')
    await counts(page, 0)
  })

  it('are refused where somebody has planned the same in between, and the dialog stays', async () => {
    const page = await planFromItsPage(13, () => planned(union.squads[0]!, union.enterprises[13]!))
    await page.getByRole('alert').getByText('第14号').waitFor()
    await pick(page, '小分队', '第 2 小分队')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('are entered late from paper, with their own time', async () => {
    const page = await desk('/visits')
    await button(page, '补录走访').click()
    await pick(page, '小分队', '第 3 小分队')
    await submit(page, '补录走访')
    await page.getByRole('alert').getByText('请先选择企业。').waitFor()
    await choose(page, '第21号')
    await fillDate(page, '到达时间', `${dateInDays(-2)}T09:30`)
    await fillDate(page, '结束时间', `${dateInDays(-2)}T10:15`)
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('意见建议').fill('希望恢复堂食\n希望减租')
    await dialog.getByLabel('谁说的').fill('负责人')
    await dialog.getByLabel('困难').fill('口罩只够三天')
    await dialog.getByLabel('后续跟进').fill('下周会商')
    await dialog.getByText('检查项没填的,都标为「未查看」').click()
    await submit(page, '补录走访')
    await said(page, '已补录')
    await page.goto(`${app.url}/desk/visits?counts=true`)
    await counts(page, 1)
    await page.getByRole('link', { name: /第21号/ }).click()
    await panelOf(page).getByText('希望减租').waitFor()
    expect((await panelOf(page).innerText()).replace(/\s+/g, ' ')).toMatch(/09:30.*10:15/)
  })
})

describe('issues', () => {
  it('are opened by hand and closed', async () => {
    const page = await desk('/issues')
    await narrow(page, '状态', '未办结')
    await counts(page, 4)
    await button(page, '提出问题').click()
    await choose(page, '第31号')
    await page.getByLabel('标题').fill('返岗职工租房难')
    await page.getByRole('dialog').getByText('特急:正危及人身,昼夜计时').click()
    await submit(page, '提出问题')
    await said(page, '已提出')
    await counts(page, 5)
    await page.getByRole('link', { name: '返岗职工租房难' }).click()
    await panelOf(page).getByText('特急', { exact: true }).waitFor()
    await button(page, '回访办结').click()
    await page.getByLabel('回访情况').fill('街道协调房东,已入住')
    await submit(page, '办结')
    await panelOf(page).getByText('街道协调房东,已入住').waitFor()
    await page.keyboard.press('Escape')
    await panelOf(page).waitFor({ state: 'detached' })
    await counts(page, 4)
  })
})
