import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { dayMs } from '#server/platform/clock.ts'
import { onOneConnection } from './connection.ts'
import { beginDump } from './dump.ts'
import { writeBackup } from './writer.ts'

/** Where backups are written by themselves, for whom they are encrypted, and how many of them are kept. */
export type NightlyPlace = { ownerUrl: string; folder: string; keep: number; recipients: readonly string[] }

/** The name of a file that a nightly backup has written, with the moment of its beginning. */
const ownName = /^sizhen-\d{8}T\d{6}Z\.gz(\.age)?$/
const draftName = /^sizhen-\d{8}T\d{6}Z\.gz(\.age)?\.part-\d+$/

/**
 * Writes a backup into the folder, which is made where it is missing, then deletes the oldest of its own files beyond those
 * that are kept. Files of other names are left alone. Answers with the path and the size of the file. What fails leaves all
 * earlier files.
 */
export async function backUpIntoFolder(
  { ownerUrl, folder, keep, recipients }: NightlyPlace,
  at: Date,
  signal: AbortSignal,
): Promise<{ file: string; bytes: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await deleteOldDrafts(folder, at)
  const file = join(folder, `${nameAt(at)}${recipients.length > 0 ? '.age' : ''}`)
  const write = async (client: Parameters<typeof beginDump>[0]) =>
    writeBackup(
      file,
      true,
      (await beginDump(client)).text(() => {}),
      recipients,
    )
  const bytes = await onOneConnection(ownerUrl, write, signal)
  const own = (await readdir(folder)).filter((name) => ownName.test(name)).sort()
  for (const name of own.slice(0, -keep)) await rm(join(folder, name), { force: true })
  return { file, bytes }
}

/** Such as sizhen-20261129T184000Z.gz: the names sort in the order of time. */
const nameAt = (at: Date): string => `sizhen-${at.toISOString().replace(/[-:]|\.\d+/g, '')}.gz`

/** Deletes what a process that was killed has left half written, a day later, when no other node can be writing it. */
async function deleteOldDrafts(folder: string, at: Date): Promise<void> {
  for (const name of (await readdir(folder)).filter((each) => draftName.test(each))) {
    const draft = await stat(join(folder, name)).catch(() => null)
    if (draft && at.getTime() - draft.mtimeMs > dayMs) await rm(join(folder, name), { force: true })
  }
}
