import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mayKnow } from '#server/log/catalogue.ts'
import { createEnterprise } from '#server/modules/enterprises/create.ts'
import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { recountEnterprises } from '#server/modules/enterprises/tallies.ts'
import { updateEnterprise } from '#server/modules/enterprises/update.ts'
import { createEnterprises } from '#server/modules/rosters/set-up.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { gramsOf } from '#server/platform/search.ts'
import { closeDb, db, inBulk, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, anEnterprise, aUnion } from '#tests/setup/factories.ts'
import { createZones } from '#tests/setup/organisation.ts'
import { eventOf, expectRefused, unionTally } from '#tests/setup/outcomes.ts'
import { ask, type Listed } from '#tests/setup/small-union.ts'

let unionId: string
let command: Actor
let serial = 0

const someone = async (given: Parameters<typeof anAccount>[1] = {}) => anActor((await anAccount(unionId, given)).id)
const change = () => ({ clientId: randomUUID() })
const codeOf = (n: number) => creditCodeOf(`91610199MB${String(n).padStart(7, '0')}`)
const aCode = () => codeOf(++serial)
const today = localDate(new Date())

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  unionId = (await aUnion()).id
  command = await someone()
})
afterAll(() => closeDb())

/** What the tally says of the register is what its rows say. */
const expectTrue = async () => expect(await unionTally(unionId)).toEqual(await recountEnterprises(db, unionId))

describe('createEnterprise', () => {
  const anEntry = (given = {}) => ({ ...change(), name: '回坊食品', creditCode: aCode(), ...given })

  it('enters an enterprise with its contacts, and counts it', async () => {
    const zoneId = (await db.zone.findFirstOrThrow({ where: { unionId } })).id
    const contacts = [{ kind: 'OWNER' as const, name: '张三', phone: '15400000003' }]
    const receipt = await createEnterprise(command, anEntry({ headcount: 30, zoneId, contacts }))
    const enterprise = await db.enterprise.findUniqueOrThrow({
      where: { id: receipt.subjectId! },
      include: { contacts: true },
    })
    expect(enterprise).toMatchObject({ name: '回坊食品', headcount: 30, resumption: 'NOT_RESUMED', zoneId, contacts })
    expect(await eventOf(unionId, receipt)).toMatchObject({
      name: 'enterprise.created',
      enterpriseId: enterprise.id,
      unionTally: { enterprises: 1, resumption: { NOT_RESUMED: 1 } },
    })
    await expectTrue()
  })

  it('is the command centre’s alone', async () => {
    const squad: Actor = { ...command, role: 'SQUAD' }
    await expectRefused(() => createEnterprise(squad, anEntry()), 'FORBIDDEN')
  })

  it('knows a credit code once, and shows who has it', async () => {
    const id = await anEnterprise(command)
    const { creditCode } = await db.enterprise.findUniqueOrThrow({ where: { id } })
    await expectRefused(() => createEnterprise(command, anEntry({ creditCode })), 'CONFLICT', {
      current: globalId('Enterprise', id),
    })
    const both = aCode()
    const twice = () => createEnterprise(command, anEntry({ creditCode: both }))
    const [first, second] = await Promise.allSettled([twice(), twice()])
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected'])
    await expectTrue()
  })

  it('refuses a wrong check character, a foreign zone and two owners', async () => {
    const code = aCode()
    const creditCode = code.slice(0, 17) + (code.endsWith('0') ? '1' : '0')
    await expectRefused(() => createEnterprise(command, anEntry({ creditCode })), 'INVALID', { field: 'creditCode' })
    const [zoneId] = await createZones((await aUnion()).id, ['外'])
    await expectRefused(() => createEnterprise(command, anEntry({ zoneId })), 'NOT_FOUND', { field: 'zoneId' })
    const owner = { kind: 'OWNER' as const, name: '张三', phone: '' }
    await expectRefused(() => createEnterprise(command, anEntry({ contacts: [owner, owner] })), 'INVALID', {
      field: 'contacts',
    })
  })
})

describe('updateEnterprise', () => {
  it('changes what is given; another zone is an event of its own', async () => {
    const { id: zoneId } = await db.zone.findFirstOrThrow({ where: { unionId } })
    const enterpriseId = await anEnterprise(command, { zoneId })
    const [other] = await createZones(unionId, ['二片区'])
    const receipt = await updateEnterprise(command, { ...change(), enterpriseId, headcount: 40, zoneId: other })
    expect(await eventOf(unionId, receipt)).toMatchObject({
      name: 'enterprise.rezoned',
      facts: { zoneFrom: '一片区', zoneTo: '二片区' },
    })
    expect(await eventOf(unionId, { ...receipt, seq: receipt.seq! - 1 })).toMatchObject({
      name: 'enterprise.updated',
      facts: { fields: 'headcount' },
    })
    const row = await db.enterprise.findUniqueOrThrow({ where: { id: enterpriseId } })
    expect(row).toMatchObject({ headcount: 40, zoneId: other, industry: '餐饮' })
    const again = await updateEnterprise(command, { ...change(), enterpriseId, headcount: 40 })
    expect(again.seq).toBeNull()
  })

  it('is the command centre’s alone, and of its own union', async () => {
    const enterpriseId = await anEnterprise(command)
    const owner = await someone({ role: 'ENTERPRISE', enterpriseId })
    await expectRefused(() => updateEnterprise(owner, { ...change(), enterpriseId, headcount: 1 }), 'FORBIDDEN')
    const foreign = await anActor((await anAccount((await aUnion()).id)).id)
    await expectRefused(() => updateEnterprise(foreign, { ...change(), enterpriseId, headcount: 1 }), 'NOT_FOUND', {
      field: 'enterpriseId',
    })
  })

  it('gives no enterprise another’s credit code', async () => {
    const [one, two] = [await anEnterprise(command), await anEnterprise(command)]
    const { creditCode } = await db.enterprise.findUniqueOrThrow({ where: { id: one } })
    await expectRefused(() => updateEnterprise(command, { ...change(), enterpriseId: two, creditCode }), 'CONFLICT', {
      current: globalId('Enterprise', one),
    })
  })
})

describe('the list', () => {
  const names = async (actor: Actor, args: string) => {
    const { enterprises } = await ask<{ enterprises: Listed<{ name: string }> }>(
      actor,
      `{ enterprises(first: 20, ${args}) { totalCount edges { node { name } } } }`,
    )
    const found = enterprises.edges.map(({ node }) => node.name)
    return [enterprises.totalCount, ...found]
  }

  it('finds by parts of name and code, in any case, several words at once', async () => {
    await anEnterprise(command, { name: '西安市莲湖区回坊(北院门)食品有限公司' })
    const id = await anEnterprise(command, { name: 'Bell Tower 百货' })
    const { creditCode } = await db.enterprise.findUniqueOrThrow({ where: { id } })
    expect(await names(command, 'search: "回坊"')).toEqual([1, '西安市莲湖区回坊(北院门)食品有限公司'])
    expect(await names(command, 'search: "北院门 食品"')).toEqual([1, '西安市莲湖区回坊(北院门)食品有限公司'])
    expect(await names(command, 'search: "坊回"')).toEqual([0])
    expect(await names(command, 'search: "bell"')).toEqual([1, 'Bell Tower 百货'])
    expect(await names(command, `search: "${creditCode!.slice(4, 18).toLowerCase()}"`)).toEqual([1, 'Bell Tower 百货'])
    expect(await names(command, 'search: "货"')).toEqual([1, 'Bell Tower 百货'])
    expect(await names(command, 'search: "Tower百货"')).toEqual([1, 'Bell Tower 百货'])
  })

  it('narrows by zone, state, industry and issues, and counts what it narrows to', async () => {
    const { id: zoneId } = await db.zone.findFirstOrThrow({ where: { unionId } })
    const id = await anEnterprise(command, { name: '在片区', zoneId })
    await anEnterprise(command, { name: '不在' })
    await setResumption(command, {
      ...change(),
      enterpriseIds: [id],
      to: 'FILED',
      on: today,
      basis: '表',
      source: 'FORM',
    })
    expect(await names(command, `filter: { zoneId: "${globalId('Zone', zoneId)}" }`)).toEqual([1, '在片区'])
    expect(await names(command, 'filter: { resumption: [FILED, APPROVED] }')).toEqual([1, '在片区'])
    expect(await names(command, 'filter: { progress: [NOT_PLANNED], industry: "餐饮" }')).toHaveLength(3)
    expect(await names(command, 'filter: { listed: true }')).toEqual([0])
    expect(await names(command, 'filter: { listed: false, hasOpenIssues: false }')).toHaveLength(3)
    expect(await names(command, 'filter: { hasOpenIssues: true }')).toEqual([0])
  })

  it('shows an enterprise itself alone, and phones to those who need them', async () => {
    const contacts = [{ kind: 'OWNER' as const, name: '张三', phone: '15400000009' }]
    const receipt = await createEnterprise(command, { ...change(), name: '本店', creditCode: aCode(), contacts })
    await anEnterprise(command)
    const owner = await someone({ role: 'ENTERPRISE', enterpriseId: receipt.subjectId! })
    expect(await names(owner, '')).toEqual([1, '本店'].slice(0, 2))
    const phones = async (actor: Actor) =>
      (
        await ask<{ enterprises: Listed<{ contacts: { phone: string }[] }> }>(
          actor,
          '{ enterprises(search: "本店") { edges { node { contacts { phone } } } } }',
        )
      ).enterprises.edges[0]!.node.contacts
    expect(await phones(owner)).toEqual([{ phone: '154****0009' }])
    for (const role of ['WALL', 'DISTRICT'] as const) {
      const viewer: Actor = { ...owner, role, enterpriseId: null }
      expect(await phones(viewer)).toEqual([])
    }
    expect(await names({ ...owner, role: 'AGENCY', agencyId: randomUUID() }, '')).toEqual([0])
    const integrator: Actor = { ...owner, role: 'INTEGRATOR', enterpriseId: null, scopes: [] }
    expect(await names(integrator, '')).toEqual([0])
    expect(await names({ ...integrator, scopes: ['ENTERPRISES'] }, 'search: "本店"')).toEqual([1, '本店'])
    const event = await eventOf(unionId, receipt)
    expect(mayKnow(owner, event)).toBe(true)
    expect(mayKnow({ ...owner, enterpriseId: randomUUID() }, event)).toBe(false)
    expect(mayKnow(integrator, event)).toBe(false)
  })

  it('is read by indexes, whatever narrows it, in a union of twenty thousand', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({
      name: `${['西安', '陕西'][i % 2]}${['秦岭', '渭北', '曲江', '灞上'][i % 4]}${i}号商贸有限公司`,
      creditCode: codeOf(500_000 + i),
      address: '',
      industry: i % 50 === 0 ? '住宿' : '餐饮',
      headcount: 5,
      zoneId: null,
      contacts: [],
    }))
    await createEnterprises(unionId, rows)
    await inBulk(async () => {
      await db.$executeRaw`VACUUM ANALYZE "Enterprise"`
    })
    const statements: { query: string; params: string }[] = []
    ;(db.$on as (event: 'query', read: (e: { query: string; params: string }) => void) => void)('query', (e) =>
      statements.push(e),
    )
    const zone = globalId('Zone', (await db.zone.findFirstOrThrow({ where: { unionId } })).id)
    const asked = [
      '',
      'search: "123号"',
      'search: "秦岭8"',
      'search: "有限公司"',
      'search: "无此名"',
      `filter: { zoneId: "${zone}" }`,
      'filter: { resumption: [FILED] }',
      'filter: { progress: [DONE, UNDER_WAY] }',
      'filter: { industry: "住宿" }',
      'filter: { listed: true }',
      'filter: { hasOpenIssues: true }',
    ]
    for (const args of asked) {
      statements.length = 0
      await ask(command, `{ enterprises(first: 20${args && `, ${args}`}) { edges { node { name } } } }`)
      const { query, params } = statements.find((each) => /FROM "public"."Enterprise"/.test(each.query))!
      const plan = await db.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${query}`, ...JSON.parse(params))
      const text = plan.map((line) => line['QUERY PLAN']).join('\n')
      expect(text, `${args}\n${text}`).not.toMatch(/Seq Scan on "Enterprise"/)
    }
  })

  it('keeps of a name what a search can ask for', () => {
    expect(gramsOf('回坊 A1', '9X')).toEqual(['回', '坊', '回坊', 'A', '坊A', '1', 'A1', '9', 'X', '9X'])
  })
})
