import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { completeStep } from '#server/modules/visits/complete-step.ts'
import { skipVisit } from '#server/modules/visits/skip.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allowNetworkErrors } from '#tests/setup/console.ts'
import { allSent, aPhone, aSquadDay, pageKept, section, visitEvents } from '#tests/setup/phone.ts'

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

describe('without a signal', () => {
  it('keeps everything on the phone, opens again, and sends each record once and in order', async () => {
    const day = await aSquadDay(['回民街糕点厂'])
    const { context, page } = await aPhone(browser, app, day.username)
    await page.goto(`${app.url}/field`)
    await page.getByRole('link', { name: '回民街糕点厂' }).waitFor()
    await pageKept(page)
    await context.setOffline(true)
    await page.getByRole('link', { name: '回民街糕点厂' }).tap()
    await page.getByRole('button', { name: '看完了' }).tap()
    await page.getByRole('button', { name: '到达', exact: true }).tap()
    const listen = section(page, '闻')
    await listen.getByLabel('听到的意见').fill('缺人手')
    await listen.getByLabel('谁说的').fill('厂长')
    await listen.getByRole('button', { name: '完成「闻」' }).tap()
    await page.getByText('未到中心 3 条').waitFor()
    await listen.getByText('已存手机').waitFor()

    await page.reload()
    await page.getByText('未到中心 3 条').waitFor()
    await listen.getByText('缺人手').waitFor()
    const ask = section(page, '问')
    await ask.getByLabel('矛盾困难').fill('物流不通')
    await ask.getByLabel('第二来源').fill('快递公司')
    await ask.getByRole('button', { name: '完成「问」' }).tap()
    await page.getByText('未到中心 4 条').waitFor()
    expect(await visitEvents(day.unionId)).toEqual([])

    const other = await context.newPage()
    await other.goto(`${app.url}/field`)
    await other.getByText('未到中心 4 条').waitFor()
    await context.setOffline(false)
    await Promise.all([allSent(page), allSent(other)])
    await listen.getByText('已到中心').waitFor()
    expect(await visitEvents(day.unionId)).toEqual([
      'visit.step_completed LOOK',
      'visit.arrived',
      'visit.step_completed LISTEN',
      'visit.step_completed ASK',
    ])
    expect(await db.visitNote.count({ where: { visitId: day.visits[0]! } })).toBe(2)
    await context.close()
  })

  it('goes on with a stop that was planned on the phone when the centre gives it its id', async () => {
    const day = await aSquadDay([], ['莲湖路印刷厂'])
    const { context, page } = await aPhone(browser, app, day.username)
    await page.goto(`${app.url}/field`)
    await page.getByText('加一站').tap()
    await page.getByLabel('企业名称').fill('印刷')
    await page.getByRole('button', { name: '查找' }).tap()
    await page.getByRole('button', { name: '加到今天' }).waitFor()
    await context.setOffline(true)
    await page.getByRole('button', { name: '加到今天' }).tap()
    await page.getByRole('link', { name: '莲湖路印刷厂' }).tap()
    await page.getByRole('button', { name: '到达', exact: true }).tap()
    await page.getByText('未到中心 2 条').waitFor()
    await page.getByLabel('要点').fill('还没写完')
    await context.setOffline(false)
    await allSent(page)
    expect(await page.getByLabel('要点').inputValue()).toBe('还没写完')
    expect(await visitEvents(day.unionId)).toEqual(['visit.arrived'])
    await context.close()
  })
})

describe('a lost answer', () => {
  it('is asked for again, and the record is there once', async () => {
    const day = await aSquadDay(['洒金桥饼店'])
    const { context, page } = await aPhone(browser, app, day.username)
    let lost = 0
    allowNetworkErrors()
    await page.route('**/graphql', async (route) => {
      if (lost > 1 || !route.request().postData()?.includes('FieldArriveVisit')) return route.continue()
      lost += 1
      await route.fetch()
      await route.abort()
    })
    await page.goto(`${app.url}/field`)
    await page.getByRole('link', { name: '洒金桥饼店' }).tap()
    await page.getByRole('button', { name: '到达', exact: true }).tap()
    await page.getByText('未到中心 1 条').waitFor()
    await allSent(page)
    expect(lost).toBe(2)
    expect(await visitEvents(day.unionId)).toEqual(['visit.arrived'])
    await context.close()
  })
})

describe('a refusal', () => {
  it('stays with the centre’s sentence and how it stands there, until the squad has read it', async () => {
    const day = await aSquadDay(['大皮院清真超市'])
    const { context, page } = await aPhone(browser, app, day.username)
    await page.goto(`${app.url}/field`)
    await page.getByRole('link', { name: '大皮院清真超市' }).tap()
    await context.setOffline(true)
    await page.getByRole('button', { name: '到达', exact: true }).tap()
    await skipVisit(day.squad, { clientId: randomUUID(), visitId: day.visits[0]!, reason: '改期' })
    await context.setOffline(false)
    const refusal = page.getByRole('alert').getByText('这一站已经跳过')
    await refusal.waitFor()
    await page.getByText('中心现在的状态:已跳过').waitFor()
    await page.getByText('未到中心 1 条').waitFor()
    page.once('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: '放弃', exact: true }).tap()
    await allSent(page)
    expect(await visitEvents(day.unionId)).toEqual(['visit.skipped'])
    await context.close()
  })

  it('holds back what rests on it, gives what was typed back, and takes its place when sent again', async () => {
    const day = await aSquadDay(['庙后街药店'])
    const { context, page } = await aPhone(browser, app, day.username)
    await page.goto(`${app.url}/field`)
    await page.getByRole('link', { name: '庙后街药店' }).tap()
    await page.getByRole('button', { name: '看完了' }).tap()
    await page.getByRole('button', { name: '到达', exact: true }).tap()
    await section(page, '闻').getByLabel('没有提出').fill('店长')
    await section(page, '闻').getByRole('button', { name: '完成「闻」' }).tap()
    await allSent(page)
    await context.setOffline(true)
    await section(page, '问').getByLabel('没有提出').fill('店长')
    await section(page, '问').getByRole('button', { name: '完成「问」' }).tap()
    await page.getByRole('radio', { name: '已走访' }).tap()
    await page.getByLabel('其余检查项').check()
    await page.getByRole('button', { name: '结束走访' }).tap()
    const notes = [{ text: '缺体温枪', secondSource: '店员' }]
    await completeStep(day.squad, { clientId: randomUUID(), visitId: day.visits[0]!, step: 'ASK', notes })
    await context.setOffline(false)
    await page.getByRole('alert').getByText('这一步已经完成').waitFor()
    await page.getByText('未到中心 2 条').waitFor()
    page.once('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: '放弃', exact: true }).tap()
    await page.getByRole('alert').getByText('如何跟进').waitFor()
    await page.getByRole('button', { name: '修改' }).tap()
    expect(await page.getByRole('radio', { name: '已走访' }).isChecked()).toBe(true)
    await page.getByLabel('后续跟进', { exact: true }).fill('送体温枪')
    await page.getByRole('button', { name: '结束走访' }).tap()
    await allSent(page)
    expect(await db.visit.findUnique({ where: { id: day.visits[0]! } })).toMatchObject({
      followUp: '送体温枪',
      counts: true,
    })
    await context.close()
  })

  it('keeps the entries of a session that ended, and sends them after signing in again', async () => {
    const day = await aSquadDay(['西羊市茶行'])
    const { context, page } = await aPhone(browser, app, day.username)
    await page.goto(`${app.url}/field`)
    await page.getByRole('link', { name: '西羊市茶行' }).waitFor()
    await context.clearCookies()
    await page.getByRole('link', { name: '西羊市茶行' }).tap()
    await page.getByRole('button', { name: '到达', exact: true }).tap()
    await page.getByText('登录已过期').waitFor()
    await page.getByRole('link', { name: '登录' }).tap()
    await page.getByLabel('用户名').fill(day.username)
    await page.getByLabel('密码').fill('for-tests-only')
    await page.getByRole('button', { name: '登录' }).tap()
    await allSent(page)
    expect(await visitEvents(day.unionId)).toEqual(['visit.arrived'])
    await context.close()
  })
})
