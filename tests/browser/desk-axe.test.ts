import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { updateEnterprise } from '#server/modules/enterprises/update.ts'
import { createAccount } from '#server/modules/people/create-account.ts'
import { createToken } from '#server/modules/people/create-token.ts'
import { createSupplier } from '#server/modules/supplies/create-supplier.ts'
import { orderSupply } from '#server/modules/supplies/order.ts'
import { globalId } from '#server/platform/ids.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import {
  button,
  dialogOf,
  expectAccessible,
  fieldOf,
  fromAccountMenu,
  fromRecordMenu,
  openDesk,
  panelOf,
  rows,
  tooWide,
} from '#tests/setup/desk.ts'
import { tableFaults } from '#tests/setup/desk-widths.ts'
import { visited } from '#tests/setup/visiting.ts'
import { anIssue, aWallUnion } from '#tests/setup/wall.ts'

let app: TestApp
let browser: Browser
let page: Page
const record = { enterprises: '', visits: '', issues: '', orders: '' }

const latin = `Xian${'W'.repeat(96)}`
const chinese = '西'.repeat(100)

/** Every list has a row with the longest name that is allowed: once without a place to break it, once of the widest glyphs. */
beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  const { command, enterprises, items, squads } = await aWallUnion(6)
  const clientId = randomUUID
  const { actor } = command
  for (const [index, name] of [latin, chinese].entries()) {
    const enterpriseId = enterprises[index]!
    await updateEnterprise(actor, { clientId: clientId(), enterpriseId, name, address: name, industry: '餐饮服务' })
    record.issues = (await anIssue(actor, enterpriseId, name)).subjectId!
    const order = { enterpriseId, itemId: items[index]!, requested: 1_000_000, reserved: 1000 }
    record.orders = (await orderSupply(actor, { clientId: clientId(), ...order })).subjectId!
    record.visits = await visited(squads[index]!, enterpriseId)
    record.enterprises = enterpriseId
    const supplier = { name, contact: name, phone: '15400000000', items: [{ itemId: items[index]!, capacity: 9 }] }
    await createSupplier(actor, { clientId: clientId(), ...supplier })
    const account = { username: `longest${index}`, displayName: name, password: 'for-tests-only' }
    await createAccount(actor, { clientId: clientId(), ...account, role: 'ENTERPRISE', enterpriseId })
    const other = { username: `system${index}`, displayName: name, role: 'INTEGRATOR' as const }
    const accountId = (await createAccount(actor, { clientId: clientId(), ...other })).subjectId!
    const expiresOn = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10)
    await createToken(actor, { clientId: clientId(), accountId, name, scopes: ['BOARD'], expiresOn })
  }
  page = await openDesk(browser, app, command.username, '/api')
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const wide = { width: 1366, height: 860 }

const pathOf = {
  'the record of an enterprise': () => `enterprises/${globalId('Enterprise', record.enterprises)}`,
  'the record of a visit': () => `visits/${globalId('Visit', record.visits)}`,
  'the record of an issue': () => `issues/${globalId('Issue', record.issues)}`,
  'the record of an order': () => `orders/${globalId('SupplyOrder', record.orders)}`,
}
const lists = ['enterprises', 'visits', 'issues', 'orders', 'suppliers', 'accounts', 'tokens']
const others = ['campaign', 'squads', 'policies', 'import', 'api']
const pages = [...lists, ...others, ...Object.keys(pathOf)]

/** Goes to a page of the desk and waits until all of it is there. */
async function goTo(name: string): Promise<void> {
  await page.setViewportSize(wide)
  const path = name in pathOf ? pathOf[name as keyof typeof pathOf]() : name
  await page.goto(`${app.url}/desk/${path}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
}

/** Shows the page in the other theme, as whoever chose it would see it. */
const showTheme = (theme: 'light' | 'dark') =>
  page.evaluate((name) => {
    localStorage.setItem('theme', name)
    document.documentElement.dataset.theme = name
  }, theme)

/** Nothing that axe finds in the light; in the dark, where only colours differ, nothing that it finds about colours. */
async function expectAccessibleInBothThemes(without: string[] = []): Promise<void> {
  await expectAccessible(page, { without })
  await showTheme('dark')
  await expectAccessible(page, { only: ['color-contrast'] })
  await showTheme('light')
}

/** The page fits screens of these widths, and no cell of a table falls to one glyph a line. */
async function expectToFit(): Promise<void> {
  for (const width of [1366, 768, 390]) {
    await page.setViewportSize({ width, height: 860 })
    expect([width, await tooWide(page), await tableFaults(page)]).toEqual([width, 0, []])
  }
}

describe('in Chinese', () => {
  it.each(pages)('%s is accessible in both themes, and fits every screen', async (name) => {
    await goTo(name)
    if (lists.includes(name)) expect(await rows(page).getByText(chinese).count()).toBeGreaterThan(0)
    await expectAccessibleInBothThemes()
    await expectToFit()
  })

  it('the chosen theme is there after a reload', async () => {
    await showTheme('dark')
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    await showTheme('light')
  })
})

describe('what opens above a page', () => {
  const above: Record<string, [page: string, open: () => Promise<void>]> = {
    'a form of text and choices': ['enterprises', () => button(page, '登记企业').click()],
    'a form with refused fields': [
      'suppliers',
      async () => {
        await button(page, '新增供应商').click()
        await dialogOf(page).getByRole('button', { name: '新增供应商' }).click()
        await page.getByText('这一项要填。').first().waitFor()
      },
    ],
    'a form of dates, boxes and areas': ['visits', () => button(page, '补录走访').click()],
    'a form of many members': [
      'squads',
      async () => {
        await page.getByRole('link', { name: '第 1 小分队' }).click()
        await button(page, '修改队员').click()
      },
    ],
    'an open list of choices': [
      'visits',
      async () => {
        await button(page, '补录走访').click()
        await fieldOf(page, '结果').locator('.ui-choice').click()
        await page.getByRole('listbox').waitFor()
      },
    ],
    'an open combobox': [
      'issues',
      async () => {
        await button(page, '提出问题').click()
        await page.getByRole('combobox', { name: '选择企业' }).fill('门')
        await page.getByRole('option').first().waitFor()
      },
    ],
    'an open calendar': [
      'the record of an enterprise',
      async () => {
        await fromRecordMenu(page, '登记复工')
        await page.getByRole('button', { name: /^日历/ }).click()
        await page.getByRole('grid').waitFor()
      },
    ],
    'the question before a password is lost': [
      'accounts',
      async () => {
        await button(page, '新建账号').click()
        await page.getByLabel('密码').fill('a-secret-of-12')
        await page.keyboard.press('Escape')
        await page.getByRole('alert').waitFor()
      },
    ],
    'a menu of deeds': [
      'issues',
      async () => {
        await button(page, '导出').click()
        await page.getByRole('menu').waitFor()
      },
    ],
    'the menu of columns': [
      'issues',
      async () => {
        await button(page, '列').click()
        await page.getByRole('menu').waitFor()
      },
    ],
    'the filters': [
      'issues',
      async () => {
        await button(page, '+ 筛选').click()
        await page.getByRole('dialog', { name: '筛选' }).waitFor()
      },
    ],
    'the record beside a list': [
      'issues',
      async () => {
        await rows(page).getByRole('link').first().click()
        await panelOf(page).getByRole('heading', { level: 2 }).first().waitFor()
        await page.waitForLoadState('networkidle')
      },
    ],
  }

  it.each(Object.keys(above))('%s is accessible in both themes', async (name) => {
    const [path, open] = above[name]!
    await goTo(path)
    await open()
    // what lies above the page stands outside of its landmarks
    await expectAccessibleInBothThemes(['region'])
    expect(await tooWide(page)).toBe(0)
  })
})

describe('in English', () => {
  it.each(pages)('%s is accessible and fits every screen', async (name) => {
    await goTo(name)
    if ((await page.evaluate(() => document.documentElement.lang)) !== 'en') await fromAccountMenu(page, 'English')
    await page.locator('html[lang="en"]').waitFor({ state: 'attached' })
    await expectAccessible(page)
    await expectToFit()
  })
})
