import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '#server/platform/paths.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'
import { ended, serving } from './children.ts'

/** A built server with the practice data of its own on this port, at `url`; `stop` removes its files. */
export async function startPractice(port: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await temporaryFolder()
  const url = `http://127.0.0.1:${port}`
  const settings = {
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    SOCKETS_PER_ACCOUNT: '1000',
    COST_PER_MINUTE: '1000000000',
  }
  const server = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    env: { ...process.env, LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const stop = async () => {
    await ended(server)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await serving(url, server)
    return { url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
