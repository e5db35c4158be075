import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { QueryConfig, QueryResult } from 'pg'
import { root } from '#server/platform/paths.ts'
import { startPostgres } from '#server/postgres/embedded.ts'

const schemaFolder = join(root, 'prisma', 'schema')
const migrationsFolder = join(root, 'prisma', 'migrations')

// a second load breaks the first, also where a test runner evaluates this module twice
const loaded = globalThis as unknown as Record<symbol, Promise<void> | undefined>
const loadedKey = Symbol.for('sizhen.schema-engine')

async function load(): Promise<void> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(script.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engineModule as never })
  ;(engineModule as unknown as { __wbg_set_wasm(exports: unknown): void }).__wbg_set_wasm(instance.exports)
  ;(instance.exports as { __wbindgen_start?(): void }).__wbindgen_start?.()
}

const oneByteChar = 18
const text = 25

// The adapter's executeScript cuts at every semicolon, inside a function's body too, and it cannot read the catalogue's
// type "char"; PostgreSQL 18 lists NOT NULL among the constraints, and the engine fails over it and over checks, which a Prisma
// schema cannot describe.
class ShadowFactory extends PrismaPg {
  override async connectToShadowDb() {
    const shadow = await super.connectToShadowDb()
    const pool = shadow.underlyingDriver()
    const query = pool.query.bind(pool) as (config: QueryConfig) => Promise<QueryResult>
    pool.query = (async (config: QueryConfig) => {
      const result = await query({
        ...config,
        text: config.text.replace(`('p', 'u', 'f')`, `('p', 'u', 'f', 'n', 'c')`),
      })
      for (const field of result.fields) if (field.dataTypeID === oneByteChar) field.dataTypeID = text
      return result
    }) as never
    shadow.executeScript = async (script) => {
      await query({ text: script })
    }
    return shadow
  }
}

/** What the migrations lack against the Prisma schema, as SQL; replayed on the given empty database. */
export async function schemaDrift(shadowUrl: string): Promise<string> {
  loaded[loadedKey] ??= load()
  await loaded[loadedKey]
  const files = await schemaFiles()
  const migrations = await migrationList()
  const factory = bindMigrationAwareSqlAdapterFactory(new ShadowFactory(shadowUrl))
  const datamodels = files.map(({ path, content }): [string, string] => [path, content])
  const engine = await engineModule.SchemaEngine.new({ datamodels }, () => {}, factory as never)
  try {
    const { stdout } = await engine.diff({
      from: migrations.migrationDirectories.length ? { tag: 'migrations', ...migrations } : { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
      shadowDatabaseUrl: null,
    } as never)
    return (stdout ?? '').includes('This is an empty migration') ? '' : (stdout ?? '')
  } finally {
    engine.free()
  }
}

/** Runs the work on an empty database of a PostgreSQL made for it alone. */
export async function withScratchDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sizhen-scratch-'))
  // started by root, PostgreSQL runs as nobody and must reach it
  await chmod(folder, 0o755)
  try {
    const postgres = await startPostgres(folder, { fsync: 'off' })
    return await work(postgres.ownerUrl).finally(() => postgres.stop())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Writes the SQL as the newest migration and answers with its file. */
export async function writeMigration(name: string, sql: string): Promise<string> {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = join(migrationsFolder, `${stamp}_${name}`)
  await mkdir(folder, { recursive: true })
  await writeFile(join(migrationsFolder, 'migration_lock.toml'), 'provider = "postgresql"\n')
  const file = join(folder, 'migration.sql')
  await writeFile(file, sql)
  return file
}

async function schemaFiles(): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(schemaFolder)).filter((name) => name.endsWith('.prisma')).sort()
  const read = (path: string) => readFile(path, 'utf8').then((content) => ({ path, content }))
  return Promise.all(names.map((name) => read(join(schemaFolder, name))))
}

async function migrationList() {
  const entries = await readdir(migrationsFolder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const directory = async (path: string) => ({
    path,
    migrationFile: {
      path: 'migration.sql',
      content: { tag: 'ok' as const, value: await readFile(join(migrationsFolder, path, 'migration.sql'), 'utf8') },
    },
  })
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.sort().map(directory)),
  }
}
