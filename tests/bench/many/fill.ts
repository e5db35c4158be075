import type { Prisma } from '#codegen/prisma/client.ts'
import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'
import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import { searchedColumns as columnsOfIssue } from '#server/modules/issues/searched.ts'
import { db } from '#server/postgres/db.ts'

/** The ids of what the rows belong to. */
export type Ids = {
  unionId: string
  squads: string[]
  zones: string[]
  agencies: string[]
  items: string[]
}

const trades = ['理发店', '小吃店', '药店', '印刷厂', '五金店', '茶叶行', '服装店', '书店', '旅行社', '快递站']
const streets = ['北院门', '西华门', '鼓楼', '钟楼', '桥梓口', '大皮院', '小皮院', '庙后街', '洒金桥', '青年路']
const characters =
  '安宝成达德恩丰福富光广国海和恒宏华惠吉嘉建金锦康乐利隆美民明宁鹏平庆荣瑞盛顺泰天通万祥新信兴旭亚益永裕源泽振正中众'

/** A name such as people give: trade and street come back often, the two characters between them seldom. */
function nameOf(n: number): string {
  const [a, b] = [characters[n % characters.length], characters[Math.floor(n / characters.length) % characters.length]]
  return `西安市${streets[n % 7]}${a}${b}${n}${trades[Math.floor(n / 11) % trades.length]}`
}

/** Puts a number of rows of a table in, a part at a time, from JSON: as deeds do, without their rules. */
async function insertMany(table: Prisma.ModelName, count: number, row: (n: number) => object): Promise<void> {
  const part = 20_000
  for (let start = 0; start < count; start += part) {
    const rows = Array.from({ length: Math.min(part, count - start) }, (_, i) => row(start + i))
    const columns = Object.keys(rows[0]!)
      .map((name) => `"${name}"`)
      .join(', ')
    await db.$executeRawUnsafe(
      `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
      JSON.stringify(rows),
    )
  }
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')

/** Ids in the order of their numbers, as those of rows that were made one after the other. */
const idOf = (kind: number, n: number) =>
  `0190000${kind}-${hex(n >>> 16, 4)}-7${hex((n >>> 4) & 0xfff, 3)}-8${hex(n & 0xf, 1)}00-000000000000`

/** One of these values by chance: half of the rows have the first, a quarter the second, and so on. */
const halving = <T>(values: readonly T[], n: number): T =>
  values[Math.min(values.length - 1, Math.clz32(Math.imul(n + 1, 2_654_435_761)))]!

const day = (n: number) => new Date(Date.UTC(2020, 0, 1) + (n % 1500) * 86_400_000)

const dateOf = (n: number) => day(n).toISOString().slice(0, 10)

/** Fills the four large tables with so many rows each. */
export async function fillMany(count: number, { unionId, squads, zones, agencies, items }: Ids): Promise<void> {
  const seldomLast = (n: number) => (n % 100_000 === 7 ? 2 : n % 10 === 0 ? 1 : 0)
  await insertMany('Enterprise', count, (n) => {
    const name = nameOf(n)
    const creditCode = creditCodeOf(`91610104${hex(n, 9).toUpperCase()}`)
    return {
      id: idOf(1, n),
      unionId,
      name,
      creditCode,
      address: `${streets[n % streets.length]}${n}号`,
      industry: trades[Math.floor(n / 11) % trades.length],
      headcount: n % 300,
      zoneId: n % 50_000 === 17 ? null : zones[n % zones.length],
      resumption: ['RESUMED', 'NOT_RESUMED', 'SUSPENDED'][seldomLast(n)],
      resumptionOn: dateOf(n),
      // no enterprise of the first zone is planned, and none that is under way has resumed
      progress: n % zones.length === 0 ? 'DONE' : n % 10 === 0 ? 'UNDER_WAY' : n % 3 === 0 ? 'PLANNED' : 'NOT_PLANNED',
      openIssues: n % 50 === 3 ? 1 : 0,
      ...searchedColumns({ name, creditCode }),
      createdAt: day(n),
      updatedAt: day(n),
    }
  })
  await insertMany('Visit', count, (n) => ({
    id: idOf(2, n),
    unionId,
    squadId: squads[n % squads.length],
    enterpriseId: idOf(1, n),
    plannedOn: dateOf(n),
    stop: 1 + (n % 12),
    state: n % 200_000 === 9 ? 'ARRIVED' : n % 20 === 0 ? 'SKIPPED' : 'FINISHED',
    arrivedAt: day(n),
    finishedAt: new Date(day(n).getTime() + 3_600_000),
    outcome: n % 20 === 0 ? null : ['DONE', 'CLOSED_SHOP', 'REFUSED'][seldomLast(n + 1)],
    steps: ['LOOK', 'LISTEN', 'ASK'],
    counts: n % 2 === 1 && n % 20 !== 0,
    followUp: n % 30 === 1 ? '送口罩' : null,
    followUpOn: n % 60 === 1 ? dateOf(n + 7) : null,
    createdAt: day(n),
  }))
  await insertMany('VisitCheck', Math.floor(count / 100), (n) => ({
    id: idOf(5, n),
    visitId: idOf(2, n * 100),
    item: 'DISINFECTION',
    answer: 'FIX_BY',
    fixBy: dateOf(n * 100 + 14),
    note: '',
  }))
  await insertMany('Issue', count, (n) => ({
    id: idOf(3, n),
    unionId,
    enterpriseId: idOf(1, n),
    squadId: n % 50_000 === 13 ? null : squads[n % squads.length],
    visitId: n % 4 === 0 ? null : idOf(2, n),
    agencyId: n % 3 === 0 ? agencies[n % agencies.length] : null,
    kind: ['DIFFICULTY', 'HARD_POINT', 'BLOCKAGE'][seldomLast(n)],
    category: halving(['SUPPLIES', 'WORKERS', 'FUNDS', 'TAX', 'LOGISTICS', 'RENT', 'EPIDEMIC', 'LICENCE', 'MARKET'], n),
    // nothing about the market is of high severity
    severity: n % 5 === 0 ? 'MEDIUM' : n % 50_000 === 11 ? 'HIGH' : 'LOW',
    source: 'VISIT',
    title: `第${n}个问题`,
    ...columnsOfIssue(`第${n}个问题`, nameOf(n)),
    status: n % 50 === 3 ? 'OPEN' : 'CLOSED',
    openedAt: day(n),
    closedAt: n % 50 === 3 ? null : day(n),
    evidence: '',
    saidBy: '',
  }))
  await insertMany('SupplyOrder', count, (n) => {
    const requested = 10 + (n % 90)
    const received = n % 40 === 0 ? 0 : requested
    return {
      id: idOf(4, n),
      unionId,
      enterpriseId: idOf(1, n),
      itemId: items[n % items.length],
      requested,
      reserved: n % 100 === 1 ? requested - 1 : requested,
      dispatched: received,
      received,
      accepted: n % 100_000 === 21 ? received : 0,
      cancelledAt: n % 20_000 === 5 ? day(n) : null,
      createdAt: day(n),
    }
  })
  await db.$executeRawUnsafe('VACUUM (ANALYZE) "Enterprise", "Visit", "VisitCheck", "Issue", "SupplyOrder"')
}
