import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { once } from '#codegen/stamps.ts'
import { root } from '#server/platform/paths.ts'

/** Makes what the sources are compiled against: the Prisma client, the printed schema, the typed documents. */
export async function generate(): Promise<void> {
  await once('Prisma client', {
    from: ['prisma/schema', 'prisma.config.ts'],
    makes: 'codegen/pothos.ts',
    work: () => tool('prisma/build/index.js', ['generate']),
  })
  await once('GraphQL schema', {
    from: ['server', 'prisma/schema', 'codegen/print-schema.ts', 'codegen/events.ts', 'codegen/enums.ts'],
    makes: 'codegen/schema.graphql',
    work: () => run(['--import', 'tsx', 'codegen/print-schema.ts']),
  })
  await once('Typed documents', {
    from: ['codegen/schema.graphql', 'client', 'codegen.ts'],
    makes: 'codegen/graph/graphql.ts',
    work: () => tool('@graphql-codegen/cli/esm/bin.js', ['--silent', '--config', 'codegen.ts']),
  })
}

function tool(path: string, options: string[]): Promise<void> {
  return run([join(root, 'node_modules', path), ...options])
}

// quiet unless it fails
function run(command: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = {
      ...process.env,
      // Prisma looks for an engine of its own, which is not on the registry; it only has to be an existing file
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      // and for its generators by name, as npm would have it
      PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    }
    const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
    child.once('error', reject).once('exit', (code) => {
      if (code === 0) return resolve()
      reject(new Error(`${command.join(' ')} failed:\n${said}`))
    })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await generate().catch((error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
