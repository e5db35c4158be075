import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { StartError } from '#server/platform/start-error.ts'
import { BackupText, countLines, UnexpectedText } from './backup-text.ts'
import { ageStart, decrypt } from './encryption.ts'
import {
  type Contents,
  copyIn,
  footerShape,
  formatVersion,
  gzipStart,
  type Header,
  headerShape,
  seal,
  sealSize,
  type Table,
} from './format.ts'

/** The last sentence of a refusal to restore. */
export const nothingChanged = 'Nothing was changed. 数据库未作任何改动。'

/** Reads the rows of a table to their end and answers with their number. */
export type Receiver = (table: Table, rows: AsyncGenerator<Buffer>) => Promise<number>

/** A backup whose checksum is right and whose text was read to its end once. */
export class Backup {
  readonly contents: Contents
  private readonly file: OpenFile

  private constructor(file: OpenFile, contents: Contents) {
    this.file = file
    this.contents = contents
  }

  /**
   * Opens a file and checks all of it; `askKey` is called for the key where it is encrypted. Throws a StartError when there is
   * no such file, when it is not a backup that this version can read, when it was encrypted for others, or when any of its
   * bytes is damaged or missing.
   */
  static async open(name: string, askKey: () => Promise<string>): Promise<Backup> {
    const file = await openFile(name)
    try {
      if (await isEncrypted(file)) await decryptBy(file, await askKey())
      await checkSeal(file)
      return new Backup(file, await read(file, (_, rows) => countRows(rows)))
    } catch (error) {
      await file.handle.close()
      throw error
    }
  }

  /** Reads the tables again for the receiver, which must find as many rows as the file says. */
  async readInto(receiver: Receiver): Promise<void> {
    await read(this.file, receiver)
  }

  /** Closes the file. */
  close(): Promise<void> {
    return this.file.handle.close()
  }
}

/** A file that is open. `content` reads what was sealed from its beginning, and `size` is how much that is without the seal. */
type OpenFile = { name: string; handle: FileHandle; size: number; content: () => Promise<Readable> }

async function openFile(name: string): Promise<OpenFile> {
  const handle = await open(name, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new StartError(`There is no file ${name}. 没有这个文件。`)
    throw new StartError(`${name} cannot be read (${error.code}). 文件无法读取。`)
  })
  const found = await handle.stat()
  if (found.isFile()) return { name, handle, size: 0, content: async () => bytesOf(handle) }
  await handle.close()
  throw new StartError(`${name} is no file: name the backup itself. 请指定备份文件本身。`)
}

/** The bytes of the file. The handle stays open. */
const bytesOf = (handle: FileHandle): Readable =>
  handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 262_144 })

async function isEncrypted({ handle }: OpenFile): Promise<boolean> {
  const { buffer } = await handle.read(Buffer.alloc(ageStart.length), 0, ageStart.length, 0)
  return buffer.equals(ageStart)
}

/** Makes the content what the key opens. */
async function decryptBy(file: OpenFile, key: string): Promise<void> {
  const content = () => decrypt(bytesOf(file.handle), key)
  await content().catch(() => {
    throw new StartError(
      `${file.name} is encrypted, and this key does not open it. 备份已加密,这个密钥打不开。${nothingChanged}`,
    )
  })
  file.content = content
}

async function checkSeal(file: OpenFile): Promise<void> {
  const { name } = file
  const refuse = (english: string, chinese: string) => new StartError(`${name} ${english} ${chinese}${nothingChanged}`)
  const sha256 = createHash('sha256')
  let size = 0
  let last: Buffer = Buffer.alloc(0)
  try {
    for await (const chunk of await file.content()) {
      if (size === 0 && !chunk.subarray(0, 2).equals(gzipStart.subarray(0, 2))) {
        throw refuse('is no backup of Sizhen.', '这不是四诊的备份文件。')
      }
      size += chunk.length
      const held = Buffer.concat([last, chunk])
      const before = held.subarray(0, Math.max(0, held.length - sealSize))
      sha256.update(before)
      last = held.subarray(before.length)
    }
  } catch (error) {
    if (error instanceof StartError) throw error
    throw refuse('is damaged or not whole.', '备份文件已损坏或不完整。')
  }
  if (size === 0) throw refuse('is empty.', '文件是空的。')
  if (!last.subarray(0, gzipStart.length).equals(gzipStart) || last.length < sealSize) {
    throw refuse('is not whole: its end is missing.', '备份文件不完整,缺少结尾。')
  }
  if (!last.equals(seal(sha256.digest('hex')))) {
    throw refuse('is damaged: its checksum does not fit.', '备份文件已损坏,校验和不符。')
  }
  file.size = size - sealSize
}

/** As many of the bytes as these; the others are read and left out. */
async function* first(bytes: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer> {
  let left = length
  for await (const chunk of bytes) {
    if (left > 0) yield chunk.subarray(0, left)
    left -= chunk.length
  }
}

async function read(file: OpenFile, receiver: Receiver): Promise<Contents> {
  // an error of the file or of gzip is thrown where the text is read
  const content = await file.content()
  const sealed = (bytes: AsyncIterable<Buffer>) => first(bytes, file.size)
  const unzipped = pipeline(content, sealed, createGunzip({ chunkSize: 262_144 }), () => {})
  try {
    return await readText(new BackupText(unzipped), receiver)
  } catch (error) {
    // the checksum is right, so the file was written like this
    if (!(error instanceof UnexpectedText)) throw error
    throw new StartError(
      `${file.name} is no backup that this version of Sizhen can read: ${error.message}. 无法识别的备份文件。${nothingChanged}`,
    )
  } finally {
    unzipped.destroy()
  }
}

async function readText(text: BackupText, receive: Receiver): Promise<Contents> {
  const header = headerIn(await text.line())
  const rows = new Map<string, number>()
  for (const table of header.tables) {
    if ((await text.line()) !== copyIn(table))
      throw new UnexpectedText(`the table ${table.name} is not where it should be`)
    rows.set(table.name, await receive(table, text.rows()))
  }
  const counted = footerShape.safeParse(json(await text.line())).data?.rows
  await text.end()
  const wrong = header.tables.find(({ name }) => counted?.[name] !== rows.get(name))
  if (wrong) throw new UnexpectedText(`the table ${wrong.name} has not as many rows as it should`)
  return { header, rows }
}

/** The header in the first line. Throws an UnexpectedText when the line is something else. */
function headerIn(line: string): Header {
  const value = json(line)
  const header = headerShape.safeParse(value)
  if (header.success) return header.data
  const { version } = (value ?? {}) as { version?: unknown }
  if (typeof version === 'number' && version > formatVersion) throw new UnexpectedText('a newer version has written it')
  throw new UnexpectedText('its first line is not that of a backup')
}

function json(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

async function countRows(rows: AsyncGenerator<Buffer>): Promise<number> {
  let count = 0
  for await (const block of rows) count += countLines(block)
  return count
}
