import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveVisit } from '#server/modules/visits/move.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { anActor, aSquad } from '#tests/setup/factories.ts'
import { allSent, aPhone, aSquadDay, section, visitEvents } from '#tests/setup/phone.ts'

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

describe('a visit', () => {
  it('goes through 望闻问切 by touch', async () => {
    const day = await aSquadDay(['西大街羊肉泡馍馆'])
    const { context, page } = await aPhone(browser, app, day.username)
    await page.goto(`${app.url}/field`)
    await page.getByRole('link', { name: '西大街羊肉泡馍馆' }).tap()
    expect(await page.getByRole('link', { name: /15400001234/ }).getAttribute('href')).toBe('tel:15400001234')
    await page.getByLabel('要点').fill('老店,堂食为主')
    await page.getByRole('button', { name: '看完了' }).tap()
    await page.getByRole('button', { name: '到达', exact: true }).tap()

    const listen = section(page, '闻')
    await listen.getByLabel('听到的意见').fill('希望尽快恢复堂食')
    await listen.getByRole('button', { name: '完成「闻」' }).tap()
    await listen.getByRole('alert').getByText('谁说的').waitFor()
    await listen.getByLabel('谁说的').fill('赵经理')
    await listen.getByRole('button', { name: '再加一条' }).tap()
    await listen.getByLabel('听到的意见').nth(1).fill('房租压力大')
    await listen.getByLabel('谁说的').nth(1).fill('会计')
    await listen.getByRole('button', { name: '完成「闻」' }).tap()

    const ask = section(page, '问')
    await ask.getByLabel('矛盾困难').fill('口罩只够三天')
    await ask.getByLabel('单一来源').check()
    await ask.getByRole('button', { name: '完成「问」' }).tap()

    const checks = section(page, '现场检查')
    await checks.getByRole('group', { name: '场所设施消毒' }).getByRole('radio', { name: '合格', exact: true }).tap()
    await checks
      .getByRole('group', { name: '个人防护用品' })
      .getByRole('radio', { name: '限期整改', exact: true })
      .tap()
    await checks.getByLabel('整改期限').fill('2030-01-01')
    await checks.getByRole('button', { name: '保存现场检查' }).tap()

    const treat = section(page, '切')
    await treat.getByLabel('措施').fill('协调口罩五百个')
    await treat.getByLabel('责任人').fill('李敏')
    await treat.getByLabel('期限').fill('2030-01-01')
    await treat.getByRole('button', { name: '完成「切」' }).tap()

    await page.getByText('上报问题').first().tap()
    await page.getByRole('group', { name: '类型' }).getByRole('radio', { name: '困难', exact: true }).tap()
    await page.getByLabel('类别').selectOption('SUPPLIES')
    await page.getByRole('group', { name: '严重程度' }).getByRole('radio', { name: '较重', exact: true }).tap()
    await page.getByLabel('特急').check()
    await page.getByLabel('标题').fill('口罩不足')
    await page.getByRole('button', { name: '上报问题' }).tap()

    await page.getByRole('group', { name: '走访结果' }).getByRole('radio', { name: '已走访', exact: true }).tap()
    await page.getByRole('button', { name: '先结束,暂不计入' }).waitFor()
    await page.getByLabel('其余检查项').check()
    await page.getByRole('button', { name: '结束走访' }).tap()
    await page.getByRole('heading', { name: '走访结果:已走访' }).waitFor()
    await allSent(page)

    expect(await visitEvents(day.unionId)).toEqual([
      'visit.step_completed LOOK',
      'visit.arrived',
      'visit.step_completed LISTEN',
      'visit.step_completed ASK',
      'visit.checklist_recorded',
      'visit.step_completed TREAT',
      'visit.finished',
    ])
    expect(await db.visitNote.findMany({ where: { visitId: day.visits[0]! }, orderBy: { id: 'asc' } })).toMatchObject([
      { step: 'LISTEN', text: '希望尽快恢复堂食', saidBy: '赵经理' },
      { step: 'LISTEN', text: '房租压力大', saidBy: '会计' },
      { step: 'ASK', text: '口罩只够三天', secondSource: null },
    ])
    expect(await db.measure.findMany({ where: { visitId: day.visits[0]! } })).toMatchObject([
      { what: '协调口罩五百个', who: '李敏', state: 'OPEN' },
    ])
    expect(await db.issue.findFirst({ where: { visitId: day.visits[0]! } })).toMatchObject({
      title: '口罩不足',
      kind: 'DIFFICULTY',
      isEmergency: true,
      source: 'VISIT',
    })
    await context.close()
  })

  it('goes through by keyboard alone, and what is half typed survives a reload', async () => {
    const day = await aSquadDay(['北院门小学书店'])
    const { context, page } = await aPhone(browser, app, day.username)
    await page.goto(`${app.url}/field`)
    await page.getByRole('link', { name: '北院门小学书店' }).press('Enter')
    await page.getByLabel('要点').focus()
    await page.keyboard.type('书店,三十六人')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '到达', exact: true }).press('Enter')
    const listen = section(page, '闻')
    await listen.getByLabel('听到的意见').focus()
    await page.keyboard.type('想早点开学')
    await page.keyboard.press('Tab')
    await page.keyboard.type('店长')
    await page.reload()
    const saidBy = listen.getByLabel('谁说的')
    await saidBy.focus()
    expect(await listen.getByLabel('听到的意见').inputValue()).toBe('想早点开学')
    await allSent(page)
    await saidBy.press('Enter')
    await saidBy.waitFor({ state: 'detached' })
    await section(page, '问').getByLabel('没有提出').fill('店长')
    await section(page, '问').getByRole('button', { name: '完成「问」' }).press('Enter')
    const outcome = page.getByRole('group', { name: '走访结果' }).getByRole('radio')
    await outcome.first().press('Space')
    await page.getByLabel('其余检查项').press('Space')
    await page.getByRole('button', { name: '结束走访' }).press('Enter')
    await page.getByRole('alert').getByText('如何跟进').waitFor()
    await page.getByLabel('后续跟进', { exact: true }).focus()
    await page.keyboard.type('下周会商')
    await page.getByRole('button', { name: '结束走访' }).press('Enter')
    await page.getByRole('heading', { name: '走访结果:已走访' }).waitFor()
    await allSent(page)
    expect(await db.visit.findUnique({ where: { id: day.visits[0]! } })).toMatchObject({
      state: 'FINISHED',
      steps: ['LOOK', 'LISTEN', 'ASK'],
      followUp: '下周会商',
      counts: true,
    })
    await context.close()
  })
})

describe('the list', () => {
  it('takes over what an earlier day left, also for the command centre, which chooses the squad', async () => {
    const day = await aSquadDay(['大麦市街饭馆'], [], new Date(Date.now() - 86_400_000))
    const { context, page } = await aPhone(browser, app, day.command)
    await page.goto(`${app.url}/field`)
    await page.getByLabel('选择小分队').selectOption({ index: 1 })
    await page.getByText('今天还没有站点').waitFor()
    await page.getByRole('button', { name: '顺延到今天' }).tap()
    await page.getByRole('link', { name: '大麦市街饭馆' }).waitFor()
    await allSent(page)
    expect(await visitEvents(day.unionId)).toEqual(['visit.carried_over'])
    await context.close()
  })

  it('follows what the command centre moves: into another order, to another squad and back, with the agreed time', async () => {
    const day = await aSquadDay(['大麦市街饭馆', '钟楼百货'])
    const { context, page } = await aPhone(browser, app, day.username)
    await page.goto(`${app.url}/field`)
    const cards = page.locator('.field-card h2')
    const shown = (...names: string[]) => expect.poll(() => cards.allTextContents(), { timeout: 15_000 }).toEqual(names)
    await shown('大麦市街饭馆', '钟楼百货')
    const command = await anActor((await db.account.findFirstOrThrow({ where: { username: day.command } })).id)
    const move = (given: object) => moveVisit(command, { clientId: randomUUID(), visitId: day.visits[1]!, ...given })
    await move({ stop: 1, agreedTime: '09:30' })
    await shown('钟楼百货', '大麦市街饭馆')
    await page.getByText('第 1 站 · 09:30').waitFor()
    await move({ squadId: await aSquad(day.unionId) })
    await shown('大麦市街饭馆')
    await move({ squadId: day.squad.squadId })
    await shown('大麦市街饭馆', '钟楼百货')
    await context.close()
  })
})

describe('the page', () => {
  const require = createRequire(import.meta.url)

  async function faultsOf(page: Page): Promise<unknown[]> {
    await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'))
    return page.evaluate(async () => {
      const axe = (
        globalThis as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        }
      ).axe
      return (await axe.run()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
    })
  }

  const overflow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

  const smallTargets = (page: Page) =>
    page
      .locator('button, a, select, summary, input:not([type=checkbox]), label:has(input)')
      .evaluateAll((all) =>
        all
          .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
          .map((each) => each.outerHTML),
      )

  it('has no fault that axe finds, no sideways scroll at 360 px, and targets for fingers', async () => {
    const day = await aSquadDay(['陕西省西安市莲湖区北院门街道回坊传统食品加工与配送有限责任公司', '小店'])
    const { context, page } = await aPhone(browser, app, day.username, 360)
    await page.goto(`${app.url}/field`)
    await page.getByRole('link', { name: '小店' }).waitFor()
    for (const summary of await page.locator('summary').all()) await summary.tap()
    expect([await faultsOf(page), await overflow(page), await smallTargets(page)]).toEqual([[], 0, []])
    await page.getByRole('link', { name: /陕西省/ }).tap()
    await page.getByRole('button', { name: '到达', exact: true }).tap()
    await section(page, '闻').getByRole('button', { name: '再加一条' }).tap()
    await allSent(page)
    for (const summary of await page.locator('summary').all()) await summary.tap()
    await page.getByRole('radio', { name: '限期整改' }).first().tap()
    expect([await faultsOf(page), await overflow(page), await smallTargets(page)]).toEqual([[], 0, []])
    await context.close()
  })
})
