import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '#server/platform/paths.ts'

// what is itself made from the rest does not count as a source
const made = new Set(['codegen/prisma', 'codegen/graph', 'codegen/pothos.ts'])

/** Does the work when its sources changed since it was last done here, or when what it makes is missing. */
export async function once(name: string, step: { from: string[]; makes: string; work(): Promise<void> }) {
  const file = join(root, 'dist', 'stamps', name)
  const hash = await contentHash([...step.from, 'package-lock.json'])
  const last = await readFile(file, 'utf8').catch(() => '')
  if (last === hash && existsSync(join(root, step.makes))) return
  const began = Date.now()
  console.log(`${name} …`)
  await step.work()
  await mkdir(join(root, 'dist', 'stamps'), { recursive: true })
  await writeFile(file, hash)
  console.log(`${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`)
}

async function contentHash(paths: string[]): Promise<string> {
  const files = (await Promise.all(paths.map(filesUnder))).flat().sort()
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))))
  const hash = createHash('sha256')
  for (const [index, file] of files.entries()) hash.update(`\0${file}\0`).update(contents[index]!)
  return hash.digest('hex')
}

async function filesUnder(path: string): Promise<string[]> {
  if (made.has(path)) return []
  const found = await stat(join(root, path)).catch(() => undefined)
  if (!found) return []
  if (found.isFile()) return [path]
  const names = await readdir(join(root, path))
  return (await Promise.all(names.map((name) => filesUnder(`${path}/${name}`)))).flat()
}
