import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { orderSupply } from '#server/modules/supplies/order.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { recordVisit } from '#server/modules/visits/record.ts'
import { localDate } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { expectAccessible, openDesk, tooWide } from '#tests/setup/desk.ts'
import { aWallUnion, type WallUnion } from '#tests/setup/wall.ts'

const day = 86_400_000

let app: TestApp
let browser: Browser
let union: WallUnion
let enterpriseId: string
let orderId: string

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
  union = await aWallUnion()
  enterpriseId = union.enterprises[0]!
  await fillBusy(enterpriseId)
  orderId = (await db.supplyOrder.findFirstOrThrow({ where: { enterpriseId } })).id
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

/** An enterprise at which much has happened: visits, issues, orders, and what is to be put right. */
async function fillBusy(id: string): Promise<void> {
  const { actor } = union.command
  const { unionId } = actor
  const change = () => ({ clientId: randomUUID() })
  const squadId = (await db.squad.findFirstOrThrow({ where: { unionId }, orderBy: { number: 'asc' } })).id
  const long = '已与房东和街道三方会商,租金减免方案本周内报区里审核,并由小分队跟踪到底'
  const contact = { name: '欧阳建国', phone: '15400000099' }
  await db.contact.createMany({
    data: (['OWNER', 'UNION_CHAIR', 'HEALTH'] as const).map((kind) => ({ enterpriseId: id, kind, ...contact })),
  })
  for (const to of ['FILED', 'APPROVED', 'RESUMED'] as const) {
    const step = { to, on: localDate(new Date()), basis: '电话核实已开门', source: 'CALL' as const }
    await setResumption(actor, { ...change(), enterpriseIds: [id], ...step })
  }
  for (const [index, item] of (
    ['DISINFECTION', 'EPIDEMIC_MECHANISM', 'HEALTH_REGISTER', 'PROTECTIVE_GEAR'] as const
  ).entries()) {
    const at = new Date(Date.now() - (5 - index) * day)
    await recordVisit(actor, {
      ...change(),
      squadId,
      enterpriseId: id,
      arrivedAt: at,
      finishedAt: new Date(at.getTime() + 3_600_000),
      outcome: 'REFUSED',
      steps: [],
      checks: [{ item, answer: 'FIX_BY', fixBy: localDate(new Date(Date.now() + index * day)) }],
      followUp: long,
    })
  }
  await planVisit(actor, { ...change(), squadId, enterpriseId: id, plannedOn: localDate(new Date(Date.now() + day)) })
  const kinds = { kind: 'DIFFICULTY', category: 'RENT', severity: 'HIGH', source: 'CALL' } as const
  for (let i = 1; i <= 5; i++) {
    await openIssue(actor, { ...change(), enterpriseId: id, ...kinds, title: `第 ${i} 个:租金压力大,盼房东减免` })
  }
  for (const { id: itemId } of await db.supplyItem.findMany({ where: { unionId } })) {
    await orderSupply(actor, { ...change(), enterpriseId: id, itemId, requested: 400 })
  }
}

const open = (path: string) => openDesk(browser, app, union.command.username, path)
const enterprisePath = () => `/enterprises/${globalId('Enterprise', enterpriseId)}`
const settled = (page: Page) => page.locator('.record-time li').first().waitFor()

describe('the record of a busy enterprise', () => {
  it('is on a screen of 1440 by 900 at once, and on one sheet of A4', async () => {
    const page = await open(enterprisePath())
    await page.setViewportSize({ width: 1440, height: 900 })
    await settled(page)
    const { scrolled, width } = await page.evaluate(() => ({
      scrolled: document.documentElement.scrollHeight - innerHeight,
      width: document.documentElement.scrollWidth - innerWidth,
    }))
    expect({ scrolled, width }).toEqual({ scrolled: 0, width: 0 })
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  })

  it('shows its contacts’ numbers masked, calls by one that was asked for, and names what comes next', async () => {
    const page = await open(enterprisePath())
    await settled(page)
    const shown = page.getByRole('button', { name: '查看完整号码:154****0099' })
    await expect.poll(() => shown.count()).toBe(3)
    await shown.first().click()
    await page.locator('a[href="tel:15400000099"]').waitFor()
    expect(await shown.count()).toBe(2)
    await page.locator('.record-lines').getByText('来访').waitFor()
    await page.locator('.record-lines').getByText('整改').first().waitFor()
  })
})

describe('the four stages of an order', () => {
  it('take two presses each and no number, and then nothing is offered but corrections', async () => {
    const page = await open(`/orders/${globalId('SupplyOrder', orderId)}`)
    let presses = 0
    for (const deed of ['登记预定', '登记发货', '登记收货', '登记验收']) {
      await page.locator('.record-deeds .ui-main').getByText(deed).click()
      await page.getByRole('dialog').getByRole('button', { name: deed, exact: true }).click()
      presses += 2
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    expect(presses).toBe(8)
    await page.locator('.record-deeds .ui-main').waitFor({ state: 'detached' })
    await page.getByText('验收 400').waitFor()
    await page.getByRole('button', { name: /^更多/ }).click()
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['更正已到数', '更正已验收数'])
  })
})

describe('every record', () => {
  it('is right as a page and beside its list, also for axe', async () => {
    const { unionId } = union.command.actor
    const idOf = async (type: string, row: Promise<{ id: string }>) => globalId(type, (await row).id)
    const records = {
      enterprises: globalId('Enterprise', enterpriseId),
      visits: await idOf('Visit', db.visit.findFirstOrThrow({ where: { enterpriseId } })),
      issues: await idOf('Issue', db.issue.findFirstOrThrow({ where: { enterpriseId } })),
      orders: globalId('SupplyOrder', orderId),
      squads: await idOf('Squad', db.squad.findFirstOrThrow({ where: { unionId } })),
      accounts: await idOf('Account', db.account.findFirstOrThrow({ where: { unionId } })),
    }
    const page = await open('/enterprises')
    for (const [list, id] of Object.entries(records)) {
      await page.goto(`${app.url}/desk/${list}/${id}`)
      await page.locator('h1.record-title').waitFor()
      await expectAccessible(page)
      expect([list, await tooWide(page)]).toEqual([list, 0])
      if (list === 'squads') continue
      await page.goto(`${app.url}/desk/${list}?open=${id}`)
      await page.getByRole('link', { name: '打开整页' }).waitFor()
      await expectAccessible(page)
      expect([list, await tooWide(page)]).toEqual([list, 0])
    }
  })
})
