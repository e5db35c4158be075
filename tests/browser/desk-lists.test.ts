import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dateInDays } from '#client/ui/dates.ts'
import { closeIssue } from '#server/modules/issues/close.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import {
  button,
  counts,
  dialogOf,
  expectAccessible,
  fieldOf,
  fromMenu,
  openDesk,
  panelOf,
  rows,
  said,
  submit,
} from '#tests/setup/desk.ts'
import { anAccount, anActor } from '#tests/setup/factories.ts'
import { anIssue, aWallUnion, type WallUnion } from '#tests/setup/wall.ts'

let app: TestApp
let browser: Browser
let union: WallUnion
let other: { actor: Actor; username: string }

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aWallUnion(60)
  const account = await anAccount(union.unionId)
  other = { actor: await anActor(account.id), username: account.username }
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const desk = (path = '') => openDesk(browser, app, union.command.username, path)
const addressOf = (page: Page, name: string) => new URL(page.url()).searchParams.get(name)

async function issueTitled(title: string): Promise<string> {
  return (await anIssue(union.command.actor, union.enterprises[9]!, title)).subjectId!
}

const closeByOther = (issueId: string) =>
  closeIssue(other.actor, { clientId: randomUUID(), issueId, closingNote: '别人先办结了' })

describe('acts on many', () => {
  it('close the issues that the keyboard selected, by one note', async () => {
    for (const title of ['成批一', '成批二', '成批三']) await issueTitled(title)
    const page = await desk('/issues?status=OPEN&search=成批')
    await counts(page, 3)
    for (const key of ['j', 'x', 'j', 'x', 'j', 'x', 'x']) await page.keyboard.press(key)
    await page.getByText('已选 2 条').waitFor()
    await expectAccessible(page)
    await button(page, '办结').click()
    await dialogOf(page).getByLabel('回访情况').fill('一并协调好了')
    await submit(page, '办结 (2)')
    await said(page, '办结:2 条都办好了')
    await counts(page, 1)
    expect(await page.getByText(/^已选/).isVisible()).toBe(false)
    const notes = { unionId: union.unionId, closingNote: '一并协调好了' }
    expect(await db.issue.count({ where: notes })).toBe(2)
  })

  it('name the one that is refused, do the others, and keep what was typed', async () => {
    const ids: string[] = []
    for (const title of ['夹着一', '夹着二', '夹着三']) ids.push(await issueTitled(title))
    const page = await desk('/issues?status=OPEN&search=夹着&order=TITLE.asc')
    await counts(page, 3)
    await page.getByRole('checkbox', { name: '选中本页' }).click({ force: true })
    await page.getByText('已选 3 条').waitFor()
    await button(page, '办结').click()
    await dialogOf(page).getByLabel('回访情况').fill('三条一并办结')
    await closeByOther(ids[1]!)
    await submit(page, '办结 (3)')
    await dialogOf(page).getByRole('alert').getByText('夹着二:').waitFor()
    await dialogOf(page).getByText('已办 2 / 3').waitFor()
    expect(await dialogOf(page).getByLabel('回访情况').inputValue()).toBe('三条一并办结')
    // all three have left the list, and the dialog is still there
    await counts(page, 0)
    await button(page, '办结 (1)').waitFor()
    const states = await db.issue.findMany({ where: { id: { in: ids } }, select: { status: true } })
    expect(states.map(({ status }) => status)).toEqual(['CLOSED', 'CLOSED', 'CLOSED'])
  })
})

it('a deed that somebody else has done meanwhile keeps its dialog, which says so', async () => {
  const id = await issueTitled('两个人都在办')
  const page = await desk(`/issues?open=${globalId('Issue', id)}`)
  await panelOf(page).getByRole('button', { name: '办结' }).click()
  const note = dialogOf(page).getByLabel('回访情况')
  await note.fill('我写到一半')
  await closeByOther(id)
  await panelOf(page).getByText('别人先办结了').first().waitFor()
  expect(await note.inputValue()).toBe('我写到一半')
  await submit(page, '办结')
  await dialogOf(page).getByRole('alert').waitFor()
  expect(await note.inputValue()).toBe('我写到一半')
  await page.keyboard.press('Escape')
  await dialogOf(page).waitFor({ state: 'detached' })
  expect(await panelOf(page).getByRole('button', { name: '办结' }).count()).toBe(0)
})

it('a view is saved, seen by others at once, and deleted until that is taken back', async () => {
  const page = await desk('/issues?severity=MEDIUM&kind=DIFFICULTY')
  const theirs = await openDesk(browser, app, other.username, '/issues')
  await rows(theirs).first().waitFor()
  const tab = (of: Page) => of.getByRole('button', { name: '我的困难' }).or(of.getByRole('radio', { name: '我的困难' }))
  await fromMenu(page, /^视图/, '把现在的样子存为视图…')
  await dialogOf(page).getByLabel('视图名称').fill('我的困难')
  await dialogOf(page).getByText('指挥中心和区总工会都能看到').click()
  await submit(page, '保存')
  await said(page, '已存视图「我的困难」')
  await tab(page).first().waitFor()
  await tab(theirs).first().click()
  await theirs.waitForURL(/severity=MEDIUM/)
  expect(addressOf(theirs, 'kind')).toBe('DIFFICULTY')
  await fromMenu(page, /^视图/, '删除视图「我的困难」')
  await said(page, '已删除视图「我的困难」')
  await tab(page).first().waitFor({ state: 'detached' })
  await tab(theirs).first().waitFor({ state: 'detached' })
  await page.locator('.ui-toast').getByRole('button', { name: '撤销' }).first().click()
  await tab(page).first().waitFor()
  await tab(theirs).first().waitFor()
})

describe('a list', () => {
  it('is sorted by the head of a column, and the address says how', async () => {
    const page = await desk('/enterprises')
    await counts(page, 60)
    const head = page.getByRole('columnheader', { name: '未结问题' })
    expect(await head.getAttribute('aria-sort')).toBe('none')
    await head.getByRole('button').click()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending')
    expect(addressOf(page, 'order')).toBe('OPEN_ISSUES.desc')
    // the enterprise of the tests above, and after it those with one issue each
    await rows(page).first().filter({ hasText: '第10号' }).waitFor()
    await head.getByRole('button').click()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending')
    await page.reload()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending')
  })

  it('shows the columns that are chosen, and the rows of its second page by their numbers', async () => {
    const page = await desk('/enterprises')
    await page.getByText('第 1–50 条,共 60 条').waitFor()
    await button(page, '列').click()
    await page.getByRole('menuitemcheckbox', { name: '地址' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('columnheader', { name: '地址' }).waitFor()
    expect(addressOf(page, 'columns')).toContain('address')
    await button(page, '下一页').click()
    await page.getByText('第 51–60 条,共 60 条').waitFor()
    expect(await rows(page).count()).toBe(10)
    await page.getByRole('columnheader', { name: '地址' }).waitFor()
    await button(page, '上一页').click()
    await page.getByText('第 1–50 条,共 60 条').waitFor()
  })

  it('is narrowed to a range of days that is typed digit by digit', async () => {
    const page = await desk('/issues')
    await rows(page).first().waitFor()
    const total = await db.issue.count({ where: { unionId: union.unionId } })
    await counts(page, total)
    await button(page, '+ 筛选').click()
    const days = page.getByRole('group', { name: '提出时间' })
    await days.first().waitFor()
    const from = fieldOf(page, '从').first()
    await from.locator('[data-type="year"]').click()
    const tomorrow = dateInDays(1)
    await page.keyboard.type(tomorrow.replaceAll('-', ''))
    await expect.poll(() => addressOf(page, 'opened')).toBe(`${tomorrow}..`)
    await page.keyboard.press('Escape')
    await counts(page, 0)
    await button(page, '去掉筛选:提出时间').click()
    await counts(page, total)
  })
})
