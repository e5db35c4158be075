import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from '#codegen/build.ts'
import { root } from '#server/platform/paths.ts'
import { hasPeers } from './bench/peers.ts'
import { findChromium } from './setup/chromium.ts'

const tool = (path: string) => join(root, 'node_modules', path)

function run(name: string, script: string, options: string[]): Promise<boolean> {
  console.log(`${name} …`)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tool(script), ...options], { cwd: root, stdio: 'inherit' })
    child.once('exit', (code) => resolve(code === 0))
  })
}

async function ready(): Promise<boolean> {
  await build()
  const types =
    (await run('Types', 'typescript/bin/tsc', ['-p', '.'])) &&
    (!hasPeers() || (await run('Types of the benchmark’s peers', 'typescript/bin/tsc', ['-p', 'tests/bench/peers'])))
  const lint = await run('Lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])
  if (!types || !lint) return false
  const { path, environment } = await findChromium()
  console.log(`Browser: ${path}${environment.FONTCONFIG_FILE ? ', Chinese font from an npm package' : ''}`)
  return true
}

const isReady = await ready().catch((error) => {
  console.error(error.message)
  return false
})
if (!isReady) console.log('0 passed, 1 failed')
const passed = isReady && (await run('Tests', 'vitest/vitest.mjs', ['run', ...process.argv.slice(2)]))
process.exit(passed ? 0 : 1)
