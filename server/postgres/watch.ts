import { statfs } from 'node:fs/promises'
import type { Client } from 'pg'
import { logger } from '#server/platform/logger.ts'
import { databaseUrl, db } from './db.ts'
import { causeOf, troubleOf } from './errors.ts'
import { openConnection } from './session.ts'
import { beginTrouble, endTrouble, lastingTrouble, lasts } from './troubles.ts'

const usualMs = 5000
const inTroubleMs = 1000
const writeEveryMs = 60_000
const writeAgainMs = 5000
const megabyte = 1024 * 1024

/** The disk of the embedded database: its folder, and with how many megabytes free it is low, or too low to go on. */
export type WatchedDisk = { folder: string; lowMb: number; leastMb: number }

/** What is known of the database and its disk. `sentence` says what is wrong or soon will be; empty where nothing is. */
export type Health = { isWritable: boolean; sentence: string; freeBytes: number | null }

let disk: WatchedDisk | null = null
let freeBytes: number | null = null
let isDiskLow = false
let triedToWriteAt = Number.NEGATIVE_INFINITY

/** Begins to look at the database again and again, and at the disk where it is the embedded one's. Returns what ends it. */
export function watchDatabase(watched: WatchedDisk | null): () => Promise<void> {
  disk = watched
  let timer: NodeJS.Timeout
  let looking: Promise<unknown> = Promise.resolve()
  let isEnded = false
  const again = () => {
    looking = look().finally(() => {
      if (!isEnded) timer = setTimeout(again, lastingTrouble() ? inTroubleMs : usualMs).unref()
    })
  }
  again()
  return async () => {
    isEnded = true
    clearTimeout(timer)
    await looking
    disk = null
    freeBytes = null
  }
}

let underWay: Promise<Health> | null = null

/**
 * Looks whether the database answers and can be written to, on a connection made for it, and at the disk. Those who ask
 * while a look is under way get its answer.
 */
export function look(): Promise<Health> {
  underWay ??= lookAnew().finally(() => {
    underWay = null
  })
  return underWay
}

async function lookAnew(): Promise<Health> {
  // a session of a pool would not know that the default of its database has changed
  await measureDisk().catch(() => {
    freeBytes = null
  })
  let client: Client | undefined
  try {
    client = await openConnection(databaseUrl, {}, { connectionTimeoutMillis: 2000, query_timeout: 4000 })
    endTrouble('away')
    endTrouble('overloaded')
    const { rows } = await client.query<{ reads: string }>(`SELECT current_setting('transaction_read_only') AS reads`)
    if (rows[0]!.reads === 'on') beginTrouble('read-only', {})
    else if (endTrouble('read-only')) await renewSessions()
    await tryToWrite(client)
  } catch (error) {
    beginTrouble(troubleOf(error) ?? 'away', causeOf(error))
  } finally {
    client?.end().catch(() => {})
  }
  return health()
}

/** What the last look has found. */
export function health(): Health {
  const trouble = lastingTrouble()
  const free = freeBytes === null ? '' : `${Math.floor(freeBytes / megabyte)} MB are free on the disk of DATA_DIR`
  const isFull = freeBytes !== null && disk !== null && freeBytes < disk.leastMb * megabyte
  return {
    isWritable: !trouble && !isFull,
    sentence: [trouble?.sentence ?? '', isFull || isDiskLow ? `only ${free}` : ''].filter(Boolean).join('; '),
    freeBytes,
  }
}

/** The sessions of the Prisma client go on reading only until they end. It makes new ones by itself. */
const renewSessions = () => db.$disconnect().catch(() => {})

/**
 * Writes 18 megabytes, which is more than one file of PostgreSQL's log of changes, into a temporary file on the disk of the
 * database, each minute, and more often while that is full.
 */
async function tryToWrite(client: Client): Promise<void> {
  if (performance.now() - triedToWriteAt < (lasts('full') ? writeAgainMs : writeEveryMs)) return
  triedToWriteAt = performance.now()
  try {
    await client.query(`SET work_mem = '64kB'; SET statement_timeout = 3000`)
    await client.query(
      `SELECT count(*) FROM (SELECT g || repeat('x', 1000) FROM generate_series(1, 18000) g ORDER BY 1)`,
    )
    endTrouble('full')
  } catch (error) {
    // a busy database, and one that limits temporary files, say nothing of the disk
    if (troubleOf(error) === 'full') beginTrouble('full', causeOf(error))
  }
}

async function measureDisk(): Promise<void> {
  if (!disk) return
  const { bavail, bsize } = await statfs(disk.folder)
  freeBytes = bavail * bsize
  const isLow = freeBytes < disk.lowMb * megabyte
  if (isLow === isDiskLow) return
  isDiskLow = isLow
  const freeMb = Math.floor(freeBytes / megabyte)
  if (isLow) logger.warn({ freeMb, lowMb: disk.lowMb }, 'little space is left on the disk of DATA_DIR')
  else logger.info({ freeMb }, 'there is enough space on the disk of DATA_DIR again')
}
