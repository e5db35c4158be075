import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import { globalId } from '#server/platform/ids.ts'
import { plain } from '#server/platform/plain.ts'
import { gramsOf } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import type { TestApp } from './app.ts'
import { aStockedUnion, type StockedUnion } from './stocked-union.ts'

/** The column of a table that holds what somebody has typed. */
export type Marked = `${string}.${string}`

/** The columns with names of people. */
export const names: Marked[] = [
  'Campaign.leadName',
  'Contact.name',
  'Account.displayName',
  'Squad.cadreName',
  'SquadMember.name',
  'Zone.cadreName',
  'Supplier.contact',
  'Issue.saidBy',
  'Measure.who',
  'Visit.listenSpokenTo',
  'Visit.askSpokenTo',
  'VisitNote.saidBy',
]

/** The columns with what people have said or written, but for titles. */
export const words: Marked[] = [
  'Campaign.plan',
  'CampaignClosing.reopenReason',
  'Issue.evidence',
  'Issue.closingNote',
  'IssueEntry.text',
  'Measure.what',
  'Measure.expectedEffect',
  'Measure.resultNote',
  'Measure.dropReason',
  'Visit.skipReason',
  'Visit.followUp',
  'Visit.voidReason',
  'CompletedStep.gist',
  'VisitNote.text',
  'VisitUndo.reason',
  'VisitUndo.followUp',
  'VisitNote.secondSource',
  'VisitCheck.note',
  'Paper.name',
  'ResumptionChange.basis',
  'SupplyOrder.cancelReason',
  'CellText.text',
  'CellText.name',
  'CellText.sheet',
  'Session.name',
  'RosterImport.fileName',
  'View.name',
  'ReplyTemplate.title',
  'ReplyTemplate.text',
]

/** The columns with phone numbers of people. */
export const phones: Marked[] = [
  'Contact.phone',
  'Squad.phone',
  'SquadMember.phone',
  'Zone.cadrePhone',
  'Supplier.phone',
]

/** The columns with what the register, the union and what is shown on the wall are called. */
export const titles: Marked[] = [
  'Agency.name',
  'Agency.phone',
  'Campaign.title',
  'Campaign.leadTitle',
  'Enterprise.name',
  'Enterprise.creditCode',
  'Enterprise.address',
  'Enterprise.industry',
  'Issue.title',
  'PolicyDocument.title',
  'PolicyDocument.issuer',
  'Account.username',
  'Squad.cadreTitle',
  'SupplyItem.name',
  'SupplyItem.nameEn',
  'SupplyItem.unit',
  'SupplyItem.unitEn',
  'TradeUnion.name',
  'TradeUnion.shortName',
  'TradeUnion.districtName',
  'Zone.name',
  'Zone.cadreTitle',
  'Supplier.name',
]

/** The columns of text that nobody types, that have rows of their own in no stocked union, or that tests of their own look at. */
export const unmarked: Marked[] = [
  ...(['address', 'event', 'subjectType', 'list', 'reason'] as const).map((name): Marked => `AuditEntry.${name}`),
  'CalendarDay.name',
  'CellText.column',
  'CellText.subjectType',
  'CellText.title',
  'CellText.titleEn',
  'ClientFile.build',
  'ClientFile.path',
  'Enterprise.plainName',
  'EnterpriseMerger.reason',
  'Event.name',
  'Event.subjectType',
  'Issue.plainTitle',
  'Measure.form',
  'Paper.hash',
  'Paper.voidReason',
  'PaperContent.hash',
  'PersonalLink.secretHash',
  'Receipt.inputHash',
  'Receipt.mutation',
  'ReminderSettings.quietFrom',
  'ReminderSettings.quietTo',
  'ResumptionChange.source',
  'ResumptionCorrection.basis',
  'ResumptionCorrection.source',
  'ResumptionCorrection.reason',
  'RosterMapping.headers',
  'SearchFill.table',
  'Secret.name',
  'Session.address',
  'Session.secretHash',
  'SetUpLink.secretHash',
  'SignInLimit.key',
  'SupplyItem.code',
  'View.address',
  'Visit.agreedTime',
  'Account.passwordHash',
  'WallPairing.codeHash',
  'WallPairing.name',
]

export const marked = [...names, ...words, ...phones, ...titles]

const numbers = new Map(marked.map((column, n) => [column, n]))

/** A number that looks like no other one: of a mobile phone, or at the end of a code. */
const digitsOf = (column: Marked): string => String(30_000_000 + numbers.get(column)! * 1_010_101)

/** What stands in a column: a word that is found nowhere else. */
export function markOf(column: Marked): string {
  if (phones.includes(column)) return `159${digitsOf(column)}`
  if (column === 'Enterprise.creditCode') return `9161010${digitsOf(column)}MRK`
  return `〔${column.replace('.', '')}〕`
}

/** The columns of all tables that hold text. */
export async function textColumns(): Promise<Marked[]> {
  const found = await db.$queryRaw<{ column: Marked }[]>`
    SELECT table_name || '.' || column_name AS column FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'text' AND table_name NOT LIKE '\\_%' ORDER BY 1`
  return found.map(({ column }) => column)
}

/** A union with one row of every kind, in which each column of text has its mark. */
export async function aMarkedUnion(app: TestApp): Promise<StockedUnion> {
  const stock = await aStockedUnion(app)
  const visit = await db.visit.findFirstOrThrow({ where: { unionId: stock.union.unionId } })
  const step = { visitId: visit.id, step: 'LISTEN' } as const
  await db.completedStep.create({ data: { ...step, at: new Date(), actorId: stock.union.command.accountId } })
  await db.visitNote.create({ data: { ...step, position: 1, text: '' } })
  await db.visitUndo.create({ data: { visitId: visit.id, at: new Date(), arrivedAt: new Date() } })
  await db.visitCheck.create({ data: { visitId: visit.id, item: 'DISINFECTION', answer: 'NO' } })
  await db.contact.create({ data: { enterpriseId: visit.enterpriseId, kind: 'OWNER', name: '', phone: '' } })
  const { id: campaignId, unionId } = await db.campaign.findFirstOrThrow()
  const reopened = { at: new Date(), reopenedAt: new Date(), reopenReason: '' }
  await db.campaignClosing.create({ data: { ...reopened, unionId, campaignId, seq: 1, tally: {} } })
  for (const column of marked) await markColumn(stock, visit.enterpriseId, column)
  const [name, creditCode] = [markOf('Enterprise.name'), markOf('Enterprise.creditCode')]
  const found = searchedColumns({ name, creditCode })
  await db.enterprise.update({ where: { id: visit.enterpriseId }, data: { name, creditCode, ...found } })
  const plainTitle = plain(markOf('Issue.title'))
  await db.issue.updateMany({ data: { plainTitle, grams: gramsOf(markOf('Issue.title'), name) } })
  return { ...stock, ids: { ...stock.ids, contactedId: globalId('Enterprise', visit.enterpriseId) } }
}

/** One row alone has the mark of a column whose values differ from row to row; a wall’s account keeps its name. */
async function markColumn({ union }: StockedUnion, enterpriseId: string, name: Marked): Promise<void> {
  const [table, column] = name.split('.')
  const isUnique = unique.includes(name)
  const first = `(SELECT id FROM "${table}" ORDER BY id LIMIT 1)`
  const where =
    table === 'Enterprise' ? `id = '${enterpriseId}'` : isUnique ? `id = ${first}` : `id <> '${union.wall.accountId}'`
  await db.$executeRawUnsafe(`UPDATE "${table}" SET "${column}" = $1 WHERE ${where}`, markOf(name))
}

const unique: Marked[] = [
  'Account.username',
  'Agency.name',
  'Zone.name',
  'Supplier.name',
  'SupplyItem.name',
  'View.name',
]
