import { newUsername } from '#server/modules/people/new-account.ts'
import { checkChoice, newPassword } from '#server/modules/people/passwords.ts'
import { setUpAccount, setUpUnionWithAccount } from '#server/modules/people/set-up.ts'
import type { NewUnion } from '#server/modules/unions/new-union.ts'
import { readEnv } from '#server/platform/env.ts'
import { StartError } from '#server/platform/start-error.ts'
import { db } from '#server/postgres/db.ts'
import { prepareDatabase } from '#server/postgres/prepare.ts'
import { withClient } from './database.ts'
import { Questions } from './questions.ts'
import { run, UsageError } from './run.ts'

type Role = 'COMMAND' | 'DISTRICT'
type Wanted = { username?: string; name?: string; union?: string; role: Role }

await run({
  usage: `Makes an account on the server, and its union where there is none: also while the server runs.
The first account of an empty system is easier made by the link that npm start prints.

  npm run create-account -- [--username NAME] [--name "SHOWN NAME"] [--union "UNION"] [--role COMMAND|DISTRICT]

  --username NAME      the name to sign in with: 2 to 40 letters, digits, . _ -
  --name "SHOWN NAME"  the name that others see; the username if it is left empty
  --union "UNION"      the union that the account belongs to; it is made if there is none of that name
  --role ROLE          COMMAND, the default, for a sub-district's command centre, or DISTRICT

What is left out is asked for. The password is asked for, or read from standard input. Takes DATA_DIR and DATABASE_URL
as the server does, which may run meanwhile. A district's account first, then its sub-districts' unions stand under it.`,
  options: {
    username: { type: 'string' },
    name: { type: 'string' },
    union: { type: 'string' },
    role: { type: 'string', default: 'COMMAND' },
  },

  async work({ values: { role, ...values }, signal }) {
    if (role !== 'COMMAND' && role !== 'DISTRICT') throw new UsageError('--role is COMMAND or DISTRICT.')
    await withClient(readEnv(), 'join', async (database) => {
      await prepareDatabase(database)
      const questions = new Questions(signal)
      try {
        await createAccount({ ...values, role }, questions)
      } finally {
        questions.close()
      }
    })
  },
})

async function createAccount({ username: wanted, name, union, role }: Wanted, questions: Questions): Promise<void> {
  const place = await findUnion(union, role, questions)
  const username = wanted ?? (await questions.ask('Username 用户名'))
  const displayName = (name ?? (await questions.ask('Name to show 显示名'))) || username
  const password = await questions.ask('Password, 8 characters or more 密码', { hidden: true })
  if (!newUsername.safeParse(username).success) throw new StartError('A username has 2–40 letters, digits, . _ -')
  if (!newPassword.safeParse(password).success) throw new StartError('A password has 8–200 characters.')
  checkChoice(password, { username, displayName })
  const account = { username, displayName, password }
  if (typeof place === 'string') await setUpAccount(place, { ...account, role })
  else await setUpUnionWithAccount(place, account)
  console.log(`The account ${username} may now sign in. 账号 ${username} 已建立。`)
}

/** The id of the named union, or of the only one there is; a new one where there is none of that name. */
async function findUnion(named: string | undefined, role: Role, questions: Questions): Promise<string | NewUnion> {
  const level = role === 'DISTRICT' ? 'DISTRICT' : 'SUBDISTRICT'
  const unions = await db.tradeUnion.findMany({ where: { level }, select: { id: true, name: true } })
  if (!named && unions.length === 1) return unions[0]!.id
  const name = named ?? (await questions.ask('Name of the union 工会名称'))
  const known = unions.find((union) => union.name === name)
  if (known) return known.id
  if (!name) throw new StartError('A union needs a name.')
  const districts = await db.tradeUnion.findMany({ where: { level: 'DISTRICT' }, select: { id: true } })
  const parentId = level === 'SUBDISTRICT' && districts.length === 1 ? districts[0]!.id : null
  return { name, level, parentId }
}
