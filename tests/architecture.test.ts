import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { files, styles } from './setup/sources.ts'

type Import = { from: string; to: string; raw: string }

const specifier = /(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g

/** Imports of our own files, as paths from the root. */
const imports: Import[] = files.flatMap((from) =>
  [...readFileSync(from, 'utf8').matchAll(specifier)]
    .map((match) => match[1]!)
    .filter((raw) => raw.startsWith('.') || raw.startsWith('#'))
    .map((raw) => ({ from, raw, to: raw.startsWith('#') ? raw.slice(1) : posix.join(dirname(from), raw) })),
)

const where = (test: (each: Import) => boolean) => imports.filter(test).map(({ from, raw }) => `${from} → ${raw}`)
const within = (folder: string) => (path: string) => path.startsWith(folder)
const moduleOf = (path: string) => /^(server|client)\/modules\/([^/]+)\//.exec(path)?.[2]
const isGenerated = within('codegen/')

/** The names on a circle of these pairs, or null where there is none. */
function circleOf(pairs: (readonly [from: string, to: string])[]): string[] | null {
  const next = new Map<string, string[]>()
  for (const [from, to] of pairs) next.set(from, [...(next.get(from) ?? []), to])
  const finished = new Set<string>()
  const search = (name: string, path: string[]): string[] | null => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name]
    if (finished.has(name)) return null
    for (const each of next.get(name) ?? []) {
      const found = search(each, [...path, name])
      if (found) return found
    }
    finished.add(name)
    return null
  }
  for (const name of next.keys()) {
    const found = search(name, [])
    if (found) return found
  }
  return null
}

describe('the shape of the house', () => {
  it('never climbs: ./ is the same room, #… another', () => {
    expect(where(({ raw }) => raw.includes('../'))).toEqual([])
  })

  it.each([
    ['platform', ['postgres']],
    ['postgres', ['platform']],
    ['jobs', ['platform', 'postgres']],
    ['log', ['platform', 'postgres', 'jobs']],
    ['feed', ['platform', 'postgres', 'log']],
    ['backup', ['platform', 'postgres']],
  ])('server/%s imports of ours only what lies below it', (room, below) => {
    const allowed = (to: string) => isGenerated(to) || [room, ...below].some((each) => within(`server/${each}/`)(to))
    expect(where(({ from, to }) => within(`server/${room}/`)(from) && !allowed(to))).toEqual([])
  })

  it('a backup knows the ground alone: what it saves is found in the database', () => {
    expect(
      where(
        ({ from, to }) =>
          /^(server|client|prisma)\/(?!backup\/|commands\/|modules\/backups\/)/.test(from) &&
          within('server/backup/')(to),
      ),
    ).toEqual([])
  })

  it('a module’s schema knows other modules by the names of their types, and by enums alone', () => {
    const isPayload = (path: string) => /\/([a-z-]+-)?payload\.ts$/.test(path)
    const isSchema = (path: string) => /\/(schema|event-fields|[a-z-]+-type)\.ts$/.test(path) || isPayload(path)
    const crossing = ({ from, to }: Import) =>
      within('server/modules/')(from) && within('server/modules/')(to) && moduleOf(from) !== moduleOf(to)
    expect(where((each) => crossing(each) && isSchema(each.from) && !each.to.endsWith('/enums.ts'))).toEqual([])
    // A deed that changes a row of another module answers with that module's payload.
    expect(where((each) => crossing(each) && isSchema(each.to) && !isPayload(each.to))).toEqual([])
  })

  it('modules of the server call each other without circles', () => {
    const calls = imports.flatMap(({ from, to }) => {
      const [caller, called] = [moduleOf(from), moduleOf(to)]
      const isCall = from.startsWith('server/') && caller && called && caller !== called && !to.endsWith('/enums.ts')
      return isCall ? [[caller, called] as const] : []
    })
    expect(circleOf(calls)).toBeNull()
  })

  it('files of the server import each other without circles, types included', () => {
    const among = imports.filter(({ from, to }) => within('server/')(from) && within('server/')(to))
    expect(circleOf(among.map(({ from, to }) => [from, to]))).toBeNull()
  })

  it('the server knows nothing of the client, the client of the server only what is generated', () => {
    expect(where(({ from, to }) => within('server/')(from) && within('client/')(to))).toEqual([])
    expect(
      where(({ from, to }) => within('client/')(from) && (within('server/')(to) || within('prisma/')(to))),
    ).toEqual([])
    expect(
      where(({ from, to }) => within('client/')(from) && isGenerated(to) && !within('codegen/graph/')(to)),
    ).toEqual([])
  })

  it('client modules never import each other, screens never each other, ui nothing of the domain', () => {
    const crossing = ({ from, to }: Import) => {
      const [a, b] = [moduleOf(from), moduleOf(to)]
      return within('client/')(from) && a !== undefined && b !== undefined && a !== b
    }
    expect(where(crossing)).toEqual([])
    const screen = (path: string) => /^client\/(board|field|desk|login)\//.exec(path)?.[1]
    expect(where(({ from, to }) => Boolean(screen(from) && screen(to)) && screen(from) !== screen(to))).toEqual([])
    expect(where(({ from, to }) => Boolean(moduleOf(from) && screen(to)) && within('client/')(from))).toEqual([])
    expect(where(({ from, to }) => within('client/ui/')(from) && !within('client/ui/')(to))).toEqual([])
  })

  it('has no barrels', () => {
    const isBarrel = (file: string) => {
      const lines = readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.trim() && !line.startsWith('//'))
      return lines.length > 0 && lines.every((line) => /^export (\*|\{.*\}|type \{.*\}) from /.test(line))
    }
    expect(files.filter(isBarrel)).toEqual([])
    expect(files.filter((file) => /\/index\.tsx?$/.test(file))).toEqual([])
  })

  it('keeps its files short', () => {
    const long = [...files, ...styles].filter((file) => readFileSync(file, 'utf8').split('\n').length > 250)
    expect(long).toEqual([])
  })

  it('holds no sentence in a component: what people read is in client/text', () => {
    const chinese = /[\u4e00-\u9fff]/
    const components = files.filter((file) => within('client/')(file) && !within('client/text/')(file))
    expect(components.filter((file) => chinese.test(readFileSync(file, 'utf8')))).toEqual([])
  })

  it('takes every colour from the tokens', () => {
    const parts = [...styles, ...files.filter((file) => file.endsWith('.tsx'))].filter(within('client/'))
    const colour = /(?:[:,(\s'"]#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})\b)|\b(?:rgb|hsl)a?\(/i
    const own = parts.filter((file) => file !== 'client/ui/tokens.css' && colour.test(readFileSync(file, 'utf8')))
    expect(own).toEqual([])
  })

  it('says everything in both languages', async () => {
    const keys = (value: unknown, path = ''): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`))
        : [path.replace(/_(one|other|zero)$/, '')]
    for (const file of files.filter(within('client/text/zh-CN/'))) {
      const zh = await import(join(process.cwd(), file))
      const en = await import(join(process.cwd(), file.replace('zh-CN', 'en')))
      expect([...new Set(keys(en))].sort(), file).toEqual([...new Set(keys(zh))].sort())
    }
  })
})
