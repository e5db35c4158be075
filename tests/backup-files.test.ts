import { createHash, randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { gzipStart, seal, sealSize } from '#server/backup/format.ts'
import { Backup } from '#server/backup/reader.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { backUp, backupFolder, contentsOf, noKey, restoreInto } from './setup/backups.ts'
import { runCommand } from './setup/commands.ts'
import { emptyDatabase, freshDatabase } from './setup/database.ts'
import { aSmallUnion } from './setup/small-union.ts'

// each test starts processes, which takes long on a busy machine
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const folder = await backupFolder()
const file = join(folder, 'small.gz')
let url: string
let whole: Buffer

beforeAll(async () => {
  url = await freshDatabase()
  openDb(url)
  await aSmallUnion(40)
  await closeDb()
  await backUp(url, file)
  whole = await readFile(file)
})

/** Writes bytes to a file of its own. */
async function written(bytes: Buffer): Promise<string> {
  const name = join(folder, `${randomUUID()}.gz`)
  await writeFile(name, bytes)
  return name
}

/** The backup with another text in it, sealed as if it had been written like that. */
function rewritten(change: (text: string) => string): Buffer {
  const text = gunzipSync(whole.subarray(0, -sealSize)).toString()
  const changed = change(text)
  expect(changed).not.toBe(text)
  const zipped = gzipSync(changed)
  gzipStart.copy(zipped)
  return Buffer.concat([zipped, seal(createHash('sha256').update(zipped).digest('hex'))])
}

const refusal = async (bytes: Buffer): Promise<string> => {
  const name = await written(bytes)
  const said = await restoreInto(url, name).then(
    () => 'restored',
    (error) => error.message,
  )
  await rm(name)
  return said
}

describe('a damaged backup', () => {
  test('is refused wherever a bit is flipped', async () => {
    const flip = async (bit: number) => {
      const bytes = Buffer.from(whole)
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      const name = await written(bytes)
      await expect(Backup.open(name, noKey), `bit ${bit}`).rejects.toThrow('Nothing was changed.')
      await rm(name)
    }
    const bits = whole.length * 8
    const ends = [...Array(88).keys(), ...Array.from({ length: sealSize * 8 + 80 }, (_, i) => bits - 1 - i)]
    for (const bit of ends) await flip(bit)
    await fc.assert(fc.asyncProperty(fc.nat(bits - 1), flip), { numRuns: 200 })
  })

  test('is refused wherever it is cut off, or goes on', async () => {
    const cut = async (length: number) => {
      const name = await written(whole.subarray(0, length))
      await expect(Backup.open(name, noKey), `cut at ${length}`).rejects.toThrow('Nothing was changed.')
      await rm(name)
    }
    for (const length of [0, 1, 2, 10, sealSize, sealSize + 1, whole.length - sealSize, whole.length - 1])
      await cut(length)
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), cut), { numRuns: 100 })
    for (const more of ['\0', '\n', 'more', whole]) {
      await expect(refusal(Buffer.concat([whole, Buffer.from(more)]))).resolves.toContain('Nothing was changed.')
    }
  })

  test('is refused by the command in one sentence, and the database is as it was', async () => {
    const empty = await emptyDatabase()
    const bytes = Buffer.from(whole)
    bytes[whole.length >> 1]! ^= 16
    const { code, said } = await runCommand('restore', [await written(bytes)], { env: { DATABASE_URL: empty } })
    expect(code).toBe(1)
    expect(said.trim()).toMatch(/^\S+ is damaged: its checksum does not fit\. .*数据库未作任何改动。$/)
    expect(await contentsOf(empty)).toEqual({})
  })
})

describe('what is no backup for this database', () => {
  let empty: string
  const restored = async (bytes: Buffer) => restoreInto(empty, await written(bytes))

  beforeAll(async () => {
    empty = await emptyDatabase()
  })

  test.each([
    ['an empty file', () => Buffer.alloc(0), 'is empty'],
    ['another file', () => Buffer.from('-- PostgreSQL database dump\n'.repeat(20)), 'is no backup of Sizhen'],
    ['another gzip', () => gzipSync('-- PostgreSQL database dump\n'), 'is not whole'],
    ['a newer format', () => rewritten((text) => text.replace('"version":1', '"version":2')), 'a newer version has'],
    ['no header', () => rewritten((text) => text.replace('sizhen-backup', 'another')), 'its first line is not'],
    [
      'a row too few',
      () => rewritten((text) => text.replace(/(?<=COPY public."Enterprise" .*\n).*\n/, '')),
      'not as many',
    ],
    [
      'a table too few',
      () => rewritten((text) => text.replace(/COPY public."Zone"[\s\S]*?\n\\\.\n/, '')),
      'is not where',
    ],
    ['something after it', () => rewritten((text) => `${text}more\n`), 'goes on after its end'],
    [
      'a later migration',
      () => rewritten((text) => text.replace(/"\d{14}_sign_in/, '"29990101000000_sign_in')),
      'unknown here',
    ],
    [
      'a changed migration',
      () => rewritten((text) => text.replace(/"checksum":"../, '"checksum":"zz')),
      'was changed after',
    ],
    [
      'a table of others',
      () => rewritten((text) => text.replaceAll(/(?<=")SignInLimit(?=")/g, 'Others')),
      'has a table Others',
    ],
    [
      'a value that is none',
      () => rewritten((text) => text.replaceAll('SUBDISTRICT', 'NOWHERE')),
      'invalid input value',
    ],
    [
      'a parent too few',
      () => rewritten((text) => text.replace(/(?<=COPY public."Enterprise" .*\n[^\t]*\t)[0-9a-f]{8}/, '00000000')),
      'foreign key',
    ],
  ])('%s is refused, and nothing is left', async (_, make, sentence) => {
    await expect(restored(make())).rejects.toThrow(sentence)
    expect(await contentsOf(empty)).toEqual({})
  })

  test('nor is a folder, or a file that is not there', async () => {
    await expect(Backup.open(folder, noKey)).rejects.toThrow('is no file')
    await expect(Backup.open(join(folder, 'none'), noKey)).rejects.toThrow('There is no file')
  })
})
