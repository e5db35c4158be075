import { amount, progress, readArguments, runCommand } from '#server/backup/command.ts'
import { onOneConnection } from '#server/backup/connection.ts'
import { load } from '#server/backup/load.ts'
import { Backup } from '#server/backup/reader.ts'
import { readEnv } from '#server/platform/env.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { readMigrations } from '#server/postgres/migrate.ts'

const usage = `Reads a backup into an empty database: the embedded one of DATA_DIR while no server runs, or that of DATABASE_URL.

  npm run restore -- FILE`

const remedy = {
  embedded: 'Restore into a new folder: set DATA_DIR to one, or move the old one away. 请换一个空的 DATA_DIR 再恢复。',
  server:
    'Restore into a new database: make one and name it in DATABASE_URL. 请新建空数据库,写入 DATABASE_URL 后再恢复。',
}

async function main(): Promise<void> {
  const { file } = readArguments(usage)
  const env = readEnv()
  const backup = await Backup.open(file)
  try {
    const embedded = env.DATABASE_URL ? null : await startPostgres(env.DATA_DIR)
    try {
      await restore(env.DATABASE_URL ?? embedded!.url, backup, embedded ? remedy.embedded : remedy.server)
    } finally {
      await embedded?.stop()
    }
  } finally {
    await backup.close()
  }
}

async function restore(url: string, backup: Backup, remedy: string): Promise<void> {
  const said = progress('Restoring')
  const loading = { migrations: await readMigrations(), remedy, onRows: said.rows }
  await onOneConnection(url, (client) => load(client, backup, loading)).finally(said.done)
  const { header } = backup.contents
  const { en, zh } = amount(backup.contents)
  console.log(`Restored the backup of ${header.createdAt}: ${en}. 已恢复:${zh}。
Every screen and subscriber starts again by itself. 各端会自动重新同步。
Sessions and tokens that were ended after the backup are valid again: end them again. 备份之后注销的会话和令牌重新有效,请再次注销。
To compare the figures with the rows: npm run verify-tallies. 核对数字:npm run verify-tallies。`)
}

await runCommand('The restore failed and changed nothing:', main)
