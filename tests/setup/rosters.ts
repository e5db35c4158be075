import { randomUUID } from 'node:crypto'
import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'
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
  row kind name creditCode changes { column from to } reasons { column sentence } } } } }`

/** Uploads as a browser does, by the GraphQL multipart request specification. */
export async function previewRoster(
  app: TestApp,
  token: string,
  bytes: Uint8Array,
  name = '名册.csv',
  clientId: string = randomUUID(),
) {
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
  const { data, errors } = (await response.json()) as Answer
  return errors ? { error: errors[0]!.extensions } : { ...data.previewRoster.roster, seq: data.previewRoster.seq }
}

/**
 * The global id of a roster that counts as previewed, written straight into its table: reading a file takes a thread of
 * its own and seconds. It has no row to apply, yet says that it changes one, so that applying it writes its event.
 */
export async function aPreviewedRoster({ unionId, accountId }: Pick<Actor, 'unionId' | 'accountId'>): Promise<string> {
  const counts = { created: 0, changed: 1, unchanged: 0, refused: 0 }
  const { id } = await db.rosterImport.create({
    data: {
      unionId,
      actorId: accountId,
      fileName: '名册.csv',
      headers: [],
      rows: [],
      createdAt: new Date(),
      ...counts,
    },
  })
  return globalId('RosterImport', id)
}

/** Applies a previewed roster. */
export const applyRoster = async (app: TestApp, token: string, rosterId: string, clientId: string = randomUUID()) => {
  const document = `mutation ($input: ApplyRosterInput!) { applyRoster(input: $input) { seq ${rosterFields} } }`
  const { data, errors } = await app.gql(token, document, { input: { clientId, rosterId } })
  return errors ? { error: errors[0]!.extensions } : { ...data.applyRoster.roster, seq: data.applyRoster.seq }
}
