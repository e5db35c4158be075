import { parseArgs } from 'node:util'
import { setUpAccount } from '#server/modules/people/set-up.ts'
import { createUnion } from '#server/modules/unions/set-up.ts'
import { readEnv } from '#server/platform/env.ts'
import { AppError } from '#server/platform/errors.ts'
import { StartError } from '#server/platform/start-error.ts'
import { Questions } from '#server/platform/terminal.ts'
import { db, openDb } from '#server/postgres/db.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { migrate } from '#server/postgres/migrate.ts'

const usage = `Makes an account on the server, and its union where there is none: the first one of an empty system.

  npm run create-account -- [--username NAME] [--name "SHOWN NAME"] [--union "UNION"] [--role COMMAND|DISTRICT]

What is left out is asked for. The password is asked for, or read from standard input. Takes DATA_DIR and DATABASE_URL
as the server does; with DATA_DIR the server must be stopped. A district's account first, then its sub-districts' unions
stand under it.`

async function createOne(): Promise<void> {
  const { values } = parseArgs({
    options: {
      username: { type: 'string' },
      name: { type: 'string' },
      union: { type: 'string' },
      role: { type: 'string', default: 'COMMAND' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(usage)
  const { role } = values
  if (role !== 'COMMAND' && role !== 'DISTRICT') throw new StartError(`--role is COMMAND or DISTRICT.\n\n${usage}`)
  const questions = new Questions()
  try {
    const unionId = await theUnion(values.union, role, questions)
    const username = values.username ?? (await questions.ask('Username 用户名'))
    const displayName = values.name ?? (await questions.ask('Name to show 显示名'))
    const password = await questions.ask('Password, 8 characters or more 密码', true)
    if (!/^[\p{L}\p{N}._-]{2,40}$/u.test(username)) throw new StartError('A username has 2–40 letters, digits, . _ -')
    if (password.length < 8 || password.length > 200) throw new StartError('A password has 8–200 characters.')
    await setUpAccount(unionId, { username, displayName: displayName || username, role, password })
    console.log(`The account ${username} may now sign in. 账号 ${username} 已建立。`)
  } finally {
    questions.close()
  }
}

/** The named union, or the only one there is; a new one where there is none of that name. */
async function theUnion(
  named: string | undefined,
  role: 'COMMAND' | 'DISTRICT',
  questions: Questions,
): Promise<string> {
  const level = role === 'DISTRICT' ? 'DISTRICT' : 'SUBDISTRICT'
  const unions = await db.tradeUnion.findMany({ where: { level }, select: { id: true, name: true } })
  if (!named && unions.length === 1) return unions[0]!.id
  const name = named ?? (await questions.ask('Name of the union 工会名称'))
  const known = unions.find((union) => union.name === name)
  if (known) return known.id
  if (!name) throw new StartError('A union needs a name.')
  const districts = await db.tradeUnion.findMany({ where: { level: 'DISTRICT' }, select: { id: true } })
  const parentId = level === 'SUBDISTRICT' && districts.length === 1 ? districts[0]!.id : null
  return createUnion({ name, level, parentId })
}

async function main(): Promise<void> {
  const env = readEnv()
  const embedded = env.DATABASE_URL ? null : await startPostgres(env.DATA_DIR)
  try {
    const url = env.DATABASE_URL ?? embedded!.url
    await migrate(url)
    openDb(url, 2)
    await createOne().finally(() => db.$disconnect())
  } finally {
    await embedded?.stop()
  }
}

await main().catch((error) => {
  console.error(error instanceof StartError || error instanceof AppError ? error.message : error)
  process.exitCode = 1
})
