import { randomUUID } from 'node:crypto'
import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql'
import { globalId } from '#server/platform/ids.ts'
import { day } from './days.ts'
import { aTinyPhoto } from './photos.ts'

/** The type behind an id, by the name of its field. */
const typeOfId: Record<string, string> = {
  accountId: 'Account',
  agencyId: 'Agency',
  campaignId: 'Campaign',
  changeId: 'ResumptionChange',
  continuesId: 'Visit',
  deputyId: 'Account',
  documentId: 'PolicyDocument',
  enterpriseId: 'Enterprise',
  entryId: 'IssueEntry',
  enterpriseIds: 'Enterprise',
  intoEnterpriseId: 'Enterprise',
  otherEnterpriseId: 'Enterprise',
  intoId: 'Issue',
  issueId: 'Issue',
  issueIds: 'Issue',
  itemId: 'SupplyItem',
  linkId: 'PersonalLink',
  measureId: 'Measure',
  memberId: 'SquadMember',
  memberIds: 'SquadMember',
  orderId: 'SupplyOrder',
  paperId: 'Paper',
  proposedAgencyId: 'Agency',
  reminderIds: 'Reminder',
  rosterId: 'RosterImport',
  sessionIds: 'OwnSession',
  cellTextId: 'CellText',
  squadId: 'Squad',
  subjectId: 'Contact',
  supplierId: 'Supplier',
  supportingIds: 'Agency',
  supplyItemId: 'SupplyItem',
  tokenId: 'Token',
  unionId: 'TradeUnion',
  viewId: 'View',
  visitId: 'Visit',
  zoneId: 'Zone',
  zoneIds: 'Zone',
}

/** Text that passes its field's own check. */
const texts: Record<string, string> = {
  address: 'status=OPEN',
  code: 'GLOVES',
  creditCode: '91610199MA0000011M',
  password: 'a long enough password',
  phone: '15400000001',
  username: 'somebody',
}

/** An input with every required field filled by something well-formed that stands for no row. */
export function filledInput(type: GraphQLInputType, name = '', given: Record<string, unknown> = {}): unknown {
  if (isNonNullType(type)) return filledInput(type.ofType, name, given)
  if (isListType(type)) return [filledInput(type.ofType, name, given)]
  if (name in given) return given[name]
  if (isEnumType(type)) return type.getValues()[0]!.name
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || field.name in given)
    return Object.fromEntries(fields.map((field) => [field.name, filledInput(field.type, field.name, given)]))
  }
  switch (type.name) {
    case 'ID':
      if (!typeOfId[name]) throw new Error(`say in typeOfId what ${name} is the id of`)
      return globalId(typeOfId[name], randomUUID())
    case 'UUID':
      return randomUUID()
    case 'Date':
      return day(0)
    case 'TimeOfDay':
      return '09:30'
    case 'DateTime':
      return new Date(Date.now() - 60_000).toISOString()
    case 'Int':
    case 'Float':
      return 1
    case 'Boolean':
      return true
    case 'Upload':
      return aTinyPhoto()
    default:
      return texts[name] ?? '一段文字'
  }
}
