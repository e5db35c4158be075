import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { once } from '#codegen/stamps.ts'
import { root } from '#server/platform/paths.ts'

const folder = 'tests/bench/peers'
const installed = `${folder}/node_modules/.package-lock.json`

/** Whether the packages that only the benchmark needs are installed. */
export const hasPeers = (): boolean => existsSync(join(root, installed))

/**
 * Installs those packages where they are missing or others than the lock file says, and checks the types of the peers.
 */
export async function installPeers(): Promise<void> {
  await once('Packages of the benchmark (Apollo Server, Express, Fastify, Mercurius, Lighthouse)', {
    from: [`${folder}/package.json`, `${folder}/package-lock.json`],
    makes: installed,
    work: () => run('npm', ['ci', '--prefix', folder, '--ignore-scripts']),
  })
  await run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', folder])
}

function run(program: string, options: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // on Windows npm is a batch file, which only a shell can start
    const shell = program === 'npm' && process.platform === 'win32'
    const child = spawn(program, options, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${program} ${options.join(' ')} ended with exit code ${code}.`))
    })
  })
}
