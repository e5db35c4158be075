import { amount, megabytes, progress, readArguments, runCommand } from '#server/backup/command.ts'
import { onOneConnection } from '#server/backup/connection.ts'
import { takeMoment } from '#server/backup/dump.ts'
import { refuseTaken, writeBackup } from '#server/backup/writer.ts'
import { readEnv } from '#server/platform/env.ts'
import { StartError } from '#server/platform/start-error.ts'
import { hasCluster } from '#server/postgres/cluster.ts'
import { joinPostgres } from '#server/postgres/embedded.ts'

const usage = `Writes everything in the database, as of one moment, to a file. The server may go on serving.

  npm run backup -- FILE [--overwrite]`

async function main(): Promise<void> {
  const { file, given } = readArguments(usage, 'overwrite')
  const overwrite = given.has('overwrite')
  const env = readEnv()
  await refuseTaken(file, overwrite)
  if (!env.DATABASE_URL && !hasCluster(env.DATA_DIR)) {
    throw new StartError(`There is nothing to back up: DATA_DIR ${env.DATA_DIR} has no database. 没有可备份的数据库。`)
  }
  const embedded = env.DATABASE_URL ? null : await joinPostgres(env.DATA_DIR)
  try {
    await backUp(env.DATABASE_URL ?? embedded!.url, file, overwrite)
  } finally {
    await embedded?.stop()
  }
}

async function backUp(url: string, file: string, overwrite: boolean): Promise<void> {
  let stopped = false
  const said = progress('Backing up')
  const { contents, size } = await onOneConnection(url, async (client) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // whatever waits for the database fails then, and cleans up
      process.once(signal, () => {
        stopped = true
        void client.end()
      })
    }
    const moment = await takeMoment(client)
    const size = await writeBackup(file, overwrite, moment.text(said.rows))
    return { contents: moment.contents(), size }
  })
    .catch((error) => {
      throw stopped ? new StartError('Stopped: no backup was made. 已中断,未生成备份。') : error
    })
    .finally(said.done)
  const { en, zh } = amount(contents)
  console.log(`Backed up to ${file}: ${en}, ${megabytes(size)}. 已备份:${zh}。`)
  console.log(
    'It holds personal data and password hashes: keep it where only you can read it. 文件含个人信息,请妥善保管。',
  )
}

await runCommand('The backup failed and left no file:', main)
