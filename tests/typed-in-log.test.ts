import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { testPassword } from './setup/app.ts'
import { sql } from './setup/backups.ts'
import { freshDatabase } from './setup/database.ts'
import { anAccount, aUnion } from './setup/factories.ts'
import { runningServer } from './setup/server-process.ts'
import { aSmallUnion } from './setup/small-union.ts'

vi.setConfig({ testTimeout: 240_000 })

// Everything that is typed here holds this mark.
const mark = '机密标记'

test('nothing of what is typed comes into the log, the figures or the events, whatever goes wrong', async () => {
  const DATABASE_URL = await freshDatabase()
  openDb(DATABASE_URL)
  const union = await aSmallUnion()
  const { username } = await anAccount(union.unionId, { rank: 'CHAIR' })
  const other = await anAccount((await aUnion()).id)
  await closeDb()
  const server = await runningServer({ DATABASE_URL, LOG_LEVEL: 'trace' })

  const post = async (body: string | FormData, headers: Record<string, string> = {}) => {
    const json: Record<string, string> =
      typeof body === 'string' ? { 'content-type': 'application/json' } : { 'x-sizhen-csrf': '1' }
    const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { ...json, ...headers }, body })
    return { status: answer.status, text: await answer.text() }
  }
  const asked = (query: string, variables: object = {}) => JSON.stringify({ query, variables })
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  const { text } = await post(asked(signIn, { input: { username, password: testPassword } }))
  const bearer = { authorization: `Bearer ${JSON.parse(text).data.signIn.token}` }
  const change = (name: string, input: object) =>
    post(
      asked(`mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { seq } }`, {
        input: { clientId: randomUUID(), ...input },
      }),
      bearer,
    )

  const enterpriseId = globalId('Enterprise', union.enterprises[0])
  const issue = { enterpriseId, kind: 'DIFFICULTY', category: 'RENT', severity: 'LOW', source: 'CALL', title: mark }
  const flows = async () => {
    await change('openIssue', { ...issue, evidence: mark, saidBy: mark })
    await change('openIssue', { ...issue, title: mark.repeat(200) })
    await change('createZone', { name: mark })
    await change('createZone', { name: mark })
    await change('createAccount', {
      username: `${mark}1`,
      displayName: mark,
      role: 'COMMAND',
      password: `${mark}密码八位`,
    })
    await change('setPassword', { accountId: globalId('Account', other.id), password: `${mark}密码八位` })
    await change('changePassword', { current: mark, password: `${mark}密码八位` })
    await post(asked(signIn, { input: { username: mark, password: mark } }))
    await post(asked(signIn, { input: { username, password: mark } }))
    await post(asked(`{ ${mark} }`), bearer)
    await post(asked(`{ viewer { id } # ${mark}`), bearer)
    await post(asked(`{ find(text: "${mark}") { kind } issues(search: "${mark}") { totalCount } }`), bearer)
    await post(asked(`{ issues(first: "${mark}") { totalCount } visits(after: "${mark}") { totalCount } }`), bearer)
    await post(asked('query ($d: Date!) { dayProposal(on: $d) { on } }', { d: mark }), bearer)
    await post(`{"query":"${mark}`, bearer)
    await post(asked('{ viewer { id } }'), {
      authorization: `Bearer ${mark}`.replace(mark, 'a'.repeat(43)),
      'x-mark': 'm',
    })
    await fetch(`${server.url}/graphql?query=${encodeURIComponent(`{ ${mark} }`)}`, { headers: bearer })
    await fetch(`${server.url}/${encodeURIComponent(mark)}?token=${encodeURIComponent(mark)}`)
    const form = new FormData()
    form.set('operations', `{"query":"mutation { ${mark} }"}`)
    form.set('map', `{"0":["${mark}"]}`)
    form.set('0', new File([mark], `${mark}.csv`))
    await post(form, bearer)
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
    await new Promise((resolve) => socket.once('open', resolve))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => {})
    socket.send(JSON.stringify({ type: 'connection_init', payload: { ...bearer, language: mark } }))
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: `subscription { ${mark} }` } }))
    socket.send(`{"type":"${mark}"}`)
    await closed
  }
  await flows()
  const kept = await sql(DATABASE_URL, `SELECT count(*)::int AS count FROM "Issue" WHERE title = $1`, [mark])
  expect(kept).toEqual([{ count: 1 }])

  // the same while the database refuses, in sentences that hold the values
  await sql(DATABASE_URL, `ALTER TABLE "Issue" ADD CHECK (title <> '${mark}') NOT VALID`)
  await sql(DATABASE_URL, `ALTER TABLE "Zone" RENAME COLUMN "cadreName" TO "gone"`)
  const refused = await change('openIssue', { ...issue, evidence: mark })
  expect(refused.text).not.toContain('constraint')
  await flows()

  expect(server.said()).toContain('unexpected error')
  expect(server.said()).not.toContain(mark)
  expect(server.said()).not.toContain(encodeURIComponent(mark))
  expect(await (await fetch(`${server.url}/metrics`)).text()).not.toContain(mark)
  const events = await sql(DATABASE_URL, 'SELECT row_to_json(e)::text AS text FROM "Event" e')
  expect(events.length).toBeGreaterThan(5)
  expect(events.filter(({ text }) => text.includes(mark))).toEqual([])
  const audit = await sql(DATABASE_URL, 'SELECT row_to_json(e)::text AS text FROM "AuditEntry" e')
  expect(audit.filter(({ text }) => text.includes(mark))).toEqual([])
  server.child.kill()
})
