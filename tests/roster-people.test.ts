import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkPassword } from '#server/modules/people/passwords.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { day } from '#tests/setup/days.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { applyKind, countsOf, previewKind, refusalsOf } from '#tests/setup/roster-kinds.ts'
import { aSmallUnion, type SmallUnion, someone } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion(6)
})
afterAll(() => closeDb())

const enterprises = () => db.enterprise.findMany({ where: { unionId: union.unionId }, orderBy: { id: 'asc' } })
const eventsAfter = (seq: number) =>
  db.event.findMany({ where: { unionId: union.unionId, seq: { gt: seq } }, orderBy: { seq: 'asc' } })
const head = async () => (await db.stream.findUniqueOrThrow({ where: { unionId: union.unionId } })).head

describe('a plan of visits', () => {
  it('puts enterprises on the lists of squads, day by day', async () => {
    const [first, second, third] = await enterprises()
    const [one, two] = await db.squad.findMany({ where: { unionId: union.unionId }, orderBy: { number: 'asc' } })
    const before = await head()
    const [today, tomorrow] = [day(0), day(1)]
    const lines = [
      '小分队,日期,站次,企业名称,统一社会信用代码,约定时间',
      `第${one!.number}队,${today},,${first!.name},,9:30`,
      `${one!.number},${today},,${second!.name},,`,
      `${two!.number},${tomorrow},4,,${first!.creditCode},`,
      `${two!.number},${today},,${first!.name},,`,
      `99,${today},,${third!.name},,`,
      `${two!.number},2020-01-01,,${third!.name},,`,
    ]
    const roster = await previewKind(union.command, 'VISIT_PLAN', lines)
    expect(countsOf(roster)).toEqual([3, 0, 0, 3])
    const [planned, noSquad, past] = refusalsOf(roster)
    expect(planned).toContain('is planned for that day already')
    expect(noSquad).toBe('Squad: there is no such squad')
    expect(past).toContain('Plans are for today')
    await applyKind(union.command, roster)
    expect((await eventsAfter(before)).map(({ name }) => name)).toEqual(Array(3).fill('visit.planned'))
    const visits = await db.visit.findMany({ where: { unionId: union.unionId }, orderBy: { id: 'asc' } })
    expect(
      visits.map(({ squadId, enterpriseId, stop, agreedTime }) => [squadId, enterpriseId, stop, agreedTime]),
    ).toEqual([
      [one!.id, first!.id, 1, '09:30'],
      [one!.id, second!.id, 2, null],
      [two!.id, first!.id, 4, null],
    ])
    await expectFiguresTrue(union.unionId)
    expect(countsOf(await previewKind(union.command, 'VISIT_PLAN', lines))).toEqual([0, 0, 3, 3])
  })
})

describe('accounts', () => {
  it('get passwords at random, which are shown once and kept nowhere', async () => {
    const [first] = await enterprises()
    const squad = await db.squad.findFirstOrThrow({ where: { unionId: union.unionId }, orderBy: { number: 'asc' } })
    const before = await head()
    const lines = [
      '用户名,显示名,角色,小分队,部门,统一社会信用代码',
      `Zhao-${squad.id.slice(-6)},赵一,小分队,${squad.number},,`,
      `tax-${squad.id.slice(-6)},税务员,部门,,税务,`,
      `shop-${squad.id.slice(-6)},店主,企业,,,${first!.creditCode}`,
      `robot-${squad.id.slice(-6)},对接,系统对接,,,`,
      `zhao-${squad.id.slice(-6)},重复,指挥中心,,,`,
      `nobody-${squad.id.slice(-6)},无队,小分队,,,`,
      `district-${squad.id.slice(-6)},区里,区总工会,,,`,
      `a b,错名,指挥中心,,,`,
    ]
    const roster = await previewKind(union.command, 'ACCOUNTS', lines)
    expect(countsOf(roster)).toEqual([4, 0, 0, 4])
    const [twice, noSquad, district, wrongName] = refusalsOf(roster)
    expect(twice).toBe('Username repeats row 2')
    expect(noSquad).toContain('Say which one it belongs to')
    expect(district).toContain('made on the server')
    expect(wrongName).toBe('Username has not the right form')
    const { passwords, roster: applied } = await applyKind(
      union.command,
      roster,
      'passwords { username displayName password }',
    )
    expect(passwords!.map(({ username }) => username.replace(/-.*/, ''))).toEqual(['zhao', 'tax', 'shop'])
    expect((await eventsAfter(before)).map(({ name }) => name)).toEqual(Array(4).fill('account.created'))
    for (const { username, password } of passwords!) {
      const { passwordHash } = await db.account.findUniqueOrThrow({ where: { username } })
      expect(await checkPassword(password, passwordHash, true)).toBe(true)
    }
    const kept = await db.rosterImport.findFirstOrThrow({ orderBy: { id: 'desc' } })
    for (const { password } of passwords!) expect(JSON.stringify(kept)).not.toContain(password)
    expect(applied.id).toBe(roster.id)
    expect(countsOf(await previewKind(union.command, 'ACCOUNTS', lines))).toEqual([0, 0, 4, 4])
  })

  it('get another rank by the rule of the single deed', async () => {
    const chair = union.command
    const header = '用户名,显示名,角色,职级'
    const name = union.unionId.slice(-6)
    const row = (rank: string) => [header, `li-${name},李敏,指挥中心,${rank}`]
    await applyKind(chair, await previewKind(chair, 'ACCOUNTS', row('办事员')))
    expect(countsOf(await previewKind(chair, 'ACCOUNTS', row('')))).toEqual([0, 0, 1, 0])
    const roster = await previewKind(chair, 'ACCOUNTS', row('值班员'))
    expect(countsOf(roster)).toEqual([0, 1, 0, 0])
    expect(roster.rows.edges[0]!.node.changes).toEqual([
      { column: 'rank', header: 'Rank', from: 'Clerk', to: 'Duty officer' },
    ])
    const officer = await someone(union.unionId, 'COMMAND')
    expect(refusalsOf(await previewKind(officer, 'ACCOUNTS', row('值班员')))[0]).toContain(
      'of a higher rank than yours',
    )
    const before = await head()
    const { passwords } = await applyKind(chair, roster, 'passwords { username }')
    expect(passwords).toEqual([])
    expect((await eventsAfter(before)).map(({ name }) => name)).toEqual(['account.updated'])
    const holder = { username: `li-${name}` }
    expect((await db.account.findUniqueOrThrow({ where: holder })).rank).toBe('DUTY_OFFICER')
  })

  it('keep one chair, whatever the order of the rows', async () => {
    const { username, displayName, rank } = await db.account.findUniqueOrThrow({
      where: { id: union.command.accountId },
    })
    expect(rank).toBe('CHAIR')
    const name = union.unionId.slice(-6)
    const own = `${username},${displayName},指挥中心,值班员`
    const lines = ['用户名,显示名,角色,职级', own, `wang-${name},王芳,指挥中心,主席`]
    const [last] = refusalsOf(await previewKind(union.command, 'ACCOUNTS', lines))
    expect(last).toContain('last chair in use')
    const after = [lines[0]!, lines[2]!, lines[1]!]
    expect(countsOf(await previewKind(union.command, 'ACCOUNTS', after))).toEqual([1, 1, 0, 0])
  })
})

it('plans no visits for retired squads, and makes no accounts for retired squads and agencies', async () => {
  const [first] = await enterprises()
  const squad = await db.squad.findFirstOrThrow({ where: { unionId: union.unionId }, orderBy: { number: 'asc' } })
  await db.squad.update({ where: { id: squad.id }, data: { retiredAt: new Date() } })
  await db.agency.updateMany({ where: { unionId: union.unionId, name: '税务' }, data: { retiredAt: new Date() } })
  const plan = ['小分队,日期,企业名称', `${squad.number},${day(0)},${first!.name}`]
  expect(refusalsOf(await previewKind(union.command, 'VISIT_PLAN', plan))).toEqual(['Squad: there is no such squad'])
  const accounts = [
    '用户名,显示名,角色,小分队,部门',
    `old-squad,旧队,小分队,${squad.number},`,
    'old-tax,旧税务,部门,,税务',
  ]
  expect(refusalsOf(await previewKind(union.command, 'ACCOUNTS', accounts))).toEqual([
    'Squad: is not found',
    'Agency: is not found',
  ])
})
