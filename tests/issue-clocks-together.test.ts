import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '#server/platform/paths.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { asApplication, freshDatabase } from '#tests/setup/database.ts'
import { anAccount } from '#tests/setup/factories.ts'
import { openIssue } from '#tests/setup/mutations.ts'
import { aSmallUnion } from '#tests/setup/small-union.ts'

// The number is that of a test that ends soon; `npm run bench` does the same with a thousand.
const issues = 60

let url: string
const nodes: ChildProcess[] = []

beforeAll(async () => {
  url = await freshDatabase()
  openDb(url)
})
afterAll(async () => {
  for (const node of nodes) node.kill('SIGKILL')
  await closeDb()
})

/** Starts a node, which is a process of its own. */
function aNode(): ChildProcess {
  const program = ['--import', 'tsx', join(root, 'tests', 'setup', 'clock-node.ts'), asApplication(url), '1000']
  const node = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  nodes.push(node)
  return node
}

it('warn of many issues that are due together once each, by two nodes of which one is killed', {
  timeout: 120_000,
}, async () => {
  const union = await aSmallUnion()
  await anAccount(union.unionId, { role: 'COMMAND', rank: 'DUTY_OFFICER' })
  // their warnings lie in the past, and the rest of their time ahead
  for (let i = 0; i < issues; i += 1) {
    const { id } = await openIssue(union.command, union.enterprises[i % union.enterprises.length]!)
    const alarmAt = new Date(Date.now() - 60_000)
    await db.issue.update({ where: { id }, data: { alarmAt, doneBy: inDays(20), takeBy: inDays(10) } })
  }
  await db.$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`
  const warned = () => db.issue.count({ where: { clockStep: 1 } })
  const killed = aNode()
  aNode()
  await expect.poll(warned, { timeout: 60_000, interval: 20 }).toBeGreaterThan(2)
  killed.kill('SIGKILL')
  await expect.poll(warned, { timeout: 60_000 }).toBe(issues)
  const { unionId } = union
  expect(await db.event.count({ where: { unionId, name: 'issue.warned' } })).toBe(issues)
  expect(await db.reminder.count({ where: { unionId, kind: 'WARNED' } })).toBe(issues)
})

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
