import readWorkbook from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localDate } from '#server/platform/clock.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { anExportedUnion, codes, type Exporter, exportedLines, exportLink, exportTokens } from '#tests/setup/exports.ts'
import type { SmallUnion } from '#tests/setup/small-union.ts'

let app: TestApp
let union: SmallUnion
let tokens: Record<Exporter, string>

beforeAll(async () => {
  app = await startTestApp()
  union = await anExportedUnion()
  tokens = await exportTokens(app, union)
})
afterAll(() => app.close())

const [first, second] = codes
const state = 'Zone,Resumption,Since,Visits,Open issues'
const contacts = 'Owner,Owner phone,Union chair,Union chair phone,Health contact,Health contact phone'
const register = 'Enterprise name,Credit code,Address,Industry'
const visits = 'State,Steps done,Arrived,Finished,Outcome,Counts,Why skipped,Follow-up'
const issues = 'Kind,Category,Severity,Title,Evidence,Said by,Source,Squad,Agency,Status,Closed,Closing note'
const orders = 'Item,Unit,Supplier,Requested,Reserved,Dispatched,Received,Accepted,Cancelled,Why cancelled'
const all: Exporter[] = ['command', 'squad', 'otherSquad', 'agency', 'enterprise', 'watching', 'working', 'reading']
const except = (...names: Exporter[]) => all.filter((name) => !names.includes(name))

/** Of each list the header that somebody sees, and who sees just that one. */
const headers: [list: string, header: string, who: Exporter[]][] = [
  ['ENTERPRISES', `${register},Headcount,${contacts},${state}`, ['command', 'enterprise']],
  ['ENTERPRISES', `${register},Headcount,${state}`, ['squad', 'otherSquad', 'agency', 'reading']],
  ['ENTERPRISES', `Enterprise name,${state}`, ['watching', 'working']],
  ['CAMPAIGN', `Place,${register},${state}`, except('watching', 'working')],
  ['CAMPAIGN', `Place,Enterprise name,${state}`, ['watching', 'working']],
  ['VISITS', `Day,Squad,Stop,Agreed time,Enterprise,Credit code,${visits}`, except('watching', 'working')],
  ['VISITS', `Day,Squad,Stop,Agreed time,Enterprise,${visits}`, ['watching', 'working']],
  ['ISSUES', `Number,Opened,Enterprise,Credit code,${issues}`, except('watching', 'working')],
  ['ISSUES', `Number,Opened,Enterprise,${issues}`, ['watching', 'working']],
  ['SUPPLY_ORDERS', `Ordered,Enterprise,Credit code,${orders}`, except('watching', 'working')],
  ['SUPPLY_ORDERS', `Ordered,Enterprise,${orders}`, ['watching', 'working']],
  ['SUPPLIERS', 'Supplier,Contact,Phone,Items and units a day', ['command', 'squad', 'otherSquad', 'enterprise']],
  ['SUPPLIERS', 'Supplier,Contact,Items and units a day', ['agency', 'watching', 'working', 'reading']],
  ['SQUADS', 'Squad,Leading cadre,Zones,Member,Duties,Agency,Phone', ['command', 'squad', 'otherSquad']],
  ['SQUADS', 'Squad,Leading cadre,Zones,Member,Duties,Agency', ['agency', 'enterprise', 'watching']],
  ['POLICIES', 'Title,Issuer', all],
  ['ACCOUNTS', 'Username,Name,Role,Made,Disabled', ['command']],
]

/** How many rows each of `all` finds in a list, in that order; null where the list is refused. */
const rows: [list: string, counts: (number | null)[]][] = [
  ['ENTERPRISES', [2, 2, 2, 1, 1, 2, 0, 2]],
  ['CAMPAIGN', [2, 2, 2, 0, 1, 2, 0, 0]],
  ['VISITS', [2, 2, 0, 0, 1, 0, 2, 2]],
  ['ISSUES', [2, 1, 0, 1, 2, 0, 2, 2]],
  ['SUPPLY_ORDERS', [2, 2, 2, 0, 1, 0, 2, 2]],
  ['SUPPLIERS', [1, 1, 1, 1, 1, 0, 1, 1]],
  ['SQUADS', [2, 2, 2, 2, 2, 2, null, null]],
  ['POLICIES', [1, 1, 1, 1, 1, 1, 1, 1]],
  ['ACCOUNTS', [15, null, null, null, null, null, null, null]],
]

/** The rows of each list as the command centre reads them in both languages, its header in Chinese. */
const contents: [list: string, chinese: string[], english: string[]][] = [
  [
    'ENTERPRISES',
    [
      '企业名称,统一社会信用代码,地址,行业,员工人数,负责人,负责人电话,工会主席,工会主席电话,防疫联系人,防疫联系人电话,片区,复工状态,状态日期,走访进度,未结问题',
      `回坊食品,${first},"'=HYPERLINK(""x"")",零售,36,张三,154****0001,,,王五,,一片区,已复工,2020-03-20,已走访,1`,
      `钟楼百货,${second},'-西大街,餐饮,12,,,,,,,,未复工,,未排,0`,
    ],
    [
      `回坊食品,${first},"'=HYPERLINK(""x"")",零售,36,张三,154****0001,,,王五,,一片区,Resumed,2020-03-20,Visited,1`,
      `钟楼百货,${second},'-西大街,餐饮,12,,,,,,,,Not resumed,,Not planned,0`,
    ],
  ],
  [
    'CAMPAIGN',
    [
      '位置,企业名称,统一社会信用代码,地址,行业,片区,复工状态,状态日期,走访进度,未结问题',
      `1,回坊食品,${first},"'=HYPERLINK(""x"")",零售,一片区,已复工,2020-03-20,已走访,1`,
      `2,钟楼百货,${second},'-西大街,餐饮,,未复工,,未排,0`,
    ],
    [
      `1,回坊食品,${first},"'=HYPERLINK(""x"")",零售,一片区,Resumed,2020-03-20,Visited,1`,
      `2,钟楼百货,${second},'-西大街,餐饮,,Not resumed,,Not planned,0`,
    ],
  ],
  [
    'VISITS',
    [
      '日期,小分队,第几站,约定时间,企业名称,统一社会信用代码,状态,已完成步骤,到达,结束,结果,计入百家,跳过原因,后续跟进',
      `2020-03-24,1,0,,回坊食品,${first},已结束,望、闻、问、切,2020-03-24 08:30,2020-03-24 09:30,已走访,是,,'@三日内会商`,
      `2020-03-24,1,1,09:30,钟楼百货,${second},已跳过,,,,,否,'+封闭,`,
    ],
    [
      `2020-03-24,1,0,,回坊食品,${first},Finished,"Look, Listen, Ask, Treat",2020-03-24 08:30,2020-03-24 09:30,Visited,Yes,,'@三日内会商`,
      `2020-03-24,1,1,09:30,钟楼百货,${second},Skipped,,,,,No,'+封闭,`,
    ],
  ],
  [
    'ISSUES',
    [
      '编号,提出时间,企业名称,统一社会信用代码,类型,类别,严重程度,标题,依据,谁说的,来源,小分队,承办部门,状态,办结时间,办结说明',
      `2020-0001,2020-03-24 12:00,回坊食品,${first},堵点,租金,严重,房东拒租,租约,店长,电话,1,税务,已办结,2020-03-24 12:00,已减租`,
      `2020-0002,2020-03-24 12:00,回坊食品,${first},建议,防疫物资,一般,早日复工,,老板,企业上报,,,待派,,`,
    ],
    [
      `2020-0001,2020-03-24 12:00,回坊食品,${first},Blockage,Rent,High,房东拒租,租约,店长,Call,1,税务,Closed,2020-03-24 12:00,已减租`,
      `2020-0002,2020-03-24 12:00,回坊食品,${first},Suggestion,Supplies,Low,早日复工,,老板,Enterprise,,,Unassigned,,`,
    ],
  ],
  [
    'SUPPLY_ORDERS',
    [
      '下单时间,企业名称,统一社会信用代码,物资,单位,供应商,需求,预定,已发,已到,验收,取消时间,取消原因',
      `2020-03-24 12:00,回坊食品,${first},口罩,个,口罩厂,500,300,200,100,50,,`,
      `2020-03-24 12:00,钟楼百货,${second},酒精,斤,,0,0,0,0,0,2020-03-24 12:00,企业已自购`,
    ],
    [
      `2020-03-24 12:00,回坊食品,${first},mask,piece,口罩厂,500,300,200,100,50,,`,
      `2020-03-24 12:00,钟楼百货,${second},alcohol,jin,,0,0,0,0,0,2020-03-24 12:00,企业已自购`,
    ],
  ],
  [
    'SUPPLIERS',
    ['供应商,联系人,电话,供应物资与日产能', '口罩厂,张三,029-****0000,口罩 5000'],
    ['口罩厂,张三,029-****0000,mask 5000'],
  ],
  [
    'SQUADS',
    [
      '小分队,带队领导,片区,队员,职责,部门,电话',
      '1,王建国,,李敏,复工指导员,,154****0002',
      '2,王建国,,李敏,复工指导员,,154****0002',
    ],
    ['1,王建国,,李敏,Guide,,154****0002', '2,王建国,,李敏,Guide,,154****0002'],
  ],
  ['POLICIES', ['标题,发文单位', '一本通,税务局'], ['一本通,税务局']],
]

describe('an exported list', () => {
  it.each(headers)('%s has the columns %s for those who may read them', async (list, header, who) => {
    for (const name of who) expect((await exportedLines(app, tokens[name], list))[0], name).toBe(header)
  })

  it.each(rows)('%s has the rows that each may see', async (list, counts) => {
    for (const [i, name] of all.entries()) {
      const link = await exportLink(app, tokens[name], list)
      if (counts[i] === null) expect(link, name).toMatchObject({ code: 'FORBIDDEN' })
      else expect(await exportedLines(app, tokens[name], list), name).toHaveLength(1 + counts[i]!)
    }
    expect(await exportLink(app, tokens.wall, list)).toMatchObject({ code: 'FORBIDDEN' })
  })

  it.each(contents)('%s reads the same in both languages', async (list, chinese, english) => {
    expect(await exportedLines(app, tokens.command, list, { language: 'zh' })).toEqual(chinese)
    expect((await exportedLines(app, tokens.command, list)).slice(1)).toEqual(english)
  })

  it('names who spoke to neither the enterprise nor an agency, except where the enterprise itself reported', async () => {
    const speakers = async (name: Exporter) =>
      (await exportedLines(app, tokens[name], 'ISSUES')).slice(1).map((line) => line.split(',')[9])
    expect(await speakers('command')).toEqual(['店长', '老板'])
    expect(await speakers('squad')).toEqual(['店长'])
    expect(await speakers('agency')).toEqual([''])
    expect(await speakers('enterprise')).toEqual(['', '老板'])
  })

  it('is called by its name and today’s date, in the reader’s language', async () => {
    const today = localDate(new Date())
    const fileName = async (list: string, language: 'zh' | 'en', format: 'CSV' | 'XLSX') =>
      exportLink(app, tokens.command, list, { language, format })
    expect(await fileName('ENTERPRISES', 'zh', 'CSV')).toMatchObject({ fileName: `企业名册-${today}.csv` })
    expect(await fileName('CAMPAIGN', 'en', 'XLSX')).toMatchObject({ fileName: `The hundred-${today}.xlsx` })
    expect(await fileName('ACCOUNTS', 'zh', 'XLSX')).toMatchObject({ fileName: `账号-${today}.xlsx` })
  })

  it('as a workbook has the same cells: codes as text, counts as numbers, times as dates', async () => {
    const cells = async (list: string) => {
      const link = await exportLink(app, tokens.command, list, { format: 'XLSX' })
      if (!('url' in link)) throw new Error(link.code)
      const [sheet] = await readWorkbook(Buffer.from(await (await fetch(link.url)).arrayBuffer()))
      return sheet!.data[1]
    }
    expect(await cells('SUPPLY_ORDERS')).toEqual([
      new Date('2020-03-24T12:00:00Z'),
      '回坊食品',
      first,
      'mask',
      'piece',
      '口罩厂',
      500,
      300,
      200,
      100,
      50,
      null,
      null,
    ])
    expect((await cells('ENTERPRISES'))?.slice(2, 5)).toEqual([`'=HYPERLINK("x")`, '零售', 36])
  })
})
