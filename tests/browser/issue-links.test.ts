import { randomUUID } from 'node:crypto'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { assignIssue } from '#server/modules/issues/assign.ts'
import { addIssueNote } from '#server/modules/issues/note.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { button, dialogOf, expectAccessible, openDesk, said, tooWide } from '#tests/setup/desk.ts'
import { createAgencies } from '#tests/setup/organisation.ts'
import { anIssue, aWallUnion, type WallUnion } from '#tests/setup/wall.ts'

let app: TestApp
let browser: Browser
let union: WallUnion
let issueId: string

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aWallUnion(4)
  const { actor } = union.command
  const agencies = await createAgencies(union.unionId, [{ kind: 'TAX', name: '税务所', aliases: [] }])
  const enterpriseId = union.enterprises[0]!
  const contact = {
    enterpriseId,
    kind: 'OWNER' as const,
    name: '李建国',
    phone: '139 0000 1234',
  }
  await db.contact.create({ data: contact })
  issueId = (await anIssue(actor, enterpriseId, '社保缓缴在系统里办不了,三十名职工等着开证明')).subjectId!
  const change = () => ({ clientId: randomUUID(), issueId })
  await assignIssue(actor, { ...change(), agencyId: agencies.get('TAX')!, instruction: '请今天联系企业,三日内答复' })
  await addIssueNote(actor, { ...change(), text: '内部:老板脾气急', isInternal: true })
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const state = async () => (await db.issue.findUniqueOrThrow({ where: { id: issueId } })).state

/** Presses a button of the record, and gives what then stands on the clipboard. */
async function linkFor(party: string): Promise<string> {
  const page = await openDesk(
    browser,
    app,
    union.command.username,
    `/issues/${encodeURIComponent(globalId('Issue', issueId))}`,
  )
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await button(page, `给${party}发链接`).click()
  await said(page, '链接和文字已复制')
  return page.evaluate(() => navigator.clipboard.readText())
}

const addressIn = (text: string) => /http\S+/.exec(text)![0]

const userAgent = 'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36'

/** A phone of which every tap is counted. */
async function aPhone(address: string) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
    userAgent,
    locale: 'zh-CN',
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  let taps = 1
  // to open the link is a tap as well
  await page.goto(address)
  const tap = async (target: Locator) => {
    taps += 1
    await target.tap()
  }
  return { page, tap, taps: () => taps }
}

/** Every button that is shown is high enough for a finger. */
async function expectLarge(page: Page) {
  for (const each of await page.locator('main button, main a, main textarea').all()) {
    expect((await each.boundingBox())!.height, await each.innerText()).toBeGreaterThanOrEqual(44)
  }
}

it('an agency opens its link, takes and answers with at most six taps, and the enterprise says that it is solved', async () => {
  const text = await linkFor('税务所')
  expect(text).toMatch(/^【\d{4}-\d{4}】社保缓缴在系统里办不了.*\n企业:.*\n期限:.*\n请点开链接签收、答复/)

  const tax = await aPhone(addressIn(text))
  await tax.page.getByRole('heading', { name: /社保缓缴/ }).waitFor()
  await tax.page.getByText('请今天联系企业,三日内答复').waitFor()
  expect(await tax.page.getByText('老板脾气急').count()).toBe(0)
  expect(await tax.page.getByRole('link', { name: /打电话给李建国/ }).getAttribute('href')).toBe('tel:13900001234')
  expect(await tooWide(tax.page)).toBe(0)
  await expectLarge(tax.page)
  await expectAccessible(tax.page)
  await tax.tap(button(tax.page, '签收'))
  const answer = tax.page.getByLabel('处理结果')
  await answer.waitFor()
  expect(await state()).toBe('TAKEN')
  await tax.tap(answer)
  await answer.fill('已在后台办好缓缴,证明今天可打印')
  await expectLarge(tax.page)
  await expectAccessible(tax.page)
  await tax.tap(button(tax.page, '提交答复'))
  await tax.page.getByText('已答复,工会会回访企业').waitFor()
  expect(await state()).toBe('ANSWERED')
  expect(tax.taps()).toBeLessThanOrEqual(6)

  const enterprise = (await db.enterprise.findUniqueOrThrow({ where: { id: union.enterprises[0]! } })).name
  const owner = await aPhone(addressIn(await linkFor(enterprise)))
  await owner.page.getByText('已在后台办好缓缴').waitFor()
  expect(await owner.page.getByText('三日内答复').count()).toBe(0)
  await expectLarge(owner.page)
  await expectAccessible(owner.page)
  await owner.tap(button(owner.page, '已解决'))
  await owner.tap(button(owner.page, '确认已解决'))
  await owner.page.getByText('已记下:问题解决了').waitFor()
  expect(await state()).toBe('CLOSED')
  expect(owner.taps()).toBeLessThanOrEqual(6)
  await owner.page.reload()
  await owner.page.getByText('这个问题已经办结。').waitFor()
})

it('the record shows each opening and revokes a link; without the clipboard the text stands selected', async () => {
  const id = (await anIssue(union.command.actor, union.enterprises[0]!, '口罩不够')).subjectId!
  const path = `/issues/${encodeURIComponent(globalId('Issue', id))}`
  const page = await openDesk(browser, app, union.command.username, path)
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))
  })
  const { name } = await db.enterprise.findUniqueOrThrow({ where: { id: union.enterprises[0]! } })
  await button(page, `给${name}发链接`).click()
  const area = dialogOf(page).getByRole('textbox')
  const text = await area.inputValue()
  expect(await area.evaluate((each: HTMLTextAreaElement) => [each.selectionStart, each.selectionEnd])).toEqual([
    0,
    text.length,
  ])
  await page.keyboard.press('Escape')
  const phone = await aPhone(addressIn(text))
  await phone.page.getByRole('heading', { name: '口罩不够' }).waitFor()
  await page.getByText('打开 1 次').click()
  await page.locator('.issue-link-openings').getByText(/手机$/).waitFor()
  await expectAccessible(page)
  await button(page, '撤销').click()
  await said(page, '的链接已撤销')
  await phone.page.reload()
  await phone.page.getByText('这条链接已经撤销').waitFor()
})
