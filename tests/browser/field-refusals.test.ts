import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { completeStep } from '#server/modules/visits/complete-step.ts'
import { skipVisit } from '#server/modules/visits/skip.ts'
import { localDate } from '#server/platform/clock.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allowNetworkErrors } from '#tests/setup/console.ts'
import { allSent, aPhone, aSquadDay, section } from '#tests/setup/phone.ts'

let app: TestApp
let browser: Browser

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

it('a refused record is exported, given up with a copy, and gone when the squad has signed out', async () => {
  const day = await aSquadDay(['大皮院清真超市'])
  const { context, page } = await aPhone(browser, app, day.username)
  await page.goto(`${app.url}/field`)
  await page.getByRole('link', { name: '大皮院清真超市' }).tap()
  await context.setOffline(true)
  await page.getByLabel('要点').fill('店主姓马')
  await page.getByRole('button', { name: '看完了' }).tap()
  await skipVisit(day.squad, { clientId: randomUUID(), visitId: day.visits[0]!, reason: '改期' })
  await context.setOffline(false)
  await page.getByRole('alert').getByText('这一站已经跳过').waitFor()
  const exported = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出' }).tap()
  const text = await readFile(await (await exported).path(), 'utf8')
  expect(text.split('\n')).toEqual([
    expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:\d\d 大皮院清真超市 · 完成「望」$/),
    '小分队',
    '店主姓马',
    expect.stringContaining('已经跳过'),
  ])
  page.on('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: '放弃', exact: true }).tap()
  await allSent(page)
  await page.getByText('已放弃的记录(1 条)').tap()
  await page.getByText('店主姓马').waitFor()
  await page.reload()
  await page.getByText('已放弃的记录(1 条)').waitFor()
  await page.getByText('退出登录会删掉 1 份').waitFor()
  await page.getByRole('button', { name: '退出登录' }).tap()
  await page.getByLabel('用户名').waitFor()
  const left = await page.evaluate(async () => {
    const request = indexedDB.open('sizhen-field')
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result)
    })
    const all = database.transaction('outbox').objectStore('outbox').getAll()
    return new Promise((resolve) => {
      all.onsuccess = () => resolve(all.result.length)
    })
  })
  expect(left).toBe(0)
  await context.close()
})

it('the words of a step that somebody else had done are added to the visit when it has ended', async () => {
  const day = await aSquadDay(['庙后街药店'])
  const [visitId] = day.visits
  const { context, page } = await aPhone(browser, app, day.username)
  await page.goto(`${app.url}/field`)
  await page.getByRole('link', { name: '庙后街药店' }).tap()
  await page.getByRole('button', { name: '看完了' }).tap()
  await page.getByRole('button', { name: '到达', exact: true }).tap()
  await section(page, '闻').getByLabel('没有提出').fill('店长')
  await section(page, '闻').getByRole('button', { name: '完成「闻」' }).tap()
  await allSent(page)
  await context.setOffline(true)
  await section(page, '问').getByLabel('矛盾困难').fill('缺额温枪')
  await section(page, '问').getByLabel('第二来源').fill('收银员')
  await section(page, '问').getByRole('button', { name: '完成「问」' }).tap()
  await page.getByRole('radio', { name: '已走访' }).tap()
  await page.getByLabel('其余检查项').check()
  await page.getByLabel('后续跟进', { exact: true }).fill('送体温枪')
  await page.getByRole('button', { name: '结束走访' }).tap()
  const notes = [{ text: '缺体温枪', secondSource: '店员' }]
  await completeStep(day.squad, { clientId: randomUUID(), visitId: visitId!, step: 'ASK', notes })
  await context.setOffline(false)
  await page.getByRole('alert').getByText('这一步已经完成').waitFor()
  await page.getByRole('button', { name: '补到这次走访' }).tap()
  await allSent(page)
  expect(await page.getByText('已放弃的记录').count()).toBe(0)
  const { notes: asked, counts } = await db.visit.findUniqueOrThrow({
    where: { id: visitId! },
    include: { notes: true },
  })
  expect(asked.map(({ text }) => text).toSorted()).toEqual(['缺体温枪', '缺额温枪'])
  expect(counts).toBe(true)
  await section(page, '问').getByText('缺额温枪').waitFor()
  await context.close()
})

it('the words of a step that somebody else had done are added to the visit while it goes on', async () => {
  const day = await aSquadDay(['洒金桥包子铺'])
  const [visitId] = day.visits
  const { context, page } = await aPhone(browser, app, day.username, 360)
  await page.goto(`${app.url}/field`)
  await page.getByRole('link', { name: '洒金桥包子铺' }).tap()
  await page.getByRole('button', { name: '到达', exact: true }).tap()
  await section(page, '闻').waitFor()
  await allSent(page)
  await context.setOffline(true)
  await section(page, '闻').getByLabel('听到的意见').fill('缺厨师')
  await section(page, '闻').getByLabel('谁说的').fill('店主')
  await section(page, '闻').getByRole('button', { name: '完成「闻」' }).tap()
  const notes = [{ text: '盼客流', saidBy: '厨师' }]
  await completeStep(day.squad, { clientId: randomUUID(), visitId: visitId!, step: 'LISTEN', notes })
  await context.setOffline(false)
  await page.getByRole('button', { name: '补到这次走访' }).tap()
  await allSent(page)
  const heard = await db.visitNote.findMany({ where: { visitId: visitId! }, orderBy: { position: 'asc' } })
  expect(heard.map(({ text }) => text)).toEqual(['盼客流', '缺厨师'])
  await section(page, '闻').getByText('缺厨师').waitFor()
  await section(page, '问').getByRole('button', { name: '完成「问」' }).waitFor()
  await context.close()
})

it('a refused step is corrected where it stands, also while the end of the visit waits behind it', async () => {
  const day = await aSquadDay(['桥梓口面馆'])
  const { context, page } = await aPhone(browser, app, day.username, 360)
  await page.goto(`${app.url}/field`)
  await page.getByRole('link', { name: '桥梓口面馆' }).tap()
  await page.getByRole('button', { name: '看完了' }).tap()
  await page.getByRole('button', { name: '到达', exact: true }).tap()
  await section(page, '闻').getByLabel('听到的意见').fill('希望减租')
  await section(page, '闻').getByLabel('谁说的').fill('店主')
  await section(page, '闻').getByRole('button', { name: '完成「闻」' }).tap()
  await section(page, '问').getByLabel('没有提出').fill('店主')
  await section(page, '问').getByRole('button', { name: '完成「问」' }).tap()
  await allSent(page)
  await context.setOffline(true)
  await section(page, '切').getByLabel('措施').fill('与房东商量')
  await section(page, '切').getByLabel('责任人').fill('王建国')
  await section(page, '切').getByLabel('期限').fill('2020-03-01')
  await section(page, '切').getByRole('button', { name: '完成「切」' }).tap()
  await page.getByRole('radio', { name: '已走访' }).tap()
  await page.getByLabel('其余检查项').check()
  await page.getByRole('button', { name: '结束走访' }).tap()
  await context.setOffline(false)
  await page.getByRole('alert').getByText('期限').waitFor()
  await page.getByRole('button', { name: '修改', exact: true }).tap()
  const dueOn = section(page, '切').getByLabel('期限')
  await expect.poll(() => dueOn.evaluate((field) => field.getBoundingClientRect().top < innerHeight)).toBe(true)
  expect(await section(page, '切').getByLabel('措施').inputValue()).toBe('与房东商量')
  await dueOn.fill(localDate(new Date(Date.now() + 5 * 86_400_000)))
  await section(page, '切').getByRole('button', { name: '完成「切」' }).tap()
  await allSent(page)
  const visit = await db.visit.findUniqueOrThrow({ where: { id: day.visits[0]! } })
  expect([visit.state, visit.steps]).toEqual(['FINISHED', ['LOOK', 'LISTEN', 'ASK', 'TREAT']])
  await context.close()
})

it('a session that is ended while nothing is done asks for signing in again, and does not say offline', async () => {
  const day = await aSquadDay(['西羊市茶行'])
  const { context, page } = await aPhone(browser, app, day.username)
  allowNetworkErrors()
  await page.goto(`${app.url}/field`)
  await page.getByText('实时').waitFor()
  const account = await db.account.findFirstOrThrow({ where: { username: day.username } })
  await db.session.updateMany({ where: { accountId: account.id }, data: { endedAt: new Date() } })
  await page.getByRole('status').getByText('请重新登录').waitFor({ timeout: 40_000 })
  await page.getByText('登录已过期').waitFor()
  expect(await page.getByText('离线').count()).toBe(0)
  await context.close()
})
