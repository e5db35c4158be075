import { randomUUID } from 'node:crypto'
import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'
import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import { setUpAccount } from '#server/modules/people/set-up.ts'
import { fillSearch } from '#server/modules/search/fill.ts'
import type { Actor } from '#server/platform/context.ts'
import { db, inBulk } from '#server/postgres/db.ts'
import { ms } from '#tests/bench/figures.ts'
import type { Row } from '#tests/bench/table.ts'
import { anActor, aUnion } from '#tests/setup/factories.ts'
import { createZones } from '#tests/setup/organisation.ts'

/** What is searched for, by the kind of search. */
export type Searches = Record<string, string[]>

const places = ['西安市莲湖区', '西安', '莲湖区', '陕西', '北院门', '长安', '']
const characters =
  '安宝成达德恩丰福富光广国海和恒宏华惠吉嘉建金锦康乐利隆美民明宁鹏平庆荣瑞盛顺泰天通万祥新信兴旭亚益永裕源泽振正中众长行重大红青白云山水龙凤春秋百千一三五七老小东南北回坊钟鼓楼城门桥子'
const trades = [
  '餐饮',
  '百货',
  '药店',
  '理发',
  '小吃',
  '茶叶',
  '服装',
  '书店',
  '快递',
  '物业',
  '五金',
  '印刷',
  '旅行社',
  '银行',
  '科技',
  '商贸',
]
const ends = ['有限公司', '有限责任公司', '店', '商行', '（个体工商户）', '经营部', '中心', '']

/** Numbers that look as if drawn, the same in each run. */
const drawn = (n: number, salt: number): number => {
  let x = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  return (x ^ (x >>> 15)) >>> 0
}

const of = <T>(values: ArrayLike<T>, number: number): T => values[number % values.length]!

/** A name as offices have them: a place, two to four characters of its own, a trade, and what it is. */
function nameOf(n: number): string {
  const own = Array.from({ length: 2 + (drawn(n, 1) % 3) }, (_, i) => of(characters, drawn(n, 2 + i))).join('')
  return `${of(places, drawn(n, 7))}${own}${of(trades, drawn(n, 8))}${of(ends, drawn(n, 9))}`
}

const codeOf = (n: number): string => creditCodeOf(`91610104M${hex(Math.imul(n, 0x9e3779b1) >>> 0, 8).toUpperCase()}`)

const phoneOf = (n: number): string =>
  `1${of(['39', '38', '59', '77', '88'], drawn(n, 11))}${String(drawn(n, 12) % 100_000_000).padStart(8, '0')}`

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
const idOf = (n: number) =>
  `01900001-${hex(n >>> 16, 4)}-7${hex((n >>> 4) & 0xfff, 3)}-8${hex(n & 0xf, 1)}00-000000000000`

/** Fills a register with all by which it is searched; the indexes are made afterwards, as a restore does. */
export async function fillNames(count: number): Promise<Actor> {
  const { id: unionId } = await aUnion()
  const account = { username: randomUUID(), displayName: '', role: 'COMMAND' as const, password: null }
  const actor = await anActor(await setUpAccount(unionId, account))
  const zones = await createZones(unionId, ['东片区', '西片区'])
  const enterpriseOf = (n: number) => {
    const named = { name: nameOf(n), creditCode: codeOf(n) }
    return {
      ...{ id: idOf(n), unionId, ...named, ...searchedColumns(named) },
      ...{
        address: `${n}号`,
        industry: of(trades, drawn(n, 8)),
        headcount: n % 300,
        zoneId: zones[n % 2],
        openIssues: 0,
      },
      ...{ resumption: 'NOT_RESUMED', progress: 'NOT_PLANNED', createdAt: new Date(), updatedAt: new Date() },
    }
  }
  await inBulk(async () => {
    const indexes = await db.$queryRaw<{ name: string; made: string }[]>`
      SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE tablename = 'Enterprise' AND indexdef LIKE '%USING gin%'`
    for (const { name } of indexes) await db.$executeRawUnsafe(`DROP INDEX "${name}"`)
    for (let start = 0; start < count; start += 5000) {
      const rows = Array.from({ length: Math.min(5000, count - start) }, (_, i) => enterpriseOf(start + i))
      const columns = Object.keys(rows[0]!)
        .map((name) => `"${name}"`)
        .join(', ')
      await db.$executeRawUnsafe(
        `INSERT INTO "Enterprise" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"Enterprise", $1::jsonb)`,
        JSON.stringify(rows),
      )
      const contacts = rows.map(({ id }, i) => ({ id, enterpriseId: id, phone: phoneOf(start + i) }))
      await db.$executeRaw`
        INSERT INTO "Contact" (id, "enterpriseId", kind, name, phone) SELECT id, "enterpriseId", 'OWNER', '', phone
        FROM jsonb_populate_recordset(NULL::"Contact", ${JSON.stringify(contacts)}::jsonb)`
    }
    await db.$executeRawUnsafe("SET maintenance_work_mem = '512MB'")
    for (const { made } of indexes) await db.$executeRawUnsafe(made)
    await db.$executeRawUnsafe('VACUUM (ANALYZE) "Enterprise"')
  })
  return actor
}

/** How long the job takes that makes what rows are found by, after an update: here of the first of them. */
export async function fillAgain(count: number): Promise<Row> {
  const rows = Math.min(count, 20_000)
  await db.searchFill.create({ data: { table: 'Enterprise', version: 1, after: idOf(count - rows - 1) } })
  const began = performance.now()
  await fillSearch.run({ payload: {}, signal: new AbortController().signal })
  const each = (performance.now() - began) / rows
  return {
    what: `the job that fills what is searched by, ${rows} of ${count} enterprises`,
    measured: `${ms(each)} each`,
  }
}

/** What people type: each finds what it must among so many enterprises, or nothing. */
export function kindsOfSearches(count: number): Searches {
  const n = Math.floor(count * 0.7)
  const name = nameOf(n)
  return {
    common: ['有限公司', '西安市莲湖区', '餐饮有限公司'],
    'one character': ['店', '鹏', '西'],
    'two characters': ['西安', '鼓楼', '龙凤'],
    rare: [name, '龙凤春秋', '鼓楼 红青 药店'],
    pinyin: ['changan', 'longfengchunqiu', 'xianshilianhuqu', 'gulouchadian', 'yinhang'],
    'pinyin, begun': ['longfengch', 'zhon'],
    initials: ['xaslhq', 'lfcq', 'gl', 'yxgs'],
    phone: [phoneOf(n), phoneOf(n).slice(-8), '13900000000'],
    code: [codeOf(n), codeOf(n).slice(-6), '9161', '91610104MA'],
    'nothing found': ['没有这个名字', '鑫', 'qqqq', '9161ZZZZ', '%', 'zhuangzhuangzhuang'],
  }
}
