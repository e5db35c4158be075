import { createHash } from 'node:crypto'
import { build, type Plugin, type Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk

/** A file that the service worker keeps. One without a hash in its name has its content’s instead, and is kept only as that. */
export type KeptFile = { url: string; revision: string | null; integrity?: string }

// the page's own code, the phone's screen, and the words of both in each language
const isNeeded = ({ isEntry, facadeModuleId }: Chunk) =>
  isEntry || /\/client\/(field\/FieldScreen\.tsx|text\/[\w-]+\/(shared|field)\.ts)$/.test(facadeModuleId ?? '')

/** Builds the service worker of /field once the client is built, with the list of the files that its page is made of. */
export const serviceWorker: Plugin = {
  name: 'service-worker',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    await build({
      configFile: false,
      logLevel: 'error',
      root: 'client',
      define: { keptFiles: JSON.stringify(keptFiles(bundle)) },
      build: {
        outDir: dir,
        emptyOutDir: false,
        copyPublicDir: false,
        target: 'es2022',
        rolldownOptions: { input: 'client/sw.ts', output: { format: 'iife', entryFileNames: 'sw.js' } },
      },
    })
  },
}

function keptFiles(bundle: Bundle): KeptFile[] {
  const page = bundle['index.html']
  if (page?.type !== 'asset') throw new Error('The build has made no page.')
  const hash = createHash('sha256').update(page.source).digest('base64')
  const files = new Set<string>()
  const add = (chunk: Chunk) => {
    if (files.has(chunk.fileName)) return
    files.add(chunk.fileName)
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style)
    for (const name of chunk.imports) {
      const imported = bundle[name]
      if (imported?.type === 'chunk') add(imported)
    }
  }
  for (const each of Object.values(bundle)) if (each.type === 'chunk' && isNeeded(each)) add(each)
  return [
    // behind one address there may be pages of other builds for a while: those need other files
    { url: '/field', revision: hash, integrity: `sha256-${hash}` },
    ...[...files].sort().map((name) => ({ url: `/${name}`, revision: null })),
  ]
}
