import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { answering } from '#tests/bench/children.ts'
import { draft } from './pg.ts'

/** So many writers on one stream for so long: some roll back, some are killed, one holds a transaction open. */
export type Writing = { unionId: string; writers: number; seconds: number; logged: boolean; trouble: boolean }

/** How many commits were acknowledged, and how many transactions ended otherwise. */
export type Written = { commits: number; perSecond: number; rolledBack: number; killed: number }

const connectionString = process.env.DATABASE_URL!
const issue = { kind: 'DIFFICULTY', category: 'RENT', severity: 'HIGH', source: 'CALL', title: '' }

answering(async ({ unionId, writers, seconds, logged, trouble }: Writing): Promise<Written> => {
  const written = { commits: 0, perSecond: 0, rolledBack: 0, killed: 0 }
  const began = performance.now()
  const until = began + seconds * 1000
  const long = trouble ? openTransaction(seconds) : null
  await Promise.all(Array.from({ length: writers }, (_, i) => write(i)))
  written.perSecond = (written.commits * 1000) / (performance.now() - began)
  await long
  return written

  async function write(writer: number): Promise<void> {
    let client = await connected()
    for (let i = 0; performance.now() < until; i++) {
      const id = randomUUID()
      await client.query('BEGIN')
      await client.query('INSERT INTO "Secret" (name, value) VALUES ($1, $2)', [id, Buffer.of(writer)])
      if (logged) {
        const event = JSON.stringify([draft(id, randomUUID(), issue, { at: new Date(), openIssues: 1 })])
        await client.query(append, [unionId, id, event])
      }
      if (trouble && (i + writer) % 7 === 3) {
        await client.query('ROLLBACK')
        written.rolledBack++
      } else if (trouble && (i + writer) % 31 === 17) {
        await kill(client)
        written.killed++
        client = await connected()
      } else {
        await client.query('COMMIT')
        written.commits++
      }
    }
    await client.end()
  }
})

const append = 'SELECT append_events($1, NULL, now(), now(), NULL, $2, $3::jsonb)'

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Ends the connection in the middle of its transaction, as a process that dies does. */
async function kill(client: pg.Client): Promise<void> {
  const ended = new Promise((resolve) => client.once('end', resolve))
  const stream = (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream
  stream.destroy()
  await ended
}

/** A transaction that has written, and that stays open while the others commit. */
async function openTransaction(seconds: number): Promise<void> {
  const client = await connected()
  await client.query('BEGIN')
  await client.query('INSERT INTO "Secret" (name, value) VALUES ($1, $2)', [randomUUID(), Buffer.of(0)])
  await sleep(seconds * 1000)
  await client.query('COMMIT')
  await client.end()
}
