import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinPostgres } from '#server/postgres/embedded.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'
import { aNode, type ServerNode } from './node.ts'
import { ask } from './postgres.ts'

let DATA_DIR: string
const nodes: ServerNode[] = []

beforeAll(async () => {
  DATA_DIR = await temporaryFolder()
})
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.end('SIGTERM')))
  await rm(DATA_DIR, { recursive: true, force: true, maxRetries: 5 })
})

async function aServer(): Promise<ServerNode> {
  const node = await aNode({ DATA_DIR, DATABASE_URL: '', SIZHEN_SEED: 'none' })
  nodes.push(node)
  return node
}

/** Writes and reads as a command beside the server does. */
async function beside(sql: string): Promise<unknown[]> {
  const { ownerUrl, stop } = await joinPostgres(DATA_DIR)
  return ask(ownerUrl, sql).finally(stop)
}

test('a second server on one DATA_DIR leaves with a sentence, and the first loses nothing', async () => {
  const first = await aServer()
  await first.start()
  await beside('CREATE TABLE kept AS SELECT generate_series(1, 1000) AS id')
  for (let round = 0; round < 2; round++) {
    const second = await aServer()
    second.launch()
    expect(await second.exit()).toEqual({ code: 1, signal: null })
    expect(second.said.trim()).toBe(
      `Another Sizhen server is already running on DATA_DIR ${DATA_DIR}: stop it or use another folder.`,
    )
  }
  await first.ready()
  expect(first.ownEnds).toBe(0)
  expect(await beside('SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }])
})

test('after the holder is killed the next server has the folder and all that was in it', async () => {
  const holder = nodes[0]!
  await holder.end('SIGKILL')
  const next = await aServer()
  await next.start()
  expect(await beside('SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }])
})
