import { resolve } from 'node:path'
import { onOneConnection } from '#server/backup/connection.ts'
import { load } from '#server/backup/load.ts'
import { Backup } from '#server/backup/reader.ts'
import { grouped, summaryOf } from '#server/backup/summary.ts'
import { readEnv } from '#server/platform/env.ts'
import { Progress } from '#server/platform/progress.ts'
import { readMigrations } from '#server/postgres/migrate.ts'
import { grantRights } from '#server/postgres/rights.ts'
import { withDatabase } from './database.ts'
import { Questions } from './questions.ts'
import { run } from './run.ts'

const remedies = {
  embedded: 'Restore into a new folder: set DATA_DIR to one, or move the old one away. 请换一个空的 DATA_DIR 再恢复。',
  server:
    'Restore into a new database: make one and name it in DATABASE_URL. 请新建空数据库,写入 DATABASE_URL 后再恢复。',
}

await run({
  usage: `Reads a backup into an empty database: the embedded one of DATA_DIR while no server runs, or that of DATABASE_URL.

  npm run restore -- FILE

The key of an encrypted backup (AGE-SECRET-KEY-…) is asked for, or read from standard input.`,
  operands: ['FILE'],
  failure: 'The restore failed and changed nothing:',
  stopped: 'Stopped: nothing was changed. 已中断,数据库未作任何改动。',

  async work({ operands: [file], signal }) {
    const env = readEnv()
    const remedy = env.DATABASE_URL ? remedies.server : remedies.embedded
    const backup = await Backup.open(resolve(file!), () => askKey(signal))
    try {
      await withDatabase(env, 'start', async (database) => {
        await restore(database.ownerUrl, backup, remedy, signal)
        await grantRights(database)
      })
    } finally {
      await backup.close()
    }
  },
})

/** Asks for the secret key of an encrypted backup. */
async function askKey(signal: AbortSignal): Promise<string> {
  const questions = new Questions(signal)
  try {
    return await questions.ask('Key of the backup 备份的密钥', { hidden: true })
  } finally {
    questions.close()
  }
}

async function restore(url: string, backup: Backup, remedy: string, signal: AbortSignal): Promise<void> {
  const progress = new Progress('Restoring')
  const onRows = (table: string, rows: number) => progress.show(`${table} ${grouped(rows)}`)
  const loading = { migrations: await readMigrations(), remedy, onRows }
  await onOneConnection(url, (client) => load(client, backup, loading), signal).finally(() => progress.end())
  const { header } = backup.contents
  const { en, zh } = summaryOf(backup.contents)
  console.log(`Restored the backup of ${header.createdAt}: ${en}. 已恢复:${zh}。
Every screen and subscriber starts again by itself. 各端会自动重新同步。
Sessions and tokens that were ended after the backup are valid again: end them again. 备份之后注销的会话和令牌重新有效,请再次注销。
To compare the figures with the rows: npm run verify-tallies. 核对数字:npm run verify-tallies。`)
}
