import { createHash } from 'node:crypto'
import type { Sharp, SharpOptions } from 'sharp'
import { AppError, invalid, type Sentence } from '#server/platform/errors.ts'
import { Turns } from '#server/platform/turns.ts'
import { longestSide, mostBytes, mostPixels, smallSide } from './limits.ts'

/** A picture as it is kept: a JPEG without anything that came along with it, and the small one that lists show. */
export type Picture = {
  /** The SHA-256 of the bytes: the same content is kept once. */
  hash: string
  bytes: Buffer<ArrayBuffer>
  small: Buffer<ArrayBuffer>
  width: number
  height: number
}

type Library = typeof import('sharp').default

/** Two pictures are made anew at once, and few more may wait for that: nobody occupies the server by pictures. */
const turns = new Turns({
  atOnce: 2,
  mostWaiting: 8,
  tooMany: () =>
    new AppError(
      'UNAVAILABLE',
      { zh: '正在处理的照片太多,请稍后重试。', en: 'Too many photos are being read: try again shortly.' },
      { retryAfter: 2 },
    ),
})

/** For how many seconds the library may work on a picture. */
const mostSeconds = 5

let library: Promise<Library> | undefined

/**
 * The library, which is loaded for the first picture: it has native parts, without which all else still works. Of its readers
 * all are switched off but those of the three kinds that are taken.
 */
const loadLibrary = (): Promise<Library> => {
  library ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false)
    sharp.concurrency(1)
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({
      operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
    })
    return sharp
  })
  return library
}

/**
 * Makes a picture anew from its pixels: upright, at most 2,560 on its long side, on white where it lets through, the first
 * image alone where it moves. Nothing else of the file survives: no place, no text, nothing that is appended or hidden.
 * INVALID where it is not one that can be read, is too large, or is none of the kinds that are taken; what it is is told by
 * its first bytes. UNAVAILABLE while too many wait.
 */
export async function makeAnew(file: Uint8Array): Promise<Picture> {
  if (file.length === 0) throw refused.empty()
  if (file.length > mostBytes) throw tooLarge()
  if (!isTaken(file)) throw refused.otherKind()
  const sharp = await loadLibrary()
  return turns.take('', async () => {
    try {
      return await readPixels(sharp, file)
    } catch (error) {
      if (error instanceof AppError) throw error
      // what the library says would not help whoever has sent the file
      throw String(error).includes('timeout') ? refused.tooSlow() : refused.damaged()
    }
  })
}

async function readPixels(sharp: Library, file: Uint8Array): Promise<Picture> {
  const strict: SharpOptions = { failOn: 'error', limitInputPixels: mostPixels, pages: 1 }
  const open = (from: Uint8Array, options: SharpOptions): Sharp =>
    sharp(from, options).timeout({ seconds: mostSeconds })
  // only the head is read for this
  const { width, height } = await sharp(file, { limitInputPixels: false }).metadata()
  if (width * height > mostPixels) throw refused.tooManyPixels()
  const inside = (side: number) => ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const
  const { data: bytes, info } = await open(file, strict)
    .autoOrient()
    .flatten({ background: 'white' })
    .resize(inside(longestSide))
    .jpeg({ quality: 82 })
    .toBuffer({ resolveWithObject: true })
  const small = await open(bytes, strict).resize(inside(smallSide)).jpeg({ quality: 75 }).toBuffer()
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { hash, bytes, small, width: info.width, height: info.height }
}

/** How the files begin that are taken: JPEG, PNG and WebP. */
function isTaken(file: Uint8Array): boolean {
  const head = Buffer.from(file.buffer, file.byteOffset, Math.min(file.length, 12)).toString('latin1')
  return head.startsWith('\xff\xd8\xff') || head.startsWith('\x89PNG\r\n\x1a\n') || /^RIFF[\s\S]{4}WEBP/.test(head)
}

const because = (sentence: Sentence) => () => invalid('file', sentence)

/** INVALID: the file has more than 10 MB. */
export const tooLarge = because({ zh: '文件超过 10 MB。', en: 'The file is larger than 10 MB.' })

const refused = {
  empty: because({ zh: '文件是空的。', en: 'The file is empty.' }),
  otherKind: because({
    zh: '只接受 JPEG、PNG、WebP 照片;其他文件请拍照或截图后再添加。',
    en: 'Only JPEG, PNG and WebP photos are taken: of anything else add a photo or a screenshot.',
  }),
  tooManyPixels: because({
    zh: '照片超过 2400 万像素,请缩小后再添加。',
    en: 'The photo has more than 24 million pixels: make it smaller first.',
  }),
  tooSlow: because({
    zh: '照片读取用时过长,已停止。请另存一份再添加。',
    en: 'Reading the photo took too long and was stopped: save it anew.',
  }),
  damaged: because({
    zh: '照片已损坏或不完整,读不出来。请重新拍一张或另存一份。',
    en: 'The photo is damaged or not whole and cannot be read: take it again, or save it anew.',
  }),
}
