import { constants, crc32 } from 'node:zlib'
import { escapeIdentifier } from 'pg'
import { z } from 'zod'

// A backup is gzip: `zcat` shows one line of JSON (the header below), then each table as `pg_dump` writes it, a COPY
// statement, its rows and `\.`, then one line of JSON with the number of rows of each table. A second gzip member of
// its own, always 101 bytes, ends the file with the SHA-256 of all bytes before it.

/** The version of the format that this program writes; it reads this one alone. */
export const formatVersion = 1

const table = z.object({ name: z.string().min(1), columns: z.array(z.string().min(1)).min(1) })

/** The first line: what wrote the backup, of which moment it is, and what it holds. */
export const headerShape = z.object({
  format: z.literal('sizhen-backup'),
  version: z.literal(formatVersion),
  application: z.string(),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  streams: z.array(z.object({ unionId: z.string(), epoch: z.string(), head: z.number().int() })),
  tables: z.array(table),
})

/** The line after the tables: how many rows each has. */
export const footerShape = z.object({ rows: z.record(z.string(), z.number().int().min(0)) })

export type Table = z.infer<typeof table>
export type Header = z.infer<typeof headerShape>

/** What one backup holds, in a few figures. */
export type Contents = { header: Header; rows: Map<string, number> }

/** A table's name as SQL wants it. */
export const publicName = ({ name }: { name: string }): string => `public.${escapeIdentifier(name)}`

const named = (of: Table): string => `${publicName(of)} (${of.columns.map(escapeIdentifier).join(', ')})`

/** Reads the rows of a table in the text format; each is one line. */
export const copyOut = (of: Table): string => `COPY ${named(of)} TO STDOUT`

/** Writes them; the same statement stands before them in the file. */
export const copyIn = (of: Table): string => `COPY ${named(of)} FROM stdin;`

/** The line after a table's rows: no row can look like it. */
export const endOfRows = '\\.'

/** How a gzip file begins that says nothing of when and where it was made: so every byte of it is known. */
export const gzipStart = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])

/** The last bytes of a backup whose other bytes have that SHA-256: a gzip member with one stored block. */
export function seal(sha256: string): Buffer {
  const text = Buffer.from(`${JSON.stringify({ sha256 })}\n`)
  const numbers = Buffer.alloc(13)
  numbers.writeUInt8(1, 0)
  numbers.writeUInt16LE(text.length, 1)
  numbers.writeUInt16LE(0xffff - text.length, 3)
  numbers.writeUInt32LE(crc32(text), 5)
  numbers.writeUInt32LE(text.length, 9)
  return Buffer.concat([gzipStart, numbers.subarray(0, 5), text, numbers.subarray(5)])
}

export const sealSize = seal('0'.repeat(64)).length

/** Fast enough to keep up with the database; the strongest levels save a tenth and take three times as long. */
export const gzipLevel = constants.Z_DEFAULT_COMPRESSION
