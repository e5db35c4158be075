import { expect, test, vi } from 'vitest'
import { runCommand } from './setup/commands.ts'
import { freshDatabase } from './setup/database.ts'
import { runningServer } from './setup/server-process.ts'

// each test starts processes, which takes long on a busy machine
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const linkIn = (said: string) => /\S+\/l\/setup#(\S+)/.exec(said)

async function ask<T>(url: string, query: string, variables: object): Promise<T> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  return (await answer.json()).data
}

const stateOf = async (url: string, secret: string) =>
  (await ask<{ setUpState: string }>(url, 'query ($secret: String) { setUpState(secret: $secret) }', { secret }))
    .setUpState

/** The role of the account that signs in; undefined where it may not, or where the busy server has to be asked again. */
const signIn = async (url: string, username: string) =>
  (
    await ask<{ signIn: { viewer: { role: string } } } | null>(
      url,
      'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { role } } }',
      { input: { username, password: 'a password' } },
    )
  )?.signIn.viewer.role

test('of several nodes on one database the first shows the link, and one that starts after it has ended voids it', async () => {
  const DATABASE_URL = await freshDatabase()
  const first = await runningServer({ DATABASE_URL, PUBLIC_URL: 'https://sizhen.example.org/' })
  const [link, secret] = linkIn(first.said())!
  expect(link).toBe(`https://sizhen.example.org/l/setup#${secret}`)
  const second = await runningServer({ DATABASE_URL })
  expect(linkIn(second.said())).toBeNull()
  expect(second.said()).toContain('in the output of the server that was started first')
  expect(await stateOf(second.url, secret!)).toBe('OPEN')
  first.child.kill('SIGKILL')
  await first.ended
  const third = await runningServer({ DATABASE_URL })
  const [, newer] = linkIn(third.said())!
  expect([await stateOf(second.url, secret!), await stateOf(second.url, newer!)]).toEqual(['CLOSED', 'OPEN'])
  third.child.kill('SIGTERM')
  expect(await third.ended).toBe(0)
  // a command makes the first account beside the node that still runs
  const args = ['--username', 'chair', '--name', '主席', '--union', '北院门街道总工会']
  const made = await runCommand('create-account', args, { env: { DATABASE_URL }, input: 'a password\n' })
  expect(made).toMatchObject({ code: 0, err: '' })
  await expect.poll(() => signIn(second.url, 'chair'), { timeout: 60_000 }).toBe('COMMAND')
  expect(await stateOf(second.url, newer!)).toBe('DONE')
  const fourth = await runningServer({ DATABASE_URL })
  expect(linkIn(fourth.said())).toBeNull()
  expect(fourth.said()).not.toContain('no account')
})
