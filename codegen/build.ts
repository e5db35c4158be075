import { join } from 'node:path'
import { generate } from '#codegen/generate.ts'
import { once } from '#codegen/stamps.ts'
import { root } from '#server/platform/paths.ts'

const shared = ['codegen', 'prisma', 'vite.config.ts', 'package.json']

/** Generates and builds what changed since it was last built; says each step it takes, and nothing when there is none. */
export async function build(): Promise<void> {
  await generate()
  await once('Web client', { from: ['client', ...shared], makes: 'dist/client/index.html', work: () => bundle(false) })
  await once('Server', {
    from: ['server', ...shared],
    makes: 'dist/server/main.js',
    work: () => bundle(true),
  })
}

async function bundle(ssr: boolean): Promise<void> {
  const vite = await import('vite')
  const configFile = join(root, 'vite.config.ts')
  process.chdir(root)
  await vite.build({ configFile, logLevel: 'warn', build: { ssr } })
}
