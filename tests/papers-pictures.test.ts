import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { makeAnew } from '#server/modules/papers/picture.ts'
import { animatedWebp, aPhoto, aPhotoWithPlace, svg } from '#tests/setup/photos.ts'

const refusalOf = (file: Uint8Array) =>
  makeAnew(file).then(
    () => null,
    ({ code, sentence, details }) => ({ code, en: sentence.en, field: details.field }),
  )

describe('a photo is made anew from its pixels', () => {
  it('keeps nothing of where, when and by what it was taken', async () => {
    const taken = await aPhotoWithPlace()
    expect((await sharp(taken).metadata()).exif).toBeDefined()
    expect(taken.includes('GPS camera')).toBe(true)
    const { bytes, small } = await makeAnew(taken)
    for (const kept of [bytes, small]) {
      expect(await sharp(kept).metadata()).toMatchObject({ format: 'jpeg' })
      const { exif, xmp, icc, iptc, comments } = await sharp(kept).metadata()
      expect([exif, xmp, icc, iptc, comments]).toEqual([undefined, undefined, undefined, undefined, undefined])
      expect(kept.includes('Exif')).toBe(false)
      expect(kept.includes('GPS camera')).toBe(false)
    }
  })

  it('stands upright, as its camera meant it', async () => {
    const lying = await sharp(await aPhoto(400, 200))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect(await makeAnew(lying)).toMatchObject({ width: 200, height: 400 })
  })

  it('is made smaller where it is large, and never larger', async () => {
    const { width, height, small } = await makeAnew(await aPhoto(5000, 2500))
    expect([width, height]).toEqual([2560, 1280])
    expect(await sharp(small).metadata()).toMatchObject({ width: 320, height: 160 })
    expect(await makeAnew(await aPhoto(20, 10))).toMatchObject({ width: 20, height: 10 })
  })

  it('is white where it lets through', async () => {
    const clear = { create: { width: 8, height: 8, channels: 4 as const, background: '#00000000' } }
    const { bytes } = await makeAnew(await sharp(clear).png().toBuffer())
    expect([...(await sharp(bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255])
  })

  it('is its first image where it moves', async () => {
    const moving = await animatedWebp()
    expect((await sharp(moving).metadata()).pages).toBe(3)
    const { bytes, height } = await makeAnew(moving)
    expect(height).toBe(16)
    expect((await sharp(bytes).metadata()).pages).toBeUndefined()
  })

  it('loses what was appended to it or hidden in it', async () => {
    const photo = await aPhoto()
    const appended = Buffer.concat([photo, Buffer.from('<script>alert(1)</script>PK\x03\x04')])
    const comment = Buffer.from('<?php system($_GET[0]); ?>')
    const hidden = Buffer.concat([
      photo.subarray(0, 2),
      Buffer.from([0xff, 0xfe, 0, comment.length + 2]),
      comment,
      photo.subarray(2),
    ])
    for (const polyglot of [appended, hidden]) {
      const { bytes } = await makeAnew(polyglot)
      expect(bytes.includes('script')).toBe(false)
      expect(bytes.includes('php')).toBe(false)
      expect(bytes.includes('PK\x03\x04')).toBe(false)
    }
  })

  it('has the same hash each time', async () => {
    const photo = await aPhoto()
    expect((await makeAnew(photo)).hash).toBe((await makeAnew(photo)).hash)
  })
})

describe('what is no photo, or a hostile one, is refused', () => {
  const kinds = 'Only JPEG, PNG and WebP photos are taken: of anything else add a photo or a screenshot.'
  const damaged = 'The photo is damaged or not whole and cannot be read: take it again, or save it anew.'

  it.each([
    ['SVG', Buffer.from(svg)],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
    ['PDF', Buffer.from('%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj')],
    ['text', Buffer.from('照片')],
  ])('%s, whatever it is called', async (_, file) => {
    expect(await refusalOf(file)).toEqual({ code: 'INVALID', en: kinds, field: 'file' })
  })

  it('an empty file, and one of more than 10 MB', async () => {
    expect(await refusalOf(Buffer.alloc(0))).toMatchObject({ en: 'The file is empty.' })
    const large = Buffer.concat([await aPhoto(), Buffer.alloc(10 * 1024 * 1024)])
    expect(await refusalOf(large)).toMatchObject({ en: 'The file is larger than 10 MB.' })
  })

  it('a bomb of 81 million pixels in a few kilobytes, before it is unpacked', async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#888' } })
      .png()
      .toBuffer()
    const began = performance.now()
    expect(await refusalOf(bomb)).toMatchObject({ en: expect.stringContaining('24 million pixels') })
    expect(performance.now() - began).toBeLessThan(500)
  })

  it('one that says it is small and is not, one that is cut off, and one of a head alone', async () => {
    const photo = await aPhoto(800, 600)
    const lying = Buffer.from(await sharp(photo).png().toBuffer())
    lying.writeUInt32BE(10, 16)
    for (const file of [lying, photo.subarray(0, photo.length / 2), photo.subarray(0, 200), photo.subarray(0, 3)]) {
      expect(await refusalOf(file)).toEqual({ code: 'INVALID', en: damaged, field: 'file' })
    }
  })

  it('an SVG behind the first bytes of a JPEG or of a PNG', async () => {
    for (const head of ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n']) {
      const file = Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(svg)])
      expect(await refusalOf(file)).toMatchObject({ code: 'INVALID', en: damaged })
    }
  })

  it('more than ten at once wait or are told to come again, and none is lost', async () => {
    const photo = await aPhoto(3000, 2000)
    const all = await Promise.all(Array.from({ length: 30 }, () => refusalOf(photo)))
    expect(all.filter((each) => each === null)).toHaveLength(10)
    expect(new Set(all.filter(Boolean).map((each) => each!.code))).toEqual(new Set(['UNAVAILABLE']))
    expect(await refusalOf(photo)).toBeNull()
  })
})
