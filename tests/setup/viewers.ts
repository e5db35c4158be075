import { Scope } from '#codegen/prisma/enums.ts'
import { db } from '#server/postgres/db.ts'
import type { TestApp } from './app.ts'
import { type Caller, callerOf } from './caller.ts'
import { anAccount, aSecret, aUnion } from './factories.ts'
import type { SmallUnion } from './small-union.ts'

/** The kinds of viewers whose rights differ within one union; a token is named after its one scope. */
export const viewerNames = [
  'command',
  'deputy',
  'squad 1',
  'squad 2',
  'tax',
  'police',
  'owner',
  'neighbour',
  'cadre',
  'wall',
  'district',
  ...Object.values(Scope),
] as const

export type ViewerName = (typeof viewerNames)[number]

/** One caller of each kind. */
export type Viewers = Record<ViewerName, Caller>

/** Callers for the accounts of a small union, a second COMMAND account, a zone’s cadre, a token for each scope, and its district. */
export async function viewersOf(app: TestApp, union: SmallUnion, districtId: string): Promise<Viewers> {
  const { unionId, command, squads, tax, police, owner, neighbour, wall } = union
  await db.tradeUnion.update({ where: { id: unionId }, data: { parentId: districtId } })
  const integrator = union.integrator().accountId
  const district = await anAccount(districtId, { role: 'DISTRICT' })
  const deputy = await anAccount(unionId)
  const zone = await db.zone.findFirstOrThrow({ where: { unionId }, orderBy: { id: 'asc' } })
  const cadre = await anAccount(unionId, { role: 'CADRE', zoneId: zone.id })
  const holding = async (accountId: string, given?: Parameters<typeof aSecret>[1]) =>
    callerOf(app, await aSecret(accountId, given))
  const token = (scope: Scope) => holding(integrator, { kind: 'TOKEN', scopes: [scope] })
  return {
    command: await holding(command.accountId),
    deputy: await holding(deputy.id),
    'squad 1': await holding(squads[0].accountId),
    'squad 2': await holding(squads[1].accountId),
    tax: await holding(tax.accountId),
    police: await holding(police.accountId),
    owner: await holding(owner.accountId),
    neighbour: await holding(neighbour.accountId),
    cadre: await holding(cadre.id),
    wall: await holding(wall.accountId, { kind: 'WALL' }),
    district: await holding(district.id),
    BOARD: await token('BOARD'),
    ENTERPRISES: await token('ENTERPRISES'),
    VISITS: await token('VISITS'),
    ISSUES: await token('ISSUES'),
    SUPPLIES: await token('SUPPLIES'),
  }
}

/** A district union, to which sub-district unions may be given. */
export const aDistrict = async (): Promise<string> => (await aUnion({ level: 'DISTRICT' })).id
