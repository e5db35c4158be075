import { constants, crc32 } from 'node:zlib'
import { escapeIdentifier } from 'pg'
import { z } from 'zod'

// The format is described in README.md beside this file.

/** The version of the format that this program writes. It reads no other version. */
export const formatVersion = 1

const table = z.object({ name: z.string().min(1), columns: z.array(z.string().min(1)).min(1) })

/** The first line of a backup: what has written it, when, and what it holds. */
export const headerShape = z.object({
  format: z.literal('sizhen-backup'),
  version: z.literal(formatVersion),
  application: z.string(),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  streams: z.array(z.object({ unionId: z.string(), epoch: z.string(), head: z.number().int() })),
  tables: z.array(table),
})

/** The line after the tables: the number of rows of each table. */
export const footerShape = z.object({ rows: z.record(z.string(), z.number().int().min(0)) })

/** A table and its columns, in the order in which they are copied. */
export type Table = z.infer<typeof table>
/** The first line of a backup. */
export type Header = z.infer<typeof headerShape>

/** The header of a backup and the number of rows of each of its tables. */
export type Contents = { header: Header; rows: Map<string, number> }

/** The name of a table as it is written in SQL. */
export const publicName = ({ name }: { name: string }): string => `public.${escapeIdentifier(name)}`

const withColumns = (of: Table): string => `${publicName(of)} (${of.columns.map(escapeIdentifier).join(', ')})`

/** The statement that reads the rows of a table as text, one line for each row. */
export const copyOut = (of: Table): string => `COPY ${withColumns(of)} TO STDOUT`

/** The statement that writes such rows into the table. It stands before the rows in the file. */
export const copyIn = (of: Table): string => `COPY ${withColumns(of)} FROM stdin;`

/** The line that ends the rows of a table. No row is written like this. */
export const endOfRows = '\\.'

/**
 * The first bytes of each gzip member of the file. They hold no time and no system, so that every byte is known in
 * advance.
 */
export const gzipStart = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])

/** The end of a backup whose other bytes have this SHA-256 (in hexadecimal): a gzip member with one stored block. */
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

/** The number of bytes of that end. */
export const sealSize = seal('0'.repeat(64)).length

/**
 * This level is as fast as the database. The strongest levels save a tenth of the size and take three times as long.
 */
export const gzipLevel = constants.Z_DEFAULT_COMPRESSION
