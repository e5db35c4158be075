import { getNamedType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db } from '#server/postgres/db.ts'
import { schema } from '#server/schema.ts'
import { unlimited } from './setup/all-answers.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { type Narrowing, narrowings, questions, told, written } from './setup/narrowing.ts'
import { aStockedUnion, type StockedUnion } from './setup/stocked-union.ts'
import { type ViewerName, viewerNames } from './setup/viewers.ts'

// Whoever narrows a list by a value, or orders it by one, finds out what it is. So each argument of each list is refused to each
// viewer who sees a row and may not read of it what the argument tells.

let app: TestApp
let own: StockedUnion

/** One row of each kind, with a value in every column that may be empty. */
beforeAll(async () => {
  app = await startTestApp(unlimited)
  own = await aStockedUnion(app)
  const at = new Date('2026-03-02T04:00:00Z')
  const zoneId = (await db.zone.findFirstOrThrow()).id
  await db.enterprise.updateMany({ data: { industry: '零售', headcount: 5, resumptionOn: at, zoneId } })
  const visitId = (await db.visit.findFirstOrThrow()).id
  const squadId = own.union.squads[0].squadId!
  const agencyId = own.union.tax.agencyId!
  await db.issue.updateMany({ data: { closedAt: at, reviewOn: at, doneBy: at, visitId, squadId, agencyId } })
  await db.measure.updateMany({ data: { squadId, agencyId } })
  const ended = {
    finishedAt: at,
    followUpOn: at,
    followUp: '回访',
    outcome: 'DONE',
    doubtful: true,
  } as const
  await db.visit.updateMany({ data: { ...ended, missing: ['LISTEN'], doubts: ['EMPTY_NOTE'] } })
  await db.visitCheck.create({ data: { visitId, item: 'DISINFECTION', answer: 'NO', fixBy: at } })
  await db.supplyOrder.updateMany({ data: { cancelledAt: at, supplierId: own.union.supplier } })
})
afterAll(() => app.close())

const all = narrowings().filter(({ list }) => !questions.includes(list))

const isConnection = (list: string) =>
  getNamedType(schema.getQueryType()!.getFields()[list]!.type).name.endsWith('Connection')

/** The arguments without which a list can't be asked for. */
const needed: Record<string, string> = { views: 'list: ISSUES', dayProposal: 'on: "2026-03-02"' }

type Row = Record<string, unknown> & { id: string }
type Rows = Row[] | { edges: { node: Row }[] } | null

async function ask(viewer: ViewerName, list: string, args: string, fields: string) {
  const selection = isConnection(list) ? `{ edges { node { ${fields} } } }` : `{ ${fields} }`
  const document = `{ ${list}${args && `(${args})`} ${selection} }`
  const { data, errors = [] } = await app.gql<Record<string, Rows>>(own.viewers[viewer].token, document)
  const rows = data?.[list]
  return { rows: rows && ('edges' in rows ? rows.edges.map(({ node }) => node) : rows), errors }
}

const fieldOf = ({ list, path }: Narrowing) => told[list]![path]!
const isEmpty = (value: unknown) => value == null || value === '' || (Array.isArray(value) && value.length === 0)

/** The arguments of a list that tell what this viewer may not read of a row that it sees; null where it sees no row. */
async function untold(viewer: ViewerName, list: string): Promise<Narrowing[] | null> {
  const ofList = all.filter((each) => each.list === list)
  const fields = [...new Set(ofList.map(fieldOf)), list === 'doubles' ? '' : 'id'].join(' ')
  const args = needed[list] ?? ''
  const [seen, whole] = [await ask(viewer, list, args, fields), await ask('command', list, args, fields)]
  if (!seen.rows?.length) return null
  return ofList.filter((each) => {
    const [name, below] = fieldOf(each).match(/\w+/g) as [string, string?]
    const isRefused = seen.errors.some(
      ({ path }) => path!.includes(name) && (!below || path!.includes(below) || path!.at(-1) === name),
    )
    const isKept = seen.rows!.some((row) => {
      const known = whole.rows!.find(({ id }) => id === row.id)
      return isEmpty(row[name]) && !isEmpty(known?.[name])
    })
    return isRefused || isKept
  })
}

it('every argument of every list says here what it tells', () => {
  expect(all.map(({ list, path }) => `${list}.${path}`).sort()).toEqual(
    Object.entries(told)
      .flatMap(([list, paths]) => Object.keys(paths).map((path) => `${list}.${path}`))
      .sort(),
  )
})

it('an export is narrowed and ordered as its list is', () => {
  const inputs = new Set(
    Object.values(schema.getQueryType()!.getFields())
      .filter(({ name }) => name !== 'exportList')
      .flatMap(({ args }) => args.map(({ type }) => String(getNamedType(type)))),
  )
  const type = schema.getType('ExportFilter') as unknown as { getFields(): Record<string, { type: never }> }
  const fields = Object.values(type.getFields()).map((field) => String(getNamedType(field.type)))
  expect(fields.filter((name) => !inputs.has(name))).toEqual([])
})

describe.each(viewerNames)('%s', (viewer) => {
  it('narrows and orders no list by what it may not read, and does by all else', async () => {
    const wrong: string[] = []
    for (const list of Object.keys(told)) {
      const hidden = await untold(viewer, list)
      if (!hidden) continue
      for (const each of all.filter((one) => one.list === list)) {
        const args = [needed[list]?.startsWith(each.path) ? '' : needed[list], written(each, own.ids)]
        const { errors } = await ask(viewer, list, args.filter(Boolean).join(', '), '__typename')
        const codes = errors.map(({ extensions }) => extensions.code)
        const isRefused = codes.includes('INVALID') || codes.includes('FORBIDDEN')
        if (isRefused === hidden.includes(each)) continue
        wrong.push(`${list}.${each.path}: ${hidden.includes(each) ? 'told' : errors[0]!.message}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
