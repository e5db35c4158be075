import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { type Caller, callerOf } from '#tests/setup/caller.ts'
import { aSecret } from '#tests/setup/factories.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let app: TestApp
let union: SmallUnion
let command: Caller

beforeAll(async () => {
  app = await startTestApp()
  union = await aSmallUnion()
  command = callerOf(app, await aSecret(union.command.accountId))
})
afterAll(() => app.close())

/** Documents with one wrong argument, variables to them, and the path to what is wrong. */
const wrong: [string, string, object | undefined, string][] = [
  ['an argument', '{ events(after: -1) { head } }', undefined, 'after'],
  ['a size', 'query ($n: Int) { visits(first: $n) { totalCount } }', { n: 101 }, 'first'],
  ['a variable of another name', 'query ($n: Int) { visits(first: $n) { totalCount } }', { n: 'x' }, 'first'],
  ['an id of the filter', '{ visits(filter: { squadId: "x" }) { totalCount } }', undefined, 'filter.squadId'],
  ['a literal', '{ visits(filter: { states: [PLANNED, NOWHERE] }) { totalCount } }', undefined, 'filter.states.1'],
  ['a literal date', '{ visits(filter: { on: "2020-02-31" }) { totalCount } }', undefined, 'filter.on'],
  ['a field that is none', '{ visits(filter: { nobody: 1 }) { totalCount } }', undefined, 'filter.nobody'],
  ['an argument that is none', '{ visits(nobody: 1) { totalCount } }', undefined, 'nobody'],
  ['an argument that is missing', '{ visit { id } }', undefined, 'id'],
  [
    'a place in a filter that is a variable',
    'query ($f: VisitFilter) { visits(filter: $f) { totalCount } }',
    { f: { states: ['PLANNED', 'NOWHERE'] } },
    'filter.states.1',
  ],
  [
    'a variable within a filter',
    'query ($s: [VisitState!]) { visits(filter: { states: $s }) { totalCount } }',
    { s: ['PLANNED', 'NOWHERE'] },
    'filter.states.1',
  ],
  [
    'a date within a filter',
    'query ($on: Date) { visits(filter: { on: $on }) { totalCount } }',
    { on: '2020-02-31' },
    'filter.on',
  ],
  [
    'a search that is too long',
    'query ($s: String) { enterprises(search: $s) { totalCount } }',
    { s: 'x'.repeat(101) },
    'search',
  ],
  [
    'a filter of an export',
    '{ exportList(list: VISITS, format: CSV, filter: { visits: { squadId: "x" } }) { url } }',
    undefined,
    'filter.visits.squadId',
  ],
]

it.each(wrong)('%s is named by its path from the arguments', async (_, document, variables, field) => {
  expect(await command.refusal(document, variables)).toMatchObject({ code: 'INVALID', field })
})

it('what is wrong in the input of a mutation is named by its path, whatever the variable is called', async () => {
  const document = (type: string, mutation: string) => `mutation ($it: ${type}!) { ${mutation}(input: $it) { seq } }`
  const clientId = randomUUID()
  const refused = async (mutation: string, type: string, input: object) =>
    (await command.refusal(document(type, mutation), { it: { clientId, ...input } })).field
  const member = { name: '张三', duties: [], phone: '1' }
  const squadId = globalId('Squad', union.squads[0].squadId!)
  const members = [{ ...member, phone: '13800000000' }, member]
  expect(await refused('setSquadMembers', 'SetSquadMembersInput', { squadId, members })).toBe('input.members.1.phone')
  const foreign = [{ ...members[0], agencyId: globalId('Squad', union.unionId) }]
  expect(await refused('setSquadMembers', 'SetSquadMembersInput', { squadId, members: foreign })).toBe(
    'input.members.0.agencyId',
  )
  const wrongDuty = [members[0], { ...members[0], duties: ['GUIDE', 'COOK'] }]
  expect(await refused('setSquadMembers', 'SetSquadMembersInput', { squadId, members: wrongDuty })).toBe(
    'input.members.1.duties.1',
  )
  expect(await refused('setSquadMembers', 'SetSquadMembersInput', { squadId })).toBe('input.members')
  expect(await refused('createZone', 'CreateZoneInput', { name: '' })).toBe('input.name')
})
