import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes a build of the web client into the folder that does the same as the one at `from`, with other names for all its files. */
export async function otherBuild(from: string, folder: string): Promise<string> {
  const assets = (await readdir(join(from, 'assets'))).filter((name) => !/\.(br|gz)$/.test(name))
  const stems = assets.map((name) => name.slice(0, name.lastIndexOf('.')))
  // the longest first: one name may be the end of another
  const named = new RegExp(stems.sort((a, b) => b.length - a.length).join('|'), 'g')
  const renamed = (text: string) => text.replace(named, '$&0')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), renamed(await readFile(join(from, 'index.html'), 'utf8')))
  for (const name of ['icon.svg', 'sw.js'])
    await writeFile(join(folder, name), renamed(await readFile(join(from, name), 'utf8')))
  for (const name of assets) {
    await writeFile(join(folder, 'assets', renamed(name)), renamed(await readFile(join(from, 'assets', name), 'utf8')))
  }
  return folder
}
