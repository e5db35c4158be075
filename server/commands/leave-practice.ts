import type { Client } from 'pg'
import { onOneConnection } from '#server/backup/connection.ts'
import { tablesOf } from '#server/backup/tables.ts'
import { readEnv } from '#server/platform/env.ts'
import { StartError } from '#server/platform/start-error.ts'
import { fillLock, jobLock, practiceMarker, practiceOver } from '#server/postgres/locks.ts'
import { prepareDatabase } from '#server/postgres/prepare.ts'
import { withDatabase } from './database.ts'
import { askOnce } from './questions.ts'
import { run } from './run.ts'

/** What a person types to agree. */
const agreement = /^(delete|删除)$/i

/** What is counted before it is deleted. */
const counted = [
  ['TradeUnion', 'unions', '个工会'],
  ['Account', 'accounts', '个账号'],
  ['Enterprise', 'enterprises', '家企业'],
  ['Visit', 'visits', '次走访'],
  ['Issue', 'issues', '个问题'],
  ['SupplyOrder', 'supply orders', '笔物资预定'],
  ['Event', 'events', '条事件'],
] as const

await run({
  usage: `Deletes the practice data and all else in the database, and makes it ready for real use: from then on practice data is
never loaded into it again. The server must be stopped.

  npm run leave-practice [-- --yes]

  --yes  deletes without asking

It first says what it will delete. To keep a copy, make one before: npm run backup -- FILE. Takes DATA_DIR and
DATABASE_URL as the server does.`,
  options: { yes: { type: 'boolean', default: false } },
  failure: 'It failed and changed nothing:',
  stopped: 'Stopped: nothing was deleted. 已中断,没有删除任何内容。',

  async work({ values: { yes }, signal }) {
    await withDatabase(readEnv(), 'start', async (database) => {
      await prepareDatabase(database)
      await onOneConnection(database.ownerUrl, (client) => leavePractice(client, yes, signal), signal)
    })
  },
})

async function leavePractice(client: Client, yes: boolean, signal: AbortSignal): Promise<void> {
  await refuseReal(client)
  await refuseServed(client)
  const counts = await countRows(client)
  console.log(`This will be deleted, with all else in the database:\n  ${counts.en}`)
  console.log(`将删除以下内容及数据库中的其他一切:\n  ${counts.zh}\n`)
  console.log('Files of backups stay. 已有的备份文件不受影响。')
  if (!yes && !agreement.test(await askOnce('Type “delete” to go on 输入“删除”继续', signal))) {
    return console.log('Nothing was deleted. 没有删除任何内容。')
  }
  await deleteEverything(client)
  console.log(`The practice data is gone; the database is empty and for real use. 演练数据已删除,数据库已清空,可正式使用。
Next: npm start prints the link by which you make your union and its first account.
下一步:执行 npm start,打开它显示的链接,建立工会和第一个账号。`)
}

/** Refuses a database whose rows somebody needs: it never had practice data, or has them no more. */
async function refuseReal(client: Client): Promise<void> {
  const { rows } = await client.query<{ marker: string }>(
    `SELECT convert_from(value, 'UTF8') AS marker FROM "Secret" WHERE name = $1`,
    [practiceMarker],
  )
  const marker = rows[0]?.marker
  if (marker && marker !== practiceOver) return
  throw new StartError(
    'This database holds no practice data, so nothing is deleted. 数据库里没有演练数据,不会删除任何内容。',
  )
}

/** Refuses while a node serves from the database, which would go on with what it has read before. */
async function refuseServed(client: Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND classid = $1 AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [jobLock],
  )
  if (rowCount) {
    throw new StartError(
      'A Sizhen server is running on this database: stop every one of them first. 服务正在运行,请先全部停止。',
    )
  }
}

async function countRows(client: Client): Promise<{ en: string; zh: string }> {
  const counts: { en: string; zh: string }[] = []
  for (const [table, en, zh] of counted) {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${table}"`)
    const count = rows[0]!.count.toLocaleString('en')
    counts.push({ en: `${count} ${en}`, zh: `${count} ${zh}` })
  }
  return { en: counts.map(({ en }) => en).join(', '), zh: counts.map(({ zh }) => zh).join('、') }
}

/** Deletes every row, also of the stored jobs, in one transaction; a node that starts meanwhile waits for its end. */
async function deleteEverything(client: Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [fillLock])
  await client.query(`BEGIN; SET LOCAL lock_timeout = '10s'`)
  await refuseServed(client)
  // events and the audit are only ever appended, and triggers hold everybody to it
  const appended = ['Event', 'AuditEntry']
  for (const name of appended) await client.query(`ALTER TABLE "${name}" DISABLE TRIGGER USER`)
  const tables = (await tablesOf(client)).map(({ name }) => `public."${name}"`)
  await client.query(`TRUNCATE ${tables.join(', ')}, graphile_worker._private_jobs`)
  for (const name of appended) await client.query(`ALTER TABLE "${name}" ENABLE TRIGGER USER`)
  await client.query('INSERT INTO "Secret" (name, value) VALUES ($1, $2)', [practiceMarker, Buffer.from(practiceOver)])
  await client.query('COMMIT')
}
