import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

function packageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const parent = dirname(from)
  if (parent === from) throw new Error('No package.json above the running program: start it from its own folder.')
  return packageRoot(parent)
}

/** The folder with the project's package.json, whether the program runs from its sources or from dist. */
export const root = packageRoot(dirname(fileURLToPath(import.meta.url)))
