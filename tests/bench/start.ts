import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from '#codegen/build.ts'
import { root } from '#server/platform/paths.ts'
import { freePort } from '#server/postgres/address.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'
import { ended, serving } from './children.ts'
import { median } from './figures.ts'
import type { Row } from './table.ts'

const warmStarts = 5

/** What `npm start` runs once everything is built, until it serves: on an empty folder, and on the data it left. */
export async function benchStart(): Promise<Row[]> {
  await build()
  const folder = await temporaryFolder()
  try {
    const cold = await start(folder)
    const warm: number[] = []
    for (let i = 0; i < warmStarts; i++) warm.push(await start(folder))
    return [
      {
        what: 'start to serving, embedded database included',
        measured: `${(cold / 1000).toFixed(1)} s on an empty folder, without practice data; ${(median(warm) / 1000).toFixed(1)} s again (median of ${warmStarts})`,
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** How long it takes until `/readyz` says yes. */
async function start(folder: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const settings = { PORT: String(port), DATA_DIR: join(folder, 'data'), SIZHEN_SEED: 'none', LOG_LEVEL: 'warn' }
  const server = spawn(process.execPath, ['--import', 'tsx', join(root, 'server/commands/start.ts')], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    await serving(`http://127.0.0.1:${port}`, server)
    return performance.now() - began
  } finally {
    await ended(server)
  }
}
