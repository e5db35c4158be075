import { zipSync } from 'fflate'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { RosterTrouble, rosterLimits } from './problem.ts'

/** The XML parts of a workbook, by their path in the archive. */
export type XmlParts = Record<string, Uint8Array>

const smallEnoughToCompressWell = 1024 * 1024

/**
 * Unpacks the XML parts of an .xlsx. It counts the bytes as they are unpacked, because the sizes that the archive
 * states may be false.
 */
export async function unpackWorkbook(bytes: Uint8Array): Promise<XmlParts> {
  const archive = await openArchive(bytes)
  if (archive.entryCount > rosterLimits.entries) throw new RosterTrouble('UNPACKS_TOO_LARGE')
  const budget = {
    left: Math.min(rosterLimits.unpackedBytes, Math.max(bytes.length * rosterLimits.ratio, smallEnoughToCompressWell)),
  }
  const parts: XmlParts = {}
  let entries = 0
  for await (const entry of archive.eachEntry()) {
    if (++entries > rosterLimits.entries) throw new RosterTrouble('UNPACKS_TOO_LARGE')
    if (entry.isEncrypted()) throw new RosterTrouble('ENCRYPTED')
    if (/\.(xml|rels)$/.test(entry.fileName)) parts[entry.fileName] = await unpackEntry(archive, entry, budget)
  }
  if (!parts['xl/workbook.xml'] || !parts['xl/_rels/workbook.xml.rels']) throw new RosterTrouble('NOT_A_WORKBOOK')
  for (const part of Object.values(parts)) refuseDoctype(part)
  return parts
}

/** Packs the parts into a new archive, so that the library that reads it gets nothing whose size was not counted. */
export const packParts = (parts: XmlParts): Uint8Array<ArrayBuffer> => zipSync(parts, { level: 0 })

async function openArchive(bytes: Uint8Array): Promise<ZipFile> {
  return await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), { lazyEntries: true })
}

async function unpackEntry(archive: ZipFile, entry: Entry, budget: { left: number }): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  const stream = await archive.openReadStreamPromise(entry)
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    budget.left -= chunk.length
    if (budget.left < 0) throw new RosterTrouble('UNPACKS_TOO_LARGE')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

// A document type is where entities come from. Excel writes UTF-8; a NUL would mean UTF-16, where this search is blind.
function refuseDoctype(part: Uint8Array) {
  const text = Buffer.from(part.buffer, part.byteOffset, part.length)
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY') || text.includes(0))
    throw new RosterTrouble('FORBIDDEN_XML')
}
