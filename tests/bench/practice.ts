import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '#server/platform/paths.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'
import { ended, serving } from './children.ts'

/** What one who measures speed must not run into. */
const wider = { SOCKETS_PER_ACCOUNT: '1000', COST_PER_MINUTE: '1000000000' }

/**
 * A built server with the practice data of its own on this port, at `url`; `stop` removes its files. Its limits are those that it
 * has by itself where `own` settings are given instead of wider ones.
 */
export async function startPractice(
  port: number,
  own: Record<string, string> = wider,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await temporaryFolder()
  const url = `http://127.0.0.1:${port}`
  const settings = {
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    ...own,
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
