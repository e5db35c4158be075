import { randomUUID } from 'node:crypto'
import readWorkbook from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEnterprise } from '#server/modules/enterprises/create.ts'
import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'
import { updateEnterprise } from '#server/modules/enterprises/update.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { signLink } from '#server/modules/reports/link.ts'
import { checkRow } from '#server/modules/rosters/compare.ts'
import { readRosterFile } from '#server/modules/rosters/file.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'
import { createEnterprises } from '#server/modules/rosters/set-up.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { localDate, runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { aCampaign, anAccount, anActor, anEnterprise, aSquad, aUnion } from '#tests/setup/factories.ts'
import { createAgencies } from '#tests/setup/organisation.ts'

let app: TestApp
let unionId: string
let command: Actor
let token: string
let enterpriseId: string
let squadId: string

const change = () => ({ clientId: randomUUID() })
const code = creditCodeOf('91610199MD0000001')

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
  const account = await anAccount(unionId)
  command = await anActor(account.id)
  token = await app.signInAs(account.username)
  squadId = await aSquad(unionId, { number: 1 })
  const receipt = await createEnterprise(command, {
    ...change(),
    name: '回坊食品',
    creditCode: code,
    address: '=HYPERLINK("x")',
    contacts: [{ kind: 'OWNER', name: '张三', phone: '15400000001' }],
  })
  enterpriseId = receipt.subjectId!
  await anEnterprise(command, { name: '另一家' })
  await aCampaign(command, [enterpriseId])
  await planVisit(command, { ...change(), squadId, enterpriseId, plannedOn: localDate(new Date()) })
  await openIssue(command, {
    ...change(),
    enterpriseId,
    kind: 'BLOCKAGE',
    category: 'RENT',
    severity: 'HIGH',
    source: 'CALL',
    title: '房东拒租',
  })
})
afterAll(() => app.close())

const anAgency = async () => (await createAgencies(unionId, [{ kind: 'TAX', name: '税务', aliases: [] }])).get('TAX')!

type Link = { url: string; expiresAt: string; fileName: string }

const askForLink = (holder: string, list: string, format = 'CSV', more = '') =>
  app.gql<{ exportList: Link }>(
    holder,
    `{ exportList(list: ${list}, format: ${format}${more}) { url expiresAt fileName } }`,
  )

const link = async (...request: Parameters<typeof askForLink>) => {
  const { data, errors } = await askForLink(...request)
  if (!data) throw new Error(JSON.stringify(errors))
  return data.exportList
}

const refusalCode = async (...request: Parameters<typeof askForLink>) =>
  (await askForLink(...request)).errors?.[0]?.extensions.code
const fetchLines = async (url: string) => {
  const response = await fetch(url)
  return { status: response.status, lines: (await response.text()).replace('\uFEFF', '').trim().split('\r\n') }
}

describe('an exported list', () => {
  test('comes as CSV and XLSX with formulas made harmless, and can be imported again', async () => {
    const csv = await link(token, 'ENTERPRISES')
    expect(csv.fileName).toBe(`Enterprises-${localDate(new Date())}.csv`)
    const response = await fetch(csv.url)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toContain('attachment; filename*=UTF-8')
    const text = await response.text()
    expect(text).toContain(`回坊食品,${code},"'=HYPERLINK(""x"")"`)
    const { rows } = await readRosterFile(new TextEncoder().encode(text), csv.fileName, enterpriseRoster)
    expect(rows.map(({ cells }) => checkRow(enterpriseRoster, cells))).toMatchObject([
      { ok: true, value: { name: '回坊食品', creditCode: code, contactName: '张三', contactPhone: null } },
      { ok: true, value: { name: '另一家' } },
    ])
    const xlsx = await (await fetch((await link(token, 'ENTERPRISES', 'XLSX')).url)).arrayBuffer()
    const [sheet] = await readWorkbook(Buffer.from(xlsx))
    expect(sheet!.data[1]!.slice(0, 2)).toEqual(['回坊食品', code])
  })

  test.each([
    ['CAMPAIGN', '1,回坊食品'],
    ['VISITS', `${localDate(new Date())},1,1,,回坊食品`],
    ['ISSUES', '房东拒租'],
    ['SUPPLY_ORDERS', 'Ordered,Enterprise'],
    ['SUPPLIERS', 'Supplier,Contact,Phone'],
    ['SQUADS', '李敏,'],
    ['POLICIES', 'Title,Issuer'],
    ['ACCOUNTS', ',Command centre,'],
  ])('%s has its rows', async (list, expected) => {
    const { url } = await link(token, list)
    const { status, lines } = await fetchLines(url)
    expect(status).toBe(200)
    expect(lines.join('\n')).toContain(expected)
  })

  test('holds what its holder sees, and no wall hands anything out', async () => {
    const as = async (given: Parameters<typeof anAccount>[1]) =>
      app.signInAs((await anAccount(unionId, given)).username)
    const owner = await as({ role: 'ENTERPRISE', enterpriseId })
    const { lines } = await fetchLines((await link(owner, 'ENTERPRISES')).url)
    expect(lines).toHaveLength(2)
    const squad = await as({ role: 'SQUAD', squadId: await aSquad(unionId, { number: 2 }) })
    expect((await fetchLines((await link(squad, 'VISITS')).url)).lines).toHaveLength(1)
    expect(await refusalCode(await as({ role: 'WALL' }), 'ENTERPRISES')).toBe('FORBIDDEN')
    const another = `, rosterId: "${btoa(`RosterImport:${randomUUID()}`)}"`
    expect(await refusalCode(squad, 'ROSTER_REFUSED', 'CSV', another)).toBe('FORBIDDEN')
    expect(await refusalCode(squad, 'ROSTER_DOUBTFUL', 'CSV', another)).toBe('FORBIDDEN')
    expect(await refusalCode(token, 'ROSTER_REFUSED')).toBe('INVALID')
    expect(await refusalCode(token, 'ROSTER_DOUBTFUL')).toBe('INVALID')
  })

  test.each([
    ['ENTERPRISES', 'search: "另一"', '另一家'],
    ['ENTERPRISES', 'enterprises: { listed: true, hasOpenIssues: true }', '回坊食品'],
    ['VISITS', 'search: "回坊", visits: { states: [PLANNED] }', '回坊食品'],
    ['VISITS', 'search: "没有"', null],
    ['ISSUES', 'search: "拒租 回坊"', '房东拒租'],
    ['VISITS', 'visits: { states: [ARRIVED] }', null],
    ['VISITS', 'visits: { states: [PLANNED], before: "2090-01-01" }', '回坊食品'],
    ['ISSUES', 'issues: { kinds: [BLOCKAGE], status: OPEN }', '房东拒租'],
    ['ISSUES', 'issues: { kinds: [SUGGESTION] }', null],
    ['SUPPLY_ORDERS', 'supplyOrders: { having: REQUESTED, open: true }', null],
  ])('%s is narrowed as its list is: %s', async (list, filter, expected) => {
    const { lines } = await fetchLines((await link(token, list, 'CSV', `, filter: { ${filter} }`)).url)
    expect(lines.slice(1)).toEqual(expected === null ? [] : [expect.stringContaining(expected)])
  })

  test.each([
    ['NAME', '回坊食品', '另一家'],
    ['OPEN_ISSUES', '另一家', '回坊食品'],
  ])('stands in the order that is asked for: %s', async (by, ...expected) => {
    for (const [direction, names] of [['ASC', expected] as const, ['DESC', expected.toReversed()] as const]) {
      const order = `, filter: { enterpriseOrder: { by: ${by}, direction: ${direction} } }`
      const { lines } = await fetchLines((await link(token, 'ENTERPRISES', 'CSV', order)).url)
      expect(lines.slice(1).map((line) => names.find((name) => line.includes(name)))).toEqual(names)
    }
  })

  test('refuses a filter of another list, and one that names nothing', async () => {
    expect(await refusalCode(token, 'SQUADS', 'CSV', ', filter: { search: "店" }')).toBe('INVALID')
    expect(await refusalCode(token, 'VISITS', 'CSV', ', filter: { visits: { squadId: "x" } }')).toBe('INVALID')
  })

  test('has contacts for the command centre and the enterprise itself, secrets for nobody', async () => {
    const as = async (given: Parameters<typeof anAccount>[1]) =>
      app.signInAs((await anAccount(unionId, given)).username)
    const text = async (holder: string, list: string) =>
      (await fetchLines((await link(holder, list)).url)).lines.join('\n')
    expect(await text(await as({ role: 'ENTERPRISE', enterpriseId }), 'ENTERPRISES')).toContain('154****0001')
    const squad = await as({ role: 'SQUAD', squadId })
    const agency = await as({ role: 'AGENCY', agencyId: await anAgency() })
    expect(await text(squad, 'ENTERPRISES')).toContain(code)
    expect(await text(agency, 'ENTERPRISES')).not.toContain(code)
    for (const holder of [squad, agency]) {
      expect(await text(holder, 'ENTERPRISES')).not.toMatch(/154.{4}0001/)
      expect(await refusalCode(holder, 'ACCOUNTS')).toBe('FORBIDDEN')
    }
    expect(await text(token, 'ACCOUNTS')).not.toContain('argon2')
  })

  test('is refused under a link that is over, forged, or whose session has ended', async () => {
    const { url } = await link(token, 'ISSUES')
    expect((await fetchLines(`${url}x`)).status).toBe(404)
    expect((await fetchLines(url.replace('/downloads/', '/downloads/x'))).status).toBe(404)
    expect((await fetch(url, { method: 'POST' })).status).toBe(400)
    const old = await runAt(new Date(Date.now() - 6 * 60_000), () =>
      signLink({
        session: command.sessionId,
        union: unionId,
        list: 'ISSUES',
        format: 'CSV',
        roster: null,
        kind: null,
        filter: {},
        locale: 'en',
        reason: '',
        fileName: 'x',
      }),
    )
    expect((await fetchLines(`${app.url}/downloads/${old.token}`)).status).toBe(403)
    const leaver = await anAccount(unionId)
    const theirs = await link(await app.signInAs(leaver.username), 'ISSUES')
    await db.account.update({ where: { id: leaver.id }, data: { disabledAt: new Date() } })
    expect((await fetchLines(theirs.url)).status).toBe(401)
  })

  test('asks for rights again when it is fetched', async () => {
    const owner = await anAccount(unionId, { role: 'ENTERPRISE', enterpriseId })
    const { url } = await link(await app.signInAs(owner.username), 'ENTERPRISES')
    await updateEnterprise(command, { ...change(), enterpriseId, industry: '餐饮' })
    await db.account.update({ where: { id: owner.id }, data: { role: 'WALL', enterpriseId: null } })
    expect((await fetchLines(url)).status).toBe(403)
  })

  test('of thousands of rows comes whole, a thousand at a time', async () => {
    const rows = Array.from({ length: 2345 }, (_, i) => ({
      name: `店${i}`,
      creditCode: creditCodeOf(`91610199ME${String(i).padStart(7, '0')}`),
      address: '',
      industry: '',
      headcount: 1,
      zoneId: null,
      contacts: [],
    }))
    await createEnterprises(unionId, rows)
    const { lines } = await fetchLines((await link(token, 'ENTERPRISES')).url)
    expect(lines).toHaveLength(1 + 2 + 2345)
    expect(lines.at(-1)).toContain('店2344')
  })
})
