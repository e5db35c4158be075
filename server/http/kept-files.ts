import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress } from 'node:zlib'
import DataLoader from 'dataloader'
import { LRUCache } from 'lru-cache'
import { db } from '#server/postgres/db.ts'

const buildsKept = 5
/** The milliseconds for which the names that were read are believed to be all. */
const namesHoldMs = 1000
const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)
const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

/**
 * Keeps the files of this node's build in the database, and forgets those of builds before the last five. While several builds
 * stand behind one address, and for pages that stay open longer than their build, each node can serve the files of all.
 */
export async function keepFiles(folder: string): Promise<void> {
  const assets = join(folder, 'assets')
  // a server without a build of the client serves the API alone
  if (!existsSync(assets)) return
  const names = (await readdir(assets)).filter((name) => !/\.(br|gz)$/.test(name)).sort()
  const build = createHash('sha256').update(names.join('\n')).digest('hex')
  const servedAt = new Date()
  const { count } = await db.clientFile.updateMany({ where: { build }, data: { servedAt } })
  if (count < names.length) {
    const data = await Promise.all(
      names.map(async (name) => ({
        build,
        path: `/assets/${name}`,
        content: await compressed(join(assets, name)),
        servedAt,
      })),
    )
    await db.clientFile.createMany({ data, skipDuplicates: true })
  }
  const builds = await db.clientFile.groupBy({
    by: ['build'],
    _max: { servedAt: true },
    orderBy: { _max: { servedAt: 'desc' } },
  })
  const last = builds.slice(0, buildsKept).map((each) => each.build)
  await db.clientFile.deleteMany({ where: { build: { notIn: last } } })
}

// the build has made a compressed file beside each one that is not small
async function compressed(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const content = await readFile(`${file}.br`).catch(async () => compress(await readFile(file)))
  return new Uint8Array(content)
}

/** The names of the files that are kept, as they were last read. */
let names: ReadonlySet<string> = new Set()
let readAt = Number.NEGATIVE_INFINITY

// names that nobody has kept cost one statement a second, however many are asked for
const newNames = new DataLoader<string, boolean>(
  async (paths) => {
    readAt = performance.now()
    const rows = await db.clientFile.findMany({ distinct: ['path'], select: { path: true } })
    names = new Set(rows.map(({ path }) => path))
    return paths.map((path) => names.has(path))
  },
  { cache: false, batchScheduleFn: (read) => setTimeout(read, readAt + namesHoldMs - performance.now()) },
)

/** The files that were asked for last, compressed. */
const contents = new LRUCache<string, Uint8Array, unknown>({
  maxSize: 16 * 1024 * 1024,
  sizeCalculation: ({ length }) => length + 1,
  async fetchMethod(path) {
    const row = await db.clientFile.findFirst({ where: { path }, select: { content: true } })
    return row?.content
  },
})

/** Serves a file of another build; answers false where none of the last builds has it. */
export async function serveKeptFile(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const [path = ''] = (request.url ?? '').split('?')
  if (!/^\/assets\/[\w.-]{1,100}$/.test(path)) return false
  const content = (names.has(path) || (await newNames.load(path))) && (await contents.fetch(path))
  if (!content) return false
  const takesBrotli = /\bbr\b/.test(String(request.headers['accept-encoding']))
  const body = takesBrotli ? Buffer.from(content) : await decompress(content)
  response.writeHead(200, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-length': body.length,
    ...(takesBrotli && { 'content-encoding': 'br' }),
    vary: 'Accept-Encoding',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
  return true
}
