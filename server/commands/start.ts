import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { build } from '#codegen/build.ts'
import { root } from '#server/platform/paths.ts'

await build().catch((error) => {
  console.error(error.message)
  process.exit(1)
})

const server = spawn(process.execPath, [join(root, 'dist', 'server', 'main.js')], {
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill(signal))
// npm passes a signal to the shell between us only, and that shell does not pass it on
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && server.kill('SIGTERM'), 200).unref()
}
server.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal!]))
