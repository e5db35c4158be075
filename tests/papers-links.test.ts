import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prunePapers } from '#server/modules/papers/jobs.ts'
import { linkTo } from '#server/modules/papers/link.ts'
import { runAt } from '#server/platform/clock.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { addPaper, anIssueOf, openPaper, type Paper, papersFor } from '#tests/setup/papers.ts'
import { aPhoto, aPhotoWithPlace, aTinyPhoto, svg } from '#tests/setup/photos.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { aDistrict, type Viewers, viewersOf } from '#tests/setup/viewers.ts'

let app: TestApp
let union: SmallUnion
let viewers: Viewers

beforeAll(async () => {
  app = await startTestApp()
  union = await aSmallUnion()
  viewers = await viewersOf(app, union, await aDistrict())
})
afterAll(() => app.close())

describe('a link', () => {
  it('sends the picture as nothing but a picture', async () => {
    const { url, smallUrl, name } = await addPaper(
      viewers.command,
      await anIssueOf(union),
      aTinyPhoto('../../门口 (1).jpg'),
    )
    expect(name).toBe('门口 (1)')
    for (const each of [url, smallUrl]) {
      const response = await openPaper(app, each)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/jpeg',
        'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('门口 (1).jpg')}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': expect.stringMatching(/^private/),
      })
      expect(await sharp(Buffer.from(await response.arrayBuffer())).metadata()).toMatchObject({ format: 'jpeg' })
    }
  })

  it('opens for ten to twenty minutes, for nobody whose session has ended, and not when it was changed', async () => {
    const on = await anIssueOf(union)
    await addPaper(viewers.command, on)
    const { url } = (await papersFor(viewers.deputy, on))![0]!
    expect((await openPaper(app, url)).status).toBe(200)
    expect((await openPaper(app, `${url}x`)).status).toBe(404)
    expect((await fetch(app.url + new URL(url).pathname, { method: 'POST' })).status).toBe(400)
    const downloads = new URL(url).pathname.replace('/papers/', '/downloads/')
    expect((await fetch(app.url + downloads)).status).toBe(404)
    const { url: again } = (await papersFor(viewers.deputy, on))![0]!
    expect([url, again].every((each) => each.includes('/papers/'))).toBe(true)
    await app.gql(viewers.deputy.token, 'mutation { signOut { __typename } }')
    expect((await openPaper(app, url)).status).toBe(401)
  })

  it('is over after twenty minutes', async () => {
    const paper = await addPaper(viewers.command, await anIssueOf(union))
    const { id } = await db.paper.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const context = { actor: union.command, locale: 'en', origin: app.url } as Parameters<typeof linkTo>[2]
    const linkOf = (minutesAgo: number) =>
      runAt(new Date(Date.now() - minutesAgo * 60_000), () => linkTo(id, 'small', context))
    expect((await openPaper(app, (await linkOf(9))!)).status).toBe(200)
    expect((await openPaper(app, (await linkOf(21))!)).status).toBe(403)
    expect(paper.url).not.toBe('')
  })
})

describe('what is kept', () => {
  it('holds no place, read back from the database', async () => {
    const photo = new File([new Uint8Array(await aPhotoWithPlace())], 'IMG_1.JPG')
    const { url } = await addPaper(viewers.owner, await anIssueOf(union), photo)
    const bytes = Buffer.from(await (await openPaper(app, url)).arrayBuffer())
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    for (const { bytes: kept, small } of await db.paperContent.findMany()) {
      expect(Buffer.from(kept).includes('Exif') || Buffer.from(small).includes('Exif')).toBe(false)
    }
  })

  it('is one content for two photos that are the same, and none once both are voided for a month', async () => {
    const file = new File([new Uint8Array(await aPhoto())], '同一张.jpg')
    const [one, other] = [
      await addPaper(viewers.command, await anIssueOf(union), file),
      await addPaper(viewers.owner, await anIssueOf(union), file),
    ]
    const rows = await db.paper.findMany({ where: { name: '同一张' } })
    const { hash } = rows[0]!
    expect(rows.map((row) => row.hash)).toEqual([hash, hash])
    const content = () => db.paperContent.findUnique({ where: { hash }, select: { unusedSince: true } })
    const voidIt = (paper: Paper) =>
      viewers.command.change('voidPaper', { paperId: paper.id, reason: '重复' }, 'paperId')
    const prune = () => prunePapers.run({ payload: null, signal: new AbortController().signal })
    const aMonthPasses = () =>
      db.paperContent.updateMany({
        where: { unusedSince: { not: null } },
        data: { unusedSince: new Date(Date.now() - 31 * 86_400_000) },
      })
    await voidIt(one)
    expect(await content()).toEqual({ unusedSince: null })
    await aMonthPasses()
    await prune()
    expect(await content()).not.toBeNull()
    expect((await openPaper(app, other.url)).status).toBe(200)
    await Promise.all([voidIt(other)])
    expect(await content()).toEqual({ unusedSince: expect.any(Date) })
    await prune()
    expect(await content()).not.toBeNull()
    await aMonthPasses()
    const anew = await addPaper(viewers.command, await anIssueOf(union), file)
    await prune()
    expect((await openPaper(app, anew.url)).status).toBe(200)
    await voidIt(anew)
    await aMonthPasses()
    await prune()
    expect(await content()).toBeNull()
    expect(await db.paper.count({ where: { hash } })).toBe(3)
  })

  it('is none of a file that is refused', async () => {
    const on = await anIssueOf(union)
    const before = [await db.paper.count(), await db.paperContent.count(), await db.receipt.count()]
    for (const file of [
      new File([svg], '图.jpg', { type: 'image/jpeg' }),
      new File(['<html>'], '表.jpg'),
      new File([], '空.jpg'),
    ]) {
      expect(await viewers.owner.refusedChange('addPaper', { ...on, file })).toMatchObject({
        code: 'INVALID',
        field: 'input.file',
      })
    }
    expect([await db.paper.count(), await db.paperContent.count(), await db.receipt.count()]).toEqual(before)
  })
})
