import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { setTarget } from '#server/modules/campaigns/set-target.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allowNetworkErrors } from '#tests/setup/console.ts'
import {
  button,
  choose,
  counts,
  expectAccessible,
  fromMenu,
  openDesk,
  pick,
  rows,
  said,
  submit,
} from '#tests/setup/desk.ts'
import { anEnterprise } from '#tests/setup/factories.ts'
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

describe('the hundred', () => {
  it('takes an enterprise into a free place, and offers no place once it is full', async () => {
    const { unionId, command } = await aWallUnion(4)
    const { id: campaignId } = await db.campaign.findFirstOrThrow({ where: { unionId } })
    await anEnterprise(command.actor, { name: '陕西北院门第5号商店' })
    await setTarget(command.actor, { clientId: randomUUID(), campaignId, target: 5 })
    const page = await openDesk(browser, app, command.username, '/campaign')
    await button(page, '加入企业').click()
    await submit(page, '加入企业')
    await page.getByRole('dialog').getByRole('alert').getByText('请先选择企业。').waitFor()
    await choose(page, '第5号')
    await submit(page, '加入企业')
    await said(page, '陕西北院门第5号商店 已列入名单')
    await page.getByText('目标 5 家,名单 5 家').waitFor()
    expect(await rows(page).count()).toBe(5)
    expect(await button(page, '加入企业').count()).toBe(0)
  })
})

describe('supplies', () => {
  it('are ordered, reserved, sent and received, and the totals move', async () => {
    const page = await desk('/orders?item=MASK')
    await counts(page, 0)
    await button(page, '预定物资').click()
    await choose(page, '第41号')
    await page.getByLabel('数量(个)').fill('500')
    await submit(page, '预定物资')
    await said(page, '已提交')
    await page.getByRole('link', { name: '口罩(个)' }).click()
    for (const [action, total] of [
      ['登记预定', '400'],
      ['登记发货', '400'],
      ['登记收货', '300'],
    ] as const) {
      await button(page, action).click()
      await page.getByRole('dialog').getByLabel(/^累计/).fill(total)
      await submit(page, action)
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await button(page, '登记收货').click()
    await page.getByRole('dialog').getByLabel(/^累计/).fill('450')
    await submit(page, '登记收货')
    await page.getByRole('alert').getByText('确认超额收货').waitFor()
    await page.keyboard.press('Escape')
    await page.goto(`${app.url}/desk/orders?item=MASK`)
    const masks = page.locator('article').filter({ hasText: '口罩' })
    await masks.getByText('1 家企业预定').waitFor()
    expect((await masks.innerText()).replace(/\s+/g, ' ')).toContain('需求 500 预定 400 已发出 400 已到 300')
  })
})

describe('enterprises', () => {
  it('are exported as they are narrowed', async () => {
    const page = await desk('/enterprises?search=第42号')
    await counts(page, 1)
    await button(page, '导出').click()
    await page.getByRole('menuitem', { name: 'Excel 表格(.xlsx)' }).getByText('1 条').waitFor()
    await page.keyboard.press('Escape')
    const download = page.waitForEvent('download')
    await fromMenu(page, '导出', '文本表格(.csv)')
    expect((await download).suggestedFilename()).toMatch(/\.csv$/)
    await said(page, '已生成')
  })
})

describe('a roster', () => {
  it('is previewed, applied, and shows its refused rows with the reason', async () => {
    const page = await desk('/import')
    const lines = [
      '北院门街道企业花名册,,,',
      '单位名称,信用代码,地址,人数',
      `西安名册新增商贸有限公司,${practiceCreditCode(88_002)},北大街1号,看情况`,
      '校验不符的公司,91610104MA6U00001X,北大街2号,',
    ]
    const file = { name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${lines.join('\r\n')}`) }
    await page.getByLabel('名册文件').setInputFiles(file)
    // what somebody has to look at comes first
    await page.getByText('最后一位(校验位)与前 17 位不符').waitFor()
    await page.getByRole('radio', { name: '将新增 1' }).click()
    await page.getByText('西安名册新增商贸有限公司').waitFor()
    await page.getByRole('radio', { name: '被拒绝 1' }).click()
    await page.getByText('最后一位(校验位)与前 17 位不符').waitFor()
    await expectAccessible(page)
    const download = page.waitForEvent('download')
    await fromMenu(page, '下载被拒绝的行', '文本表格(.csv)')
    expect((await download).suggestedFilename()).toMatch(/\.csv$/)
    await button(page, '确认导入').click()
    await said(page, '已导入:新增 1,更新 0')
    await page.goto(`${app.url}/desk/enterprises?search=${encodeURIComponent('名册新增')}`)
    await counts(page, 1)
    await page.goto(`${app.url}/desk/import/to-check`)
    await rows(page).filter({ hasText: '看情况' }).getByRole('link').click()
    await page.locator('.ui-facts').getByText('看情况').waitFor()
    await page.goBack()
    await rows(page).filter({ hasText: '看情况' }).getByRole('button', { name: '核实完毕' }).click()
    await page.getByText('没有待核的内容').waitFor()
    await expectAccessible(page)
  })

  it('has doubtful rows, which are decided before it is applied and afterwards', async () => {
    const names = ['存疑一店', '存疑二店', '存疑三店']
    for (const name of names) await anEnterprise(union.command.actor, { name })
    const lines = [
      '企业名称,信用代码,地址',
      ...names.map((name, i) => `${name},${practiceCreditCode(88_010 + i)},北院门街道`),
    ]
    const file = { name: '存疑.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }
    const page = await desk('/import')
    await page.getByLabel('名册文件').setInputFiles(file)
    const decide = (name: string, what: string) =>
      page.getByRole('radiogroup', { name }).getByRole('radio', { name: what }).click()
    await decide('存疑一店', '同一家,更新')
    await expectAccessible(page)
    await button(page, '确认导入').click()
    await said(page, '已导入:新增 0,更新 1')
    await page.getByRole('link', { name: '判断存疑的 2 行' }).first().click()
    await decide('存疑二店', '另一家,新增')
    await decide('存疑三店', '不导入')
    await expectAccessible(page)
    await button(page, '按判断处理').click()
    await said(page, '已处理:新增 1,更新 0,仍存疑 0')
    await page.getByText('经判断不导入').waitFor({ state: 'detached' })
    await page.getByRole('radio', { name: '被拒绝 1' }).click()
    await page.getByText('经判断不导入').waitFor()
  })

  it('that is no roster is refused in words, and changes nothing', async () => {
    const page = await desk('/import')
    const file = { name: '坏.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('no workbook') }
    await page.getByLabel('名册文件').setInputFiles(file)
    expect(await page.getByRole('alert').innerText()).toMatch(/[。.]$/)
  })
})

describe('accounts', () => {
  it('are made, disabled and enabled again by undo; a token is shown once', async () => {
    const page = await desk('/accounts')
    await button(page, '新建账号').click()
    await page.getByLabel('用户名').fill('newcomer')
    await page.getByLabel('显示名').fill('新来的')
    await pick(page, '角色', '系统对接')
    await submit(page, '新建账号')
    await said(page, '已建立账号 新来的')
    const row = rows(page).filter({ hasText: 'newcomer' })
    await row.getByRole('link').click()
    await button(page, '停用').click()
    await row.getByText('已停用').waitFor()
    await page.locator('.ui-toast').getByRole('button', { name: '撤销' }).first().click()
    await row.getByText('启用').waitFor()
    await page.goto(`${app.url}/desk/tokens`)
    await button(page, '新建令牌').click()
    await page.getByRole('dialog').getByLabel('用途').fill('数据对接')
    await pick(page, '对接账号', '新来的')
    await submit(page, '新建令牌')
    const secret = await page.getByRole('dialog').getByLabel('令牌', { exact: true }).inputValue()
    const answer = await app.gql<{ viewer: { role: string } }>(secret, '{ viewer { role } }')
    expect(answer.data?.viewer.role).toBe('INTEGRATOR')
  })
})

describe('a list that can’t be read again', () => {
  const anIssue = (title: string) =>
    openIssue(union.command.actor, {
      clientId: randomUUID(),
      enterpriseId: union.enterprises[0]!,
      kind: 'DIFFICULTY',
      category: 'OTHER',
      severity: 'LOW',
      source: 'CALL',
      title,
    })

  it('stays, says so, and is read by itself as soon as it can be', async () => {
    await anIssue('先前的问题')
    const page = await desk('/issues')
    await rows(page).filter({ hasText: '先前的问题' }).waitFor()
    allowNetworkErrors()
    let isBusy = true
    await page.route('**/graphql', (route) => {
      if (!isBusy || !route.request().postData()?.includes('issues(')) return route.fallback()
      const errors = [{ message: '系统繁忙', extensions: { code: 'UNAVAILABLE', retryAfter: 1 } }]
      return route.fulfill({ status: 503, contentType: 'application/json', body: JSON.stringify({ errors }) })
    })
    await anIssue('读不到时的问题')
    await page.getByText('以下是先前读到的内容').waitFor()
    await rows(page).filter({ hasText: '先前的问题' }).waitFor()
    isBusy = false
    await rows(page).filter({ hasText: '读不到时的问题' }).waitFor()
    await page.getByText('以下是先前读到的内容').waitFor({ state: 'detached' })
  })
})
