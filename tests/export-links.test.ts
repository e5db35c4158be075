import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runAt } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { type Exporter, exportedLines, exportLink, exportTokens } from '#tests/setup/exports.ts'
import { anAccount, aUnion } from '#tests/setup/factories.ts'
import { closeIssue, openIssue, planVisit, skipVisit, updateEnterprise } from '#tests/setup/mutations.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let app: TestApp
let union: SmallUnion
let tokens: Record<Exporter, string>

const minute = 60_000
const lists = ['ENTERPRISES', 'CAMPAIGN', 'VISITS', 'ISSUES', 'SUPPLY_ORDERS', 'SUPPLIERS', 'SQUADS', 'POLICIES']

beforeAll(async () => {
  app = await startTestApp()
  union = await aSmallUnion()
  tokens = await exportTokens(app, union)
})
afterAll(() => app.close())

async function urlOf(token: string, list: string, args = ''): Promise<string> {
  const link = await exportLink(app, token, list, { args })
  if (!('url' in link)) throw new Error(link.code)
  return link.url
}
const status = async (url: string) => (await fetch(url)).status

describe('a text that a spreadsheet could take for a formula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠A', "'＠A"],
    ['1=1', '1=1'],
    ['a+b', 'a+b'],
    ['"甲","乙"', '"""甲"",""乙"""'],
  ])('%s is written as %s in every column of text', async (text, written) => {
    const issue = await openIssue(union.command, union.enterprises[0], { title: text, evidence: text, saidBy: text })
    await closeIssue(union.command, issue.id, { closingNote: text })
    const line = (await exportedLines(app, tokens.command, 'ISSUES')).at(-1)!
    expect(line).toContain(`,${written},${written},${written},Call,`)
    expect(line.endsWith(`,${written}`)).toBe(true)
  })

  it('is made harmless in a name and a reason as well', async () => {
    await updateEnterprise(union.command, union.enterprises[2]!, { name: '=cmd|calc', industry: '@零售' })
    const { id } = await planVisit(union.squads[0], union.enterprises[2]!)
    await skipVisit(union.squads[0], id, { reason: '-封闭' })
    expect((await exportedLines(app, tokens.command, 'ENTERPRISES')).at(-1)).toMatch(/^'=cmd\|calc,.*,'@零售,/)
    expect((await exportedLines(app, tokens.command, 'VISITS')).at(-1)).toMatch(/,'=cmd\|calc,.*,'-封闭,$/)
    await updateEnterprise(union.command, union.enterprises[2]!, { name: '第三家', industry: '零售' })
  })
})

describe('a link', () => {
  it('is good for five minutes: just before its end it opens, just after it no more', async () => {
    type Answer = { exportList: { url: string; expiresAt: string } }
    const madeAt = async (ago: number) => {
      const made = new Date(Date.now() - ago)
      const query = '{ exportList(list: ISSUES, format: CSV) { url expiresAt } }'
      const { exportList } = await runAt(made, () => ask<Answer>(union.command, query))
      expect(exportList.expiresAt).toBe(new Date(made.getTime() + 5 * minute).toISOString())
      return app.url + new URL(exportList.url).pathname
    }
    expect(await status(await madeAt(0))).toBe(200)
    expect(await status(await madeAt(5 * minute - 20_000))).toBe(200)
    expect(await status(await madeAt(5 * minute))).toBe(403)
    expect(await status(await madeAt(5 * minute + 1))).toBe(403)
  })

  it('says in the language in which it was asked for that it is over', async () => {
    const url = await runAt(new Date(Date.now() - 6 * minute), async () => {
      type Answer = { exportList: { url: string } }
      return (await ask<Answer>(union.command, '{ exportList(list: ISSUES, format: CSV) { url } }')).exportList.url
    })
    const response = await fetch(app.url + new URL(url).pathname)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).toMatch(/^[\p{Script=Han}\p{P}]+\n$/u)
  })

  it('cannot be changed into one of another union, list or end', async () => {
    const url = await urlOf(tokens.command, 'ISSUES')
    const [path, token] = [url.slice(0, url.lastIndexOf('/') + 1), url.slice(url.lastIndexOf('/') + 1)]
    const [body, signature] = token.split('.') as [string, string]
    const content = JSON.parse(Buffer.from(body, 'base64url').toString())
    const { id: elsewhere } = await aUnion()
    for (const change of [{ union: elsewhere }, { list: 'ACCOUNTS' }, { expires: content.expires + 1 }]) {
      const changed = Buffer.from(JSON.stringify({ ...content, ...change })).toString('base64url')
      expect(await status(`${path}${changed}.${signature}`)).toBe(404)
    }
    expect(await status(`${path}${body}`)).toBe(404)
    expect(await status(`${path}${body}.${signature}.x`)).toBe(404)
    expect(await status(`${path}${body}.${signature.slice(1)}x`)).toBe(404)
    expect(await status(url)).toBe(200)
  })

  it('of a union that is not the viewer’s is refused, and closes when it is the viewer’s no more', async () => {
    const other = await aSmallUnion()
    const unionId = `unionId: "${globalId('TradeUnion', other.unionId)}"`
    for (const list of lists) {
      expect(await exportLink(app, tokens.command, list, { args: unionId })).toMatchObject({ code: 'NOT_FOUND' })
    }
    const { id: district } = await aUnion({ level: 'DISTRICT' })
    await db.tradeUnion.update({ where: { id: other.unionId }, data: { parentId: district } })
    await db.tradeUnion.update({ where: { id: union.unionId }, data: { parentId: district } })
    const watcher = await app.signInAs((await anAccount(district, { role: 'DISTRICT' })).username)
    expect(await exportLink(app, watcher, 'ENTERPRISES')).toMatchObject({ code: 'INVALID', field: 'unionId' })
    const url = await urlOf(watcher, 'ENTERPRISES', unionId)
    expect(await status(url)).toBe(200)
    await db.tradeUnion.update({ where: { id: other.unionId }, data: { parentId: null } })
    expect(await status(url)).toBe(404)
  })

  it('that nobody has signed is not found, whatever stands in it', async () => {
    const mac = 'a'.repeat(42)
    for (const token of ['', '.', 'a.b', `a.${mac}a`, `a.${mac}a.c`, '%00.%ff']) {
      const { port } = new URL(app.url)
      // as bytes, which fetch would write in another way
      const answer = request({ host: '127.0.0.1', port, path: `/downloads/${token}` }).end()
      const [{ statusCode }] = await once(answer, 'response')
      expect([token, statusCode]).toEqual([token, 404])
    }
  })

  it('closes with its session, and shows what the role sees when it is opened', async () => {
    const account = await anAccount(union.unionId)
    const token = await app.signInAs(account.username)
    const [url, accounts] = [await urlOf(token, 'ENTERPRISES'), await urlOf(token, 'ACCOUNTS')]
    expect((await (await fetch(url)).text()).split('\r\n')[0]).toContain('Owner phone')
    await db.account.update({ where: { id: account.id }, data: { role: 'SQUAD', squadId: union.squads[0].squadId } })
    expect(await status(accounts)).toBe(403)
    await db.account.update({
      where: { id: account.id },
      data: { role: 'ENTERPRISE', enterpriseId: union.enterprises[1] },
    })
    expect((await (await fetch(url)).text()).trim().split('\r\n')).toHaveLength(2)
    await app.gql(token, 'mutation { signOut { signedOut } }')
    expect(await status(url)).toBe(401)
  })

  it('is given to no wall, and that of accounts and of refused rows to the command centre alone', async () => {
    const rosterId = `rosterId: "${globalId('RosterImport', crypto.randomUUID())}"`
    for (const list of lists) {
      expect(await exportLink(app, tokens.wall, list)).toMatchObject({ code: 'FORBIDDEN' })
    }
    for (const name of ['squad', 'agency', 'enterprise', 'watching', 'wall'] as const) {
      expect(await exportLink(app, tokens[name], 'ACCOUNTS')).toMatchObject({ code: 'FORBIDDEN' })
      expect(await exportLink(app, tokens[name], 'ROSTER_REFUSED', { args: rosterId })).toMatchObject({
        code: 'FORBIDDEN',
      })
    }
    expect(await exportLink(app, tokens.command, 'ROSTER_REFUSED', { args: rosterId })).toMatchObject({
      code: 'NOT_FOUND',
    })
    const noRoster = { code: 'INVALID', field: 'rosterId' }
    expect(await exportLink(app, tokens.command, 'ROSTER_REFUSED')).toMatchObject(noRoster)
    expect(await exportLink(app, tokens.command, 'ISSUES', { args: rosterId })).toMatchObject(noRoster)
  })

  it('of refused rows is one of the own union’s rosters', async () => {
    const other = await aSmallUnion()
    const row = {
      sheet: '',
      row: 2,
      kind: 'REFUSE',
      name: '',
      creditCode: '',
      entry: null,
      changes: [],
      original: ['甲'],
    }
    const reasons = [{ column: 'creditCode', reason: 'REQUIRED' }]
    const roster = (unionId: string) =>
      db.rosterImport.create({
        data: {
          unionId,
          actorId: union.command.accountId,
          fileName: '名册.csv',
          headers: ['单位'],
          rows: [{ ...row, reasons }],
        },
      })
    const args = ({ id }: { id: string }) => ({ args: `rosterId: "${globalId('RosterImport', id)}"` })
    const [ours, theirs] = [await roster(union.unionId), await roster(other.unionId)]
    expect(await exportedLines(app, tokens.command, 'ROSTER_REFUSED', args(ours))).toEqual([
      '单位,Sheet of the file,Row of the file,Why refused',
      '甲,,2,Credit code is required',
    ])
    expect(await exportedLines(app, tokens.command, 'ROSTER_REFUSED', { ...args(ours), language: 'zh' })).toEqual([
      '单位,原工作表,原行号,拒绝原因',
      '甲,,2,统一社会信用代码:必填',
    ])
    expect(await exportLink(app, tokens.command, 'ROSTER_REFUSED', args(theirs))).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a filter', () => {
  const filters = {
    search: 'search: "店"',
    enterprises: 'enterprises: { industry: "零售" }',
    visits: 'visits: { counts: true }',
    issues: 'issues: { status: OPEN }',
    supplyOrders: 'supplyOrders: { open: true }',
    enterpriseOrder: 'enterpriseOrder: { by: NAME, direction: ASC }',
    visitOrder: 'visitOrder: { by: SQUAD, direction: DESC }',
    issueOrder: 'issueOrder: { by: SEVERITY, direction: DESC }',
    supplyOrderOrder: 'supplyOrderOrder: { by: GAP, direction: DESC }',
    supplierOrder: 'supplierOrder: { by: NAME, direction: ASC }',
    accountOrder: 'accountOrder: { by: ROLE, direction: ASC }',
  }
  const own: Record<string, string[]> = {
    ENTERPRISES: ['search', 'enterprises', 'enterpriseOrder'],
    VISITS: ['search', 'visits', 'visitOrder'],
    ISSUES: ['search', 'issues', 'issueOrder'],
    SUPPLY_ORDERS: ['search', 'supplyOrders', 'supplyOrderOrder'],
    SUPPLIERS: ['search', 'supplierOrder'],
    ACCOUNTS: ['search', 'accountOrder'],
  }

  it.each(lists)('of another list than %s is INVALID, its own is not', async (list) => {
    for (const [name, filter] of Object.entries(filters)) {
      const link = await exportLink(app, tokens.command, list, { args: `filter: { ${filter} }` })
      if (own[list]?.includes(name)) expect(link).toHaveProperty('url')
      else expect(link).toMatchObject({ code: 'INVALID', field: `filter.${name}` })
    }
  })
})
