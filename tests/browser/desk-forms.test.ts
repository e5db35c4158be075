import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import {
  button,
  choose,
  counts,
  dialogOf,
  fieldOf,
  fromRecordMenu,
  openDesk,
  pick,
  rows,
  said,
  signIn,
  submit,
} from '#tests/setup/desk.ts'
import { anAccount } from '#tests/setup/factories.ts'
import { inputMethodOf } from '#tests/setup/input-method.ts'
import { aWallUnion, type WallUnion } from '#tests/setup/wall.ts'

let app: TestApp
let browser: Browser
let union: WallUnion

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aWallUnion(42)
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const desk = (path = '') => openDesk(browser, app, union.command.username, path)
const restored = '已恢复上次没交的内容。'

/** Opens the form of an issue, with the cursor in its title. */
async function issueForm(page: Page) {
  await button(page, '提出问题').click()
  await page.getByLabel('标题').click()
}

const typedIn = (page: Page, label: string) => page.getByLabel(label).inputValue()

describe('Chinese, as an input method writes it,', () => {
  it('is kept in lines, areas and comboboxes; the keys of the input method neither send nor close the form', async () => {
    const page = await desk('/issues')
    await issueForm(page)
    const hand = await inputMethodOf(page)
    await hand.compose('zufang')
    await hand.press('Enter')
    await hand.press('Escape')
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await typedIn(page, '标题')).toBe('zufang')
    await hand.commit('租房')
    await hand.write('kunnan', '困难')
    // in the middle of what stands there
    for (let step = 0; step < 2; step++) await page.keyboard.press('ArrowLeft')
    await hand.write('tebie', '特别')
    expect(await typedIn(page, '标题')).toBe('租房特别困难')
    await page.getByLabel('依据').click()
    await hand.write('fangdong', '房东')
    await page.keyboard.press('Enter')
    await hand.compose('jujue')
    await hand.press('Enter')
    await hand.commit('拒绝')
    expect(await typedIn(page, '依据')).toBe('房东\n拒绝')
    const combobox = page.getByRole('combobox', { name: '选择企业' })
    await combobox.click()
    await hand.compose('di31hao')
    await hand.press('ArrowDown')
    await hand.press('Enter')
    expect(await combobox.inputValue()).toBe('di31hao')
    await hand.commit('第31号')
    await page.getByRole('option', { name: /第31号/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await combobox.inputValue()).toMatch(/第31号/)
    await submit(page, '提出问题')
    await said(page, '已提出')
    await rows(page).filter({ hasText: '租房特别困难' }).filter({ hasText: '第31号' }).waitFor()
  })

  it('is searched for as words, not as half of one', async () => {
    const page = await desk('/enterprises')
    await counts(page, 42)
    const searches: string[] = []
    page.on('request', (request) => {
      const { search } = request.postDataJSON()?.variables ?? {}
      if (search) searches.push(search)
    })
    await page.keyboard.press('/')
    const hand = await inputMethodOf(page)
    await hand.compose('di41hao')
    // longer than the pause after which the list is narrowed
    await page.waitForTimeout(500)
    await hand.press('Enter')
    await hand.press('Escape')
    await page.waitForTimeout(500)
    await hand.commit('第41号')
    await counts(page, 1)
    expect(searches).toEqual(['第41号'])
    await page.keyboard.press('Escape')
    await counts(page, 42)
  })

  it('has wide digits, which are numbers and dates like others', async () => {
    const page = await desk('/orders')
    await button(page, '预定物资').click()
    const hand = await inputMethodOf(page)
    await page.getByLabel(/^数量/).click()
    await hand.commit('500')
    await page.getByLabel('同时预定').click()
    await hand.write('400', '400')
    await page.keyboard.press('Tab')
    expect([await page.getByLabel(/^数量/).inputValue(), await typedIn(page, '同时预定')]).toEqual(['500', '400'])
    await page.goto(`${app.url}/desk/enterprises/${globalId('Enterprise', union.enterprises[0]!)}`)
    await fromRecordMenu(page, '登记复工')
    const date = fieldOf(page, '日期')
    await date.locator('[data-type="year"]').click()
    for (const digit of '20200309') await hand.commit(digit)
    await date.locator('[data-type="month"]').click()
    await hand.compose('yue')
    await hand.press('Enter')
    await hand.commit('')
    expect(await date.getByRole('spinbutton').allInnerTexts()).toEqual(['2020', '03', '09'])
    await page.getByLabel('依据').fill('电话')
    await pick(page, '新状态', '已复工')
    await submit(page, '保存')
    await said(page, '已登记')
    await page.getByText('2020-03-09').first().waitFor()
  })
})

describe('what was typed', () => {
  it('comes back after Esc, after another page and after a reload, until it was sent; to nobody else', async () => {
    const other = await anAccount(union.unionId)
    const page = await desk('/issues')
    await issueForm(page)
    await choose(page, '第32号')
    await page.getByLabel('标题').fill('设备检修没人来')
    await page.getByLabel('依据').fill('电话里说的\n明天再问')
    await pick(page, '严重程度', '严重')
    const isBack = async () => {
      await issueForm(page)
      await dialogOf(page).getByText(restored).waitFor()
      expect(await typedIn(page, '标题')).toBe('设备检修没人来')
      expect(await typedIn(page, '依据')).toBe('电话里说的\n明天再问')
      expect(await page.getByRole('combobox', { name: '选择企业' }).inputValue()).toMatch(/第32号/)
      expect(await fieldOf(page, '严重程度').locator('.ui-choice').innerText()).toContain('严重')
    }
    await page.keyboard.press('Escape')
    await dialogOf(page).waitFor({ state: 'detached' })
    await isBack()
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: '小分队' }).first().click()
    await page.getByRole('heading', { level: 1, name: '小分队' }).waitFor()
    await page.goBack()
    await isBack()
    await page.reload()
    await isBack()
    await page.keyboard.press('Escape')
    await signIn(page.context(), app, other.username)
    await page.goto(`${app.url}/desk/issues`)
    await issueForm(page)
    expect(await typedIn(page, '标题')).toBe('')
    expect(await page.getByText(restored).count()).toBe(0)
    await signIn(page.context(), app, union.command.username)
    await page.reload()
    await isBack()
    await submit(page, '提出问题')
    await said(page, '已提出')
    await issueForm(page)
    expect(await typedIn(page, '标题')).toBe('')
    expect(await page.getByText(restored).count()).toBe(0)
  })

  it('is thrown away where one says so', async () => {
    const page = await desk('/issues')
    await issueForm(page)
    await page.getByLabel('标题').fill('写错了')
    await page.keyboard.press('Escape')
    await issueForm(page)
    await button(page, '清空').click()
    expect(await typedIn(page, '标题')).toBe('')
    await page.keyboard.press('Escape')
    await issueForm(page)
    expect(await page.getByText(restored).count()).toBe(0)
  })

  it('is never stored where it is a password, and Esc asks before it is lost', async () => {
    const page = await desk('/accounts')
    const secret = 'a-secret-of-12'
    await button(page, '新建账号').click()
    await page.getByLabel('用户名').fill('half-made')
    await page.getByLabel('密码').fill(secret)
    await page.keyboard.press('Escape')
    await page.getByRole('alert').getByText('关闭就会丢掉').waitFor()
    await button(page, '继续填写').click()
    expect(await typedIn(page, '密码')).toBe(secret)
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(stored).toContain('half-made')
    expect(stored).not.toContain(secret)
    await page.getByLabel('密码').press('Escape')
    await button(page, '丢掉').click()
    await dialogOf(page).waitFor({ state: 'detached' })
    await button(page, '新建账号').click()
    await dialogOf(page).getByText(restored).waitFor()
    expect([await typedIn(page, '用户名'), await typedIn(page, '密码')]).toEqual(['half-made', ''])
    // nothing secret was typed since, and the rest is stored: nothing is asked
    await page.keyboard.press('Escape')
    await dialogOf(page).waitFor({ state: 'detached' })
  })
})
