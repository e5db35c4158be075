import { resolve } from 'node:path'
import { onOneConnection } from '#server/backup/connection.ts'
import { beginDump } from '#server/backup/dump.ts'
import { grouped, megabytes, summaryOf } from '#server/backup/summary.ts'
import { refuseTaken, writeBackup } from '#server/backup/writer.ts'
import { readEnv } from '#server/platform/env.ts'
import { Progress } from '#server/platform/progress.ts'
import { StartError } from '#server/platform/start-error.ts'
import { hasCluster } from '#server/postgres/cluster.ts'
import { withDatabase } from './database.ts'
import { run } from './run.ts'

await run({
  usage: `Writes everything in the database, as of one moment, to a file. The server may go on serving.

  npm run backup -- FILE [--overwrite]

  --overwrite  replaces a file of that name

Takes DATA_DIR, DATABASE_URL and BACKUP_RECIPIENTS, for whom the file is encrypted, as the server does.`,
  operands: ['FILE'],
  options: { overwrite: { type: 'boolean', default: false } },
  failure: 'The backup failed and left no file:',
  stopped: 'Stopped: no backup was made. 已中断,未生成备份。',

  async work({ operands, values: { overwrite }, signal }) {
    const file = resolve(operands[0]!)
    const env = readEnv()
    await refuseTaken(file, overwrite)
    if (!env.DATABASE_URL && !hasCluster(env.DATA_DIR)) {
      throw new StartError(
        `There is nothing to back up: DATA_DIR ${env.DATA_DIR} has no database. 没有可备份的数据库。`,
      )
    }
    await withDatabase(env, 'join', ({ ownerUrl }) =>
      backUp(ownerUrl, { file, overwrite, recipients: env.BACKUP_RECIPIENTS }, signal),
    )
  },
})

type Wanted = { file: string; overwrite: boolean; recipients: readonly string[] }

async function backUp(url: string, { file, overwrite, recipients }: Wanted, signal: AbortSignal): Promise<void> {
  const progress = new Progress('Backing up')
  const work = async (client: Parameters<typeof beginDump>[0]) => {
    const dump = await beginDump(client)
    const text = dump.text((table, rows) => progress.show(`${table} ${grouped(rows)}`))
    const size = await writeBackup(file, overwrite, text, recipients)
    return { size, ...summaryOf(dump.contents()) }
  }
  const { size, en, zh } = await onOneConnection(url, work, signal).finally(() => progress.end())
  console.log(`Backed up to ${file}: ${en}, ${megabytes(size)}. 已备份:${zh}。`)
  console.log(
    recipients.length > 0
      ? 'It is encrypted: only the holders of the keys can read it, and nobody without them. 文件已加密,没有密钥无法恢复。'
      : 'It holds personal data and password hashes: keep it where only you can read it. 文件含个人信息,请妥善保管。',
  )
}
