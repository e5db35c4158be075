import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { StartError } from '#server/platform/start-error.ts'
import { encrypt } from './encryption.ts'
import { gzipLevel, gzipStart, seal } from './format.ts'

/** Throws a StartError when the file cannot be written, is not a file, or exists and may not be replaced. */
export async function refuseTaken(file: string, overwrite: boolean): Promise<void> {
  const there = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new StartError(`${file} cannot be written (${error.code}).`)
  })
  if (!there) return
  if (!there.isFile()) throw new StartError(`${file} is no file: name one to write the backup to.`)
  if (!overwrite) {
    throw new StartError(
      `${file} is there already: name another file, or say --overwrite. 文件已存在,请换名或加 --overwrite。`,
    )
  }
}

/**
 * Writes the text as a backup that only this account can read, encrypted where there are recipients, and answers with the number of its bytes. The file gets its
 * name when it is complete; until then it has another name, and when the backup fails it is removed. Throws a StartError
 * when the file cannot be written.
 */
export async function writeBackup(
  file: string,
  overwrite: boolean,
  text: AsyncIterable<Buffer>,
  recipients: readonly string[] = [],
): Promise<number> {
  await refuseTaken(file, overwrite)
  const draft = `${file}.part-${process.pid}`
  const handle = await open(draft, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new StartError(`${file} cannot be written (${error.code}): name a file in a folder that is there and yours.`)
  })
  try {
    const size = await write(handle, sealed(text), recipients).finally(() => handle.close())
    await refuseTaken(file, overwrite)
    await rename(draft, file)
    await syncFolder(dirname(file))
    return size
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function write(handle: FileHandle, bytes: AsyncIterable<Buffer>, recipients: readonly string[]): Promise<number> {
  let size = 0
  for await (const chunk of recipients.length > 0 ? await encrypt(bytes, recipients) : bytes) {
    await handle.writeFile(chunk)
    size += chunk.length
  }
  await handle.sync()
  return size
}

/** The text compressed, and behind it the checksum of what stands before. */
async function* sealed(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const sha256 = createHash('sha256')
  let isFirst = true
  // an error of the text is thrown where the compressed bytes are read
  const zipped = pipeline(Readable.from(text), createGzip({ level: gzipLevel, chunkSize: 65_536 }), () => {})
  for await (const chunk of zipped as AsyncIterable<Buffer>) {
    if (isFirst) gzipStart.copy(chunk)
    isFirst = false
    sha256.update(chunk)
    yield chunk
  }
  yield seal(sha256.digest('hex'))
}

/** Writes the folder to the disk, without which a power cut could lose the new name. Not every system can do that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
