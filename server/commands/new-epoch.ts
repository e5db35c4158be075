import { randomUUID } from 'node:crypto'
import { readEnv } from '#server/platform/env.ts'
import { db } from '#server/postgres/db.ts'
import { withClient } from './database.ts'
import { run } from './run.ts'

await run({
  usage: `Gives every stream of events a new epoch, so that every screen and subscriber takes the snapshot again. To be run
after the database was restored by other means than npm run restore, before a server starts on it.

  npm run new-epoch

Takes DATA_DIR and DATABASE_URL as the server does; with DATA_DIR the server must be stopped.`,

  work: () =>
    withClient(readEnv(), 'start', async () => {
      const { count } = await db.stream.updateMany({ data: { epoch: randomUUID() } })
      console.log(`${count} streams have a new epoch. 已更换 ${count} 个事件流的世代。`)
    }),
})
