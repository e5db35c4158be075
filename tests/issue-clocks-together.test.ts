import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '#server/platform/paths.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { warnTogether } from '#tests/cluster/due.ts'
import { asApplication, freshDatabase } from '#tests/setup/database.ts'

// the number is that of a test that ends soon; `npm run chaos -- due` does the same with a thousand and whole nodes
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
  timeout: 240_000,
}, async () => {
  const start = async () => {
    const killed = aNode()
    aNode()
    return () => killed.kill('SIGKILL')
  }
  const { killedAfter, ...warnings } = await warnTogether({ issues, withinMs: 0, start })
  expect(killedAfter).toBeLessThan(issues)
  expect(warnings).toMatchObject({ issues, lost: 0, twice: 0 })
})
