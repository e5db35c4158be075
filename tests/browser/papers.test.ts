import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { launchChromium } from '#tests/setup/chromium.ts'
import { allowNetworkErrors } from '#tests/setup/console.ts'
import { expectAccessible, openDesk, tooWide } from '#tests/setup/desk.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'
import { arriveVisit } from '#tests/setup/mutations.ts'
import { allSent, aPhone, aSquadDay, pageKept, type SquadDay, section } from '#tests/setup/phone.ts'
import { aPhotoWithPlace } from '#tests/setup/photos.ts'

let app: TestApp
let browser: Browser
let day: SquadDay

beforeAll(async () => {
  app = await startTestApp()
  browser = await launchChromium()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const aFile = async (name: string, background: string, width = 3000) => {
  const create = { width, height: width / 2, channels: 3 as const, background }
  return { name, mimeType: 'image/jpeg', buffer: await sharp({ create }).jpeg().toBuffer() }
}

/** A visit at which the squad has arrived. */
async function aVisit(): Promise<string> {
  day = await aSquadDay(['回民街糕点厂'])
  await arriveVisit(day.squad, day.visits[0]!)
  return day.visits[0]!
}

/** Drags files from outside the browser onto the photos. */
async function dropFiles(page: Page, files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { x, y, width, height } = (await page.locator('.papers-drop').boundingBox())!
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data })
  }
}

const shown = (page: Page) => page.locator('.papers-strip li')

describe('the photos of a record', () => {
  it('are added several at once, made smaller, shown whole by the keyboard, and voided with a reason', async () => {
    const visit = await aVisit()
    const page = await openDesk(browser, app, day.command, `/visits/${globalId('Visit', visit)}`)
    await page.getByText('还没有照片。').waitFor()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: '添加照片' }).click()
    const html = { name: '网页.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>') }
    await (await chooser).setFiles([await aFile('门口.jpg', '#a33'), html, await aFile('货架.jpg', '#3a3')])
    await page.getByRole('alert').getByText('只接受 JPEG、PNG、WebP').waitFor()
    await shown(page).nth(1).waitFor()
    expect(await shown(page).locator('span').allTextContents()).toEqual(['门口', '货架'])
    const row = await db.paper.findFirstOrThrow({ where: { visitId: visit, name: '门口' } })
    expect([row.width, row.height]).toEqual([2048, 1024])
    await page.getByRole('button', { name: '收起' }).click()
    // each small photo has been loaded under the page's own policy
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLImageElement>('.papers-strip img')].every(
        ({ naturalWidth }) => naturalWidth === 320,
      ),
    )
    expect(await tooWide(page)).toBe(0)
    await expectAccessible(page)

    await page.getByRole('button', { name: /查看照片 门口/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('heading', { name: '门口' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await dialog.getByRole('heading', { name: '货架' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await dialog.getByRole('heading', { name: '门口' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })

    await page.getByRole('button', { name: /查看照片 货架/ }).click()
    await dialog.getByRole('button', { name: '作废照片' }).click()
    await dialog.getByLabel('原因').fill('拍到了顾客')
    await dialog.getByRole('button', { name: '作废照片' }).click()
    await page.getByText('照片已作废。弄错了可以重新添加。').waitFor()
    await shown(page).nth(1).waitFor({ state: 'detached' })
    await page.getByText('作废了照片').waitFor()
  })

  it('can be pasted and dropped, and appear where somebody else looks', async () => {
    const visit = await aVisit()
    const path = `/visits/${globalId('Visit', visit)}`
    const watching = await openDesk(browser, app, day.command, path)
    await watching.getByText('还没有照片。').waitFor()
    const page = await openDesk(browser, app, day.command, path)
    await page.getByText('还没有照片。').waitFor()
    const { buffer } = await aFile('x.jpg', '#33a', 600)
    await page.evaluate(
      (bytes) => {
        const data = new DataTransfer()
        data.items.add(new File([new Uint8Array(bytes)], '粘贴.jpg', { type: 'image/jpeg' }))
        const paste = { clipboardData: data, bubbles: true, cancelable: true }
        document.body.dispatchEvent(new ClipboardEvent('paste', paste))
      },
      [...buffer],
    )
    await shown(page).getByText('粘贴').waitFor()
    await shown(watching).getByText('粘贴').waitFor()

    const folder = await temporaryFolder()
    await writeFile(join(folder, '拖入.jpg'), buffer)
    await dropFiles(page, [join(folder, '拖入.jpg')])
    await shown(page).getByText('拖入').waitFor()
    await shown(watching).getByText('拖入').waitFor()
    await rm(folder, { recursive: true })
  })
})

describe('a photo on the phone', () => {
  it('waits without a signal, outlives the page, goes after the words, and holds no place', async () => {
    const visit = await aVisit()
    const { context, page } = await aPhone(browser, app, day.username)
    await page.goto(`${app.url}/field`)
    await page.getByRole('link', { name: '回民街糕点厂' }).tap()
    const photos = section(page, '照片')
    await photos.waitFor()
    await pageKept(page)
    await context.setOffline(true)
    const taken = { name: 'IMG_1.JPG', mimeType: 'image/jpeg', buffer: await aPhotoWithPlace() }
    await photos.locator('input').first().setInputFiles(taken)
    await photos.getByText('已存手机').waitFor()
    await photos
      .locator('input')
      .nth(1)
      .setInputFiles([await aFile('多拍.jpg', '#a33'), await aFile('货架.jpg', '#3a3')])
    await photos.getByText('已存手机').nth(2).waitFor()
    await photos.getByRole('button', { name: '不要这张' }).nth(1).tap()
    await photos.getByText('已存手机').nth(2).waitFor({ state: 'detached' })
    const listen = section(page, '闻')
    await listen.getByLabel('听到的意见').fill('缺人手')
    await listen.getByLabel('谁说的').fill('厂长')
    await listen.getByRole('button', { name: '完成「闻」' }).tap()
    await page.getByText('未到中心 3 条').waitFor()

    await page.reload()
    await photos.getByText('已存手机').nth(1).waitFor()
    expect(await tooWide(page)).toBe(0)
    await context.setOffline(false)
    await allSent(page)
    await photos.getByText('已到中心 2 张').waitFor()
    const events = await db.event.findMany({ where: { subjectId: visit }, orderBy: { seq: 'desc' }, take: 3 })
    expect(events.map(({ name }) => name)).toEqual(['paper.added', 'paper.added', 'visit.step_completed'])
    const papers = await db.paper.findMany({ where: { visitId: visit }, orderBy: { id: 'asc' } })
    expect(papers.map(({ name, width }) => [name, width])).toEqual([
      ['IMG_1', 64],
      ['货架', 2048],
    ])
    expect(papers[0]!.addedAt < events[2]!.at).toBe(true)
  })

  it('is sent once although its answer is lost, and one that is refused keeps the sentence', async () => {
    const visit = await aVisit()
    const { page } = await aPhone(browser, app, day.username)
    let lost = 0
    allowNetworkErrors()
    await page.route('**/graphql', async (route) => {
      if (lost > 0 || !route.request().postData()?.includes('FieldAddPaper')) return route.continue()
      lost += 1
      await route.fetch()
      await route.abort()
    })
    await page.goto(`${app.url}/field`)
    await page.getByRole('link', { name: '回民街糕点厂' }).tap()
    const photos = section(page, '照片')
    await photos
      .locator('input')
      .first()
      .setInputFiles(await aFile('门口.jpg', '#a33', 600))
    await photos.getByText('已到中心 1 张').waitFor()
    await allSent(page)
    expect([lost, await db.paper.count({ where: { visitId: visit } })]).toEqual([1, 1])
    await photos
      .locator('input')
      .nth(1)
      .setInputFiles({ name: '表.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>') })
    await page.getByRole('alert').getByText('只接受 JPEG、PNG、WebP').waitFor()
    page.once('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: '放弃', exact: true }).tap()
    await allSent(page)
  })
})
