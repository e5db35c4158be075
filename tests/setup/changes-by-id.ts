import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { rolesOfDeeds } from '#server/log/deed.ts'
import { localDate } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { schema } from '#server/schema.ts'
import { filledInput } from './filled-input.ts'
import { aCreditCode } from './rosters.ts'
import type { StockedUnion } from './stocked-union.ts'

type Field = GraphQLField<unknown, unknown>

const isId = ({ type }: GraphQLInputField | GraphQLArgument) => getNamedType(type).name === 'ID'

/** The names of the fields of an input that hold an id of a row, at whatever depth. */
export function idsOf(type: GraphQLInputType, isWanted = (_: GraphQLInputField) => true): string[] {
  if (isNonNullType(type) || isListType(type)) return idsOf(type.ofType, isWanted)
  if (!isInputObjectType(type)) return []
  const fields = Object.values(type.getFields()).filter(isWanted)
  return fields.flatMap((field) => (isId(field) ? [field.name] : idsOf(field.type, isWanted)))
}

/** Every deed and every id in its input. What is done by a link has no caller, and is tried in issue-links-refused.test.ts. */
export const changesById = Object.values(schema.getMutationType()!.getFields())
  .filter(({ name }) => rolesOfDeeds.has(name))
  .flatMap((mutation) =>
    mutation.args.flatMap(({ type }) => idsOf(type)).map((field) => [mutation.name, field, mutation] as const),
  )

const roleOf: Record<string, string> = {
  squadId: 'SQUAD',
  memberId: 'SQUAD',
  agencyId: 'AGENCY',
  enterpriseId: 'ENTERPRISE',
  zoneId: 'CADRE',
}

const member = { name: '王敏', duties: ['GUIDE'], phone: '15400000001' }

/** An input that would do but for the one id: all others that it requires are the caller's own. */
export function inputOf(
  own: StockedUnion,
  cadre: string,
  { name, args: [arg] }: Field,
  field: string,
  id: string,
): object {
  const required = idsOf(arg!.type, ({ type }) => isNonNullType(type))
  const tomorrow = localDate(new Date(Date.now() + 86_400_000))
  const given = {
    ...Object.fromEntries(required.map((each) => [each, own.ids[each]])),
    expiresOn: tomorrow,
    plannedOn: tomorrow,
    from: localDate(new Date()),
    // nothing is planned on the day after tomorrow
    on: localDate(new Date(Date.now() + (name === 'planDay' ? 2 * 86_400_000 : 0))),
    to: name === 'setResumption' ? 'FILED' : tomorrow,
    source: 'ENTERPRISE',
    list: 'ISSUES',
    creditCode: aCreditCode(),
    ...(name.endsWith('Agency') && { kind: 'COMMUNITY' }),
    ...(name === 'createSquad' && field === 'agencyId' && { members: { ...member, agencyId: id } }),
    ...(name === 'updateSupplier' && field === 'itemId' && { items: { itemId: id, capacity: 1 } }),
    ...(name === 'createAccount' && { role: roleOf[field], password: 'a long enough password' }),
    ...(name === 'createAccount' && field === 'memberId' && { squadId: own.ids.squadId }),
    ...(name === 'createLinks' && { name: '经办人' }),
    // who is not named would leave the squad
    ...(name === 'setSquadMembers' && { memberId: own.ids.memberId }),
    ...(name === 'updateAccount' && {
      accountId: field === 'zoneId' ? cadre : globalId('Account', own.union.squads[0].accountId),
    }),
    [field]: id,
  }
  return filledInput(arg!.type, arg!.name, given) as object
}
