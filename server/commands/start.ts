import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { build } from '#codegen/build.ts'
import { root } from '#server/platform/paths.ts'
import { StartError } from '#server/platform/start-error.ts'
import { run } from './run.ts'

await run({
  usage: `Builds what has changed, then starts the server and runs until it is stopped.

  npm start

The settings are environment variables, described in server/platform/settings.md.`,

  async work({ signal }) {
    await build().catch((error) => {
      throw new StartError(error.message)
    })
    signal.throwIfAborted()
    return serve()
  },
})

/**
 * Runs the built server in a process of its own and answers with its exit code. The channel between the two carries nothing: its
 * end tells the server that this process is gone, also where it was killed and could pass on no signal.
 */
function serve(): Promise<number> {
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'] as const
  const server = spawn(process.execPath, [join(root, 'dist', 'server', 'main.js')], { stdio: [...stdio] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill(signal))
  // npm passes a signal only to the shell between it and this process, and that shell does not pass it on
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && server.kill('SIGTERM'), 200).unref()
  }
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal!]))
  })
}
