import { randomUUID } from 'node:crypto'
import { type DocumentNode, execute, parse, validate } from 'graphql'
import type { Role, Scope } from '#codegen/prisma/enums.ts'
import type { NewAccount } from '#server/modules/people/new-account.ts'
import { setUpAccount } from '#server/modules/people/set-up.ts'
import { createSupplyItem } from '#server/modules/supplies/create-item.ts'
import { createSupplier } from '#server/modules/supplies/create-supplier.ts'
import type { Actor, Context } from '#server/platform/context.ts'
import { schema } from '#server/schema.ts'
import { aCampaign, anActor, anEnterprise, aSquad, aUnion } from './factories.ts'
import { createAgencies } from './organisation.ts'

/** A union with two squads, two agencies, three enterprises of which the first two are of the hundred, and items. */
export type SmallUnion = Awaited<ReturnType<typeof aSmallUnion>>

/** Somebody who asks, with an account of that role, which has no password, and a session. */
export async function someone(unionId: string, role: Role, of: Partial<NewAccount> = {}): Promise<Actor> {
  const account = { username: randomUUID(), displayName: role, role, ...of }
  return anActor(await setUpAccount(unionId, { ...account, password: null }))
}

/** Everything a rule of visits, issues or supplies needs around it; one account of each kind. */
export async function aSmallUnion(enterpriseCount = 3) {
  const { id: unionId } = await aUnion()
  const command = await someone(unionId, 'COMMAND')
  const agencies = await createAgencies(unionId, [
    { kind: 'TAX', name: '税务', aliases: [] },
    { kind: 'POLICE', name: '公安', aliases: [] },
  ])
  const squads = [await aSquad(unionId), await aSquad(unionId)]
  const enterprises: string[] = []
  for (let i = 1; i <= enterpriseCount; i++) enterprises.push(await anEnterprise(command))
  const campaign = await aCampaign(command, enterprises.slice(0, 2))
  const mask = await createSupplyItem(command, { clientId: randomUUID(), ...masks })
  const alcohol = await createSupplyItem(command, { clientId: randomUUID(), ...spirits })
  const supplier = await createSupplier(command, {
    clientId: randomUUID(),
    name: '口罩厂',
    contact: '张三',
    phone: '029-00000000',
    items: [{ itemId: mask.subjectId!, capacity: 5000 }],
  })
  const of = (role: Role, belonging?: Partial<NewAccount>) => someone(unionId, role, belonging)
  const integrator = await of('INTEGRATOR')
  return {
    unionId,
    command,
    squads: (await Promise.all(squads.map((squadId) => of('SQUAD', { squadId })))) as [Actor, Actor],
    tax: await of('AGENCY', { agencyId: agencies.get('TAX')! }),
    police: await of('AGENCY', { agencyId: agencies.get('POLICE')! }),
    owner: await of('ENTERPRISE', { enterpriseId: enterprises[0]! }),
    neighbour: await of('ENTERPRISE', { enterpriseId: enterprises[1]! }),
    wall: await of('WALL'),
    integrator: (...scopes: Scope[]): Actor => ({ ...integrator, scopes }),
    enterprises: enterprises as [string, string, ...string[]],
    campaign,
    mask: mask.subjectId!,
    alcohol: alcohol.subjectId!,
    supplier: supplier.subjectId!,
  }
}

const masks = { code: 'MASK', name: '口罩', nameEn: 'mask', unit: '个', unitEn: 'piece' }
const spirits = { code: 'ALCOHOL', name: '酒精', nameEn: 'alcohol', unit: '斤', unitEn: 'jin', kgPerUnit: 0.5 }

/** A connection in an answer. */
export type Listed<Node> = { totalCount: number; edges: { node: Node }[] }

const documents = new Map<string, DocumentNode>()

/** The document of a source. It is parsed and validated once, since tests ask the same over and over. */
function documentOf(source: string): DocumentNode {
  const known = documents.get(source)
  if (known) return known
  const document = parse(source)
  const [fault] = validate(schema, document)
  if (fault) throw fault
  documents.set(source, document)
  return document
}

/** Runs an operation on the schema as the actor, and answers with its data in the shape that the caller names. */
export async function ask<Data = unknown>(
  actor: Actor,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<Data> {
  const contextValue: Context = {
    actor,
    locale: 'en',
    requestId: randomUUID(),
    address: '127.0.0.1',
    origin: 'http://127.0.0.1',
    holder: { actor },
    renew: async () => {},
  }
  const { data, errors } = await execute({ schema, document: documentOf(source), variableValues, contextValue })
  if (errors) throw errors[0]!.originalError ?? errors[0]
  return data as Data
}
