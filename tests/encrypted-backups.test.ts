import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { beforeAll, expect, test } from 'vitest'
import { onOneConnection } from '#server/backup/connection.ts'
import { beginDump } from '#server/backup/dump.ts'
import { Backup } from '#server/backup/reader.ts'
import { writeBackup } from '#server/backup/writer.ts'
import { readEnv } from '#server/platform/env.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { backupFolder } from './setup/backups.ts'
import { freshDatabase } from './setup/database.ts'
import { aSmallUnion } from './setup/small-union.ts'

const file = join(await backupFolder(), 'small.gz.age')
const keys = [await generateIdentity(), await generateIdentity()]

beforeAll(async () => {
  const url = await freshDatabase()
  openDb(url)
  await aSmallUnion()
  await closeDb()
  const recipients = await Promise.all(keys.map(identityToRecipient))
  const signal = new AbortController().signal
  await onOneConnection(
    url,
    async (client) =>
      writeBackup(
        file,
        true,
        (await beginDump(client)).text(() => {}),
        recipients,
      ),
    signal,
  )
})

const opened = (name: string, key: string) => Backup.open(name, async () => key)

test('a backup for several is opened by each of their keys, and its bytes say nothing', async () => {
  for (const key of keys) {
    const backup = await opened(file, key)
    expect(backup.contents.rows.get('Enterprise')).toBe(3)
    await backup.close()
  }
  const bytes = await readFile(file)
  expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n/)
  expect(bytes.includes(Buffer.from([0x1f, 0x8b, 8, 0]))).toBe(false)
})

test('another key, no key and a damaged file are refused in a sentence', async () => {
  await expect(opened(file, await generateIdentity())).rejects.toThrow('this key does not open it')
  await expect(opened(file, 'no key at all')).rejects.toThrow('this key does not open it')
  const bytes = await readFile(file)
  const broken = `${file}.broken`
  bytes[bytes.length - 300]! ^= 1
  await writeFile(broken, bytes)
  await expect(opened(broken, keys[0]!)).rejects.toThrow('is damaged or not whole')
  await writeFile(broken, await readFile(file))
  await truncate(broken, bytes.length - 500)
  await expect(opened(broken, keys[0]!)).rejects.toThrow('is damaged or not whole')
})

test('the setting takes public keys, and nothing else', async () => {
  const recipient = await identityToRecipient(keys[0]!)
  expect(readEnv({ BACKUP_RECIPIENTS: ` ${recipient}, ${recipient}` }).BACKUP_RECIPIENTS).toEqual([
    recipient,
    recipient,
  ])
  expect(readEnv({}).BACKUP_RECIPIENTS).toEqual([])
  expect(() => readEnv({ BACKUP_RECIPIENTS: keys[0]! })).toThrow('BACKUP_RECIPIENTS')
})
