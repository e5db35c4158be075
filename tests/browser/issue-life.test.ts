import { randomUUID } from 'node:crypto'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { openIssue } from '#server/modules/issues/open.ts'
import { setReplyTemplates } from '#server/modules/reply-templates/set.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { button, dialogOf, expectAccessible, openDesk, pick, said, signIn, submit, tooWide } from '#tests/setup/desk.ts'
import { anAccount } from '#tests/setup/factories.ts'
import { createAgencies } from '#tests/setup/organisation.ts'
import { aPhoto } from '#tests/setup/photos.ts'
import { anIssue, aWallUnion, type WallUnion } from '#tests/setup/wall.ts'
import { live, openWall } from '#tests/setup/wall-page.ts'

let app: TestApp
let browser: Browser
let union: WallUnion
let issueId: string
let names: Record<'deputy' | 'officer' | 'owner', string>

/** An issue of the first enterprise, an agency that usually takes such, and who acts for both. */
beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aWallUnion()
  const { unionId } = union
  const enterpriseId = union.enterprises[0]!
  const agencies = await createAgencies(unionId, [{ kind: 'TAX', name: '税务', aliases: [] }])
  const agencyId = agencies.get('TAX')!
  names = {
    deputy: (await anAccount(unionId)).username,
    officer: (await anAccount(unionId, { role: 'AGENCY', agencyId })).username,
    owner: (await anAccount(unionId, { role: 'ENTERPRISE', enterpriseId })).username,
  }
  const templates = [{ category: 'TAX' as const, title: '缓缴', text: '已受理。' }]
  await setReplyTemplates(union.command.actor, { clientId: randomUUID(), templates })
  issueId = (await anIssue(union.command.actor, enterpriseId, '社保缓缴办不了')).subjectId!
  await db.issue.update({ where: { id: issueId }, data: { category: 'TAX' } })
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const record = (username: string) =>
  openDesk(browser, app, username, `/issues/${encodeURIComponent(globalId('Issue', issueId))}`)
const state = async () => (await db.issue.findUniqueOrThrow({ where: { id: issueId } })).state
const write = async (page: Page, label: string, text: string, deed: string) => {
  await dialogOf(page).getByRole('textbox', { name: label, exact: true }).fill(text)
  await submit(page, deed)
}

it('an issue goes to the agency that is proposed, comes back answered, is called back, closed and reopened by its enterprise', async () => {
  const centre = await record(union.command.username)
  await button(centre, '派给税务').click()
  await said(centre, '已派单')
  expect(await state()).toBe('ASSIGNED')

  const officer = await openDesk(browser, app, names.officer)
  await officer.getByRole('heading', { name: /待签收/ }).waitFor()
  await officer
    .getByRole('link', { name: /社保缓缴办不了/ })
    .first()
    .click()
  await button(officer, '签收').click()
  await said(officer, '已签收')
  await button(officer, '答复').click()
  await button(officer, '用模板').click()
  await officer.getByRole('menuitem', { name: '缓缴' }).click()
  expect(await dialogOf(officer).getByRole('textbox', { name: '处理结果' }).inputValue()).toBe('已受理。')
  await write(officer, '处理结果', '三个工作日内缓缴到位', '答复')
  await said(officer, '已答复')
  expect(await officer.getByRole('link', { name: '走访' }).count()).toBe(0)
  // a photo stands beside the words of the answer
  const words = officer.locator('.record-time li').filter({ hasText: '三个工作日内缓缴到位' })
  const [chooser] = await Promise.all([
    officer.waitForEvent('filechooser'),
    words.getByRole('button', { name: '添加照片' }).click(),
  ])
  await chooser.setFiles({ name: '回执.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await aPhoto()) })
  await words.getByRole('button', { name: /查看照片/ }).waitFor()

  // what the officer did is on the record of the centre without reading it anew
  await centre.getByText('三个工作日内缓缴到位').waitFor()
  await button(centre, '备注').click()
  await write(centre, '备注', '老板下午才在', '写备注')
  await said(centre, '已备注')

  const owner = await record(names.owner)
  await owner.getByText('三个工作日内缓缴到位').waitFor()
  await owner.getByRole('button', { name: /查看照片/ }).waitFor()
  expect(await owner.getByText('老板下午才在').count()).toBe(0)
  await expectAccessible(owner)
  await button(owner, '解决了吗').click()
  await pick(owner, '解决了吗', '未解决')
  await write(owner, '情况说明', '系统里还没有', '提交')
  await said(owner, '已提交')
  expect(await state()).toBe('TAKEN')

  await officer.getByText('系统里还没有').waitFor()
  await button(officer, '答复').click()
  await write(officer, '处理结果', '已补录', '答复')
  await said(officer, '已答复')
  const deputy = await record(names.deputy)
  await button(deputy, '回访办结').click()
  await write(deputy, '回访情况', '企业确认到账', '记录回访')
  await said(deputy, '已记录回访')
  expect(await state()).toBe('CLOSED')

  await button(owner, '重办').click()
  await write(owner, '重办原因', '又停了', '重办')
  await said(owner, '已重办')
  expect(await state()).toBe('ASSIGNED')
  await deputy.getByText('又停了').waitFor()
  await expectAccessible(deputy)
})

it('what is typed as a new issue is added to the one that is like it', async () => {
  const { enterpriseId } = await db.issue.findUniqueOrThrow({ where: { id: issueId } })
  const path = `/enterprises/${globalId('Enterprise', enterpriseId)}`
  const deputy = await openDesk(browser, app, names.deputy, path)
  await button(deputy, '提出问题').click()
  await dialogOf(deputy).getByRole('textbox', { name: '标题' }).fill('社保缓缴又停了')
  await dialogOf(deputy).getByRole('link', { name: '社保缓缴办不了' }).waitFor()
  await dialogOf(deputy).getByRole('textbox', { name: '依据' }).fill('四月起重新扣款')
  await expectAccessible(deputy)
  const issues = await db.issue.count()
  await dialogOf(deputy)
    .getByRole('button', { name: /^补充到/ })
    .click()
  await said(deputy, '已补充为备注')
  const note = await db.issueEntry.findFirstOrThrow({ where: { issueId }, orderBy: { id: 'desc' } })
  expect([note.kind, note.text]).toEqual(['NOTE', '社保缓缴又停了\n四月起重新扣款'])
  expect(await db.issue.count()).toBe(issues)
})

it.each([
  ['TAX', null],
  ['RENT', '税务'],
] as const)('a red line of the wall about %s is assigned in at most three clicks', async (category, chosen) => {
  const title = `特急:${category}`
  const input = { kind: 'BLOCKAGE', severity: 'HIGH', source: 'CALL', isEmergency: true } as const
  const enterpriseId = union.enterprises[2]!
  const about = { clientId: randomUUID(), enterpriseId, category, title, ...input }
  const id = (await openIssue(union.command.actor, about)).subjectId!
  const { page } = await openWall(browser, app.url, union.command.username)
  await live(page)
  let clicks = 0
  const click = async (target: Locator) => {
    clicks += 1
    await target.click()
  }
  const line = page.locator('.board-issue', { hasText: title })
  await line.locator('.board-kind-red').waitFor()
  await click(line)
  await dialogOf(page).waitFor()
  if (chosen) await click(page.getByRole('option', { name: chosen }))
  await click(dialogOf(page).locator('button').getByText('派单', { exact: true }))
  await said(page, '已派单')
  expect((await db.issue.findUniqueOrThrow({ where: { id } })).state).toBe('ASSIGNED')
  expect(clicks).toBeLessThanOrEqual(3)
})

it('an enterprise reports an issue of its own on a phone in at most five taps and one typed field', async () => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
  })
  context.setDefaultTimeout(15_000)
  await signIn(context, app, names.owner)
  const page = await context.newPage()
  let taps = 0
  const tap = async (target: Locator) => {
    taps += 1
    await target.tap()
  }
  await page.goto(`${app.url}/desk`)
  await tap(button(page, '提出问题'))
  const title = dialogOf(page).getByRole('textbox', { name: '标题' })
  await tap(title)
  await title.fill('电梯停了')
  expect(await tooWide(page)).toBe(0)
  await expectAccessible(page)
  await tap(dialogOf(page).locator('button').getByText('提出问题', { exact: true }))
  await said(page, '已提出')
  expect(taps).toBeLessThanOrEqual(5)
  const issue = await db.issue.findFirstOrThrow({ orderBy: { id: 'desc' } })
  expect([issue.title, issue.source, issue.enterpriseId]).toEqual(['电梯停了', 'ENTERPRISE', union.enterprises[0]])
})
