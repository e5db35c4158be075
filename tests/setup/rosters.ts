import { randomUUID } from 'node:crypto'
import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'
import { countRows, readRows, rowComparer } from '#server/modules/rosters/compare.ts'
import type { PlannedRow } from '#server/modules/rosters/kind.ts'
import { type EnterpriseColumn, enterpriseColumns } from '#server/modules/rosters/kinds/enterprise-columns.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import type { Answer, TestApp } from './app.ts'

let serial = 0

/** A credit code that no other enterprise of the tests has. */
export const aCreditCode = () => creditCodeOf(`91610199MC${String(++serial).padStart(7, '0')}`)

const header = '企业名称,统一社会信用代码,员工人数,负责人,负责人电话,片区'

/** A roster as an office would save it, from its lines. */
export const rosterCsv = (...lines: string[]) => new TextEncoder().encode([header, ...lines].join('\n'))

const rosterFields = `roster { id fileName created changed unchanged refused appliedAt rows(first: 100) { edges { node {
  row kind name key changes { column from to } reasons { column sentence } } } } }`

/** A roster as `rosterFields` asks for it. */
type Roster = Record<'created' | 'changed' | 'unchanged' | 'refused', number> & {
  id: string
  fileName: string
  appliedAt: string | null
  rows: {
    edges: {
      node: {
        row: number
        kind: string
        name: string
        key: string
        changes: { column: string; from: string; to: string }[]
        reasons: { column: string; sentence: string }[]
      }
    }[]
  }
}

type RosterAnswer = { seq: number; roster: Roster }

/** A roster with the seq of its event; throws where it was refused. */
function rosterOf(payload: RosterAnswer | undefined, errors: unknown): Roster & { seq: number } {
  if (!payload) throw new Error(JSON.stringify(errors))
  return { ...payload.roster, seq: payload.seq }
}

/** Uploads as a browser does, by the GraphQL multipart request specification. */
export async function uploadRoster(
  app: TestApp,
  token: string,
  bytes: Uint8Array,
  name = '名册.csv',
  clientId: string = randomUUID(),
): Promise<Answer<{ previewRoster: RosterAnswer }>> {
  const form = new FormData()
  const query = `mutation ($input: PreviewRosterInput!) { previewRoster(input: $input) { seq ${rosterFields} } }`
  form.set('operations', JSON.stringify({ query, variables: { input: { clientId, file: null } } }))
  form.set('map', JSON.stringify({ 0: ['variables.input.file'] }))
  form.set('0', new File([new Uint8Array(bytes)], name))
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-sizhen-csrf': '1', 'accept-language': 'zh' },
    body: form,
  })
  return (await response.json()) as Answer<{ previewRoster: RosterAnswer }>
}

/** Uploads a roster that is not refused. */
export async function previewRoster(...upload: Parameters<typeof uploadRoster>): Promise<Roster & { seq: number }> {
  const { data, errors } = await uploadRoster(...upload)
  return rosterOf(data?.previewRoster, errors)
}

/**
 * The global id of a roster that counts as previewed, written straight into its table: reading a file takes a thread of
 * its own and seconds. Without rows it says all the same that it changes one, so that applying it writes its event.
 */
export async function aPreviewedRoster(
  { unionId, accountId }: Pick<Actor, 'unionId' | 'accountId'>,
  rows: readonly PlannedRow[] = [],
): Promise<string> {
  const counts = rows.length ? countRows(rows) : { created: 0, changed: 1, unchanged: 0, refused: 0 }
  const { id } = await db.rosterImport.create({
    data: {
      unionId,
      actorId: accountId,
      fileName: '名册.csv',
      headers: [],
      rows: [...rows],
      createdAt: new Date(),
      ...counts,
    },
  })
  return globalId('RosterImport', id)
}

/** The rows of a roster that changes the headcount of this enterprise, and enters another one. */
export async function rowsOfRoster(enterpriseId: string): Promise<PlannedRow[]> {
  const { id, name, ...found } = await db.enterprise.findUniqueOrThrow({ where: { id: enterpriseId } })
  const creditCode = found.creditCode!
  const headcount = found.headcount ?? 0
  const rows = await readRows(enterpriseRoster, [
    { sheet: '', row: 2, cells: { name, creditCode, headcount: String(headcount + 65) }, original: [] },
    { sheet: '', row: 3, cells: { name: '名册新增的店', creditCode: aCreditCode() }, original: [] },
  ])
  return rows.map(await compareWith(id, { name, creditCode, headcount: String(found.headcount ?? '') }))
}

/** The row of a roster that has the name and place of this enterprise and another credit code. */
export async function doubtfulRows(enterpriseId: string): Promise<PlannedRow[]> {
  const { id, name, address, ...found } = await db.enterprise.findUniqueOrThrow({ where: { id: enterpriseId } })
  const rows = await readRows(enterpriseRoster, [
    { sheet: '', row: 2, cells: { name, address, creditCode: aCreditCode() }, original: [] },
  ])
  return rows.map(await compareWith(id, { name, address, creditCode: found.creditCode! }))
}

/** Compares the rows of a roster with a register that holds one enterprise. */
export async function compareWith(
  id: string,
  known: Partial<Record<EnterpriseColumn, string>> & { creditCode: string },
) {
  const empty = Object.fromEntries(Object.keys(enterpriseColumns).map((column) => [column, '']))
  const values = { ...empty, ...known } as Record<EnterpriseColumn, string>
  const enterprises = [{ id, isRetired: false, values, doubles: [], phoneTexts: [], apartFrom: [] }]
  const moment = { actor: {} as Actor, at: new Date(), prepared: undefined }
  const compare = await rowComparer(enterpriseRoster, { texts: new Map(), enterprises, zones: new Map() }, moment)
  return (row: PlannedRow): PlannedRow => compare(row).row
}

/** Asks for a previewed roster to be applied. */
export function sendApplyRoster(app: TestApp, token: string, rosterId: string, clientId: string = randomUUID()) {
  const document = `mutation ($input: ApplyRosterInput!) { applyRoster(input: $input) { seq ${rosterFields} } }`
  return app.gql<{ applyRoster: RosterAnswer }>(token, document, { input: { clientId, rosterId } })
}

/** Undoes an applied roster: how many of its rows were taken back, and how many stay. */
export async function undoRoster(app: TestApp, token: string, rosterId: string) {
  const document = 'mutation ($input: UndoRosterInput!) { undoRoster(input: $input) { roster { undone kept } } }'
  const input = { clientId: randomUUID(), rosterId }
  type Undone = { undoRoster: { roster: { undone: number; kept: number } } }
  const { data, errors } = await app.gql<Undone>(token, document, { input })
  if (!data) throw new Error(JSON.stringify(errors))
  return data.undoRoster.roster
}

/** Applies a previewed roster, which is not refused. */
export async function applyRoster(...request: Parameters<typeof sendApplyRoster>): Promise<Roster & { seq: number }> {
  const { data, errors } = await sendApplyRoster(...request)
  return rosterOf(data?.applyRoster, errors)
}
