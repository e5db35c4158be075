import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { backUp, backupFolder, restoreInto, sql } from '#tests/setup/backups.ts'
import { emptyDatabase, freshDatabase } from '#tests/setup/database.ts'
import { mutate, openIssue } from '#tests/setup/mutations.ts'
import { aTinyPhoto } from '#tests/setup/photos.ts'
import { aSmallUnion } from '#tests/setup/small-union.ts'

vi.setConfig({ testTimeout: 240_000 })

const megabyte = 1024 * 1024

/** The most megabytes outside the heap that the work needs at once beyond what there was before. */
async function mostMegabytes(work: Promise<unknown>): Promise<number> {
  const used = () => process.memoryUsage().arrayBuffers / megabyte
  const before = used()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, used())
  }, 20)
  await work.finally(() => clearInterval(watch))
  return most - before
}

it('a backup holds photos to the byte, and neither it nor its restore has many of them in memory at once', async () => {
  const folder = await backupFolder()
  const url = await freshDatabase()
  openDb(url)
  const union = await aSmallUnion()
  const issueId = globalId('Issue', (await openIssue(union.command, union.enterprises[0])).id)
  await mutate(union.command, 'addPaper', { issueId, file: aTinyPhoto() })
  // as large as a photo can be that is made anew, and more together than may be in memory
  for (let count = 0; count < 10; count += 1) {
    const bytes = randomBytes(6 * megabyte)
    const hash = createHash('sha256').update(bytes).digest('hex')
    await db.paperContent.create({ data: { hash, bytes, small: bytes.subarray(0, 20_000) } })
  }
  await closeDb()
  const file = join(folder, 'photos.gz')
  expect(await mostMegabytes(backUp(url, file))).toBeLessThan(100)
  const target = await emptyDatabase()
  expect(await mostMegabytes(restoreInto(target, file))).toBeLessThan(100)
  const sums = `SELECT hash, encode(sha256(bytes), 'hex') AS sum, length(small) AS small FROM "PaperContent" ORDER BY hash`
  const kept = await sql(target, sums)
  expect(kept).toHaveLength(11)
  expect(kept.filter(({ hash, sum }) => hash !== sum)).toEqual([])
  expect(kept).toEqual(await sql(url, sums))
  const papers = 'SELECT * FROM "Paper"'
  expect(await sql(target, papers)).toEqual(await sql(url, papers))
})
