import type { Client } from 'pg'
import { StartError } from '#server/platform/start-error.ts'
import { practiceLoading, practiceMarker } from '#server/postgres/locks.ts'

/** Throws a StartError while practice data is being loaded: the next start would delete or refuse such data. */
export async function refuseWhileLoading(client: Client): Promise<void> {
  const sql = 'SELECT 1 FROM "Secret" WHERE name = $1 AND value = $2'
  const { rowCount } = await client.query(sql, [practiceMarker, Buffer.from(practiceLoading)])
  if (!rowCount) return
  throw new StartError(
    'The practice data is not loaded to its end: start the server, wait until it serves, and make the backup then. ' +
      '演练数据尚未载入完毕,请启动服务、待其就绪后再备份。',
  )
}
