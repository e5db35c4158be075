import { localDate } from '#server/platform/clock.ts'
import { globalId, rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import type { TestApp } from './app.ts'
import { aCellText } from './cell-texts.ts'
import { anAccount } from './factories.ts'
import { aTinyPhoto } from './photos.ts'
import { aPreviewedRoster } from './rosters.ts'
import { aSmallUnion, type SmallUnion } from './small-union.ts'
import { aDistrict, type Viewers, viewersOf } from './viewers.ts'

/** A union with one row of every kind that an id can stand for, and one viewer of each kind. */
export type StockedUnion = {
  union: SmallUnion
  /** The union's global id. */
  id: string
  viewers: Viewers
  /** The global id of such a row, by the name that it has as a field of an input or as an argument. */
  ids: Record<string, string>
}

/** Makes it, below a district of its own. */
export async function aStockedUnion(app: TestApp): Promise<StockedUnion> {
  const union = await aSmallUnion()
  const { unionId } = union
  const viewers = await viewersOf(app, union, await aDistrict())
  const { command } = viewers
  const enterpriseId = globalId('Enterprise', union.enterprises[0])
  const squadId = globalId('Squad', union.squads[0].squadId!)
  const itemId = globalId('SupplyItem', union.mask)
  const accountId = globalId('Account', union.integrator().accountId)
  const today = localDate(new Date())
  const tomorrow = localDate(new Date(Date.now() + 86_400_000))

  const stop = { squadId, enterpriseId, plannedOn: today }
  const { visit } = await command.change<{ visit: { id: string } }>('planVisit', stop, 'visit { id }')
  const report = { kind: 'DIFFICULTY', category: 'RENT', severity: 'LOW', title: '房租', source: 'CALL' }
  const about = { ...report, enterpriseId }
  const agencyId = globalId('Agency', union.tax.agencyId!)
  const opened = () => command.change<{ issue: { id: string } }>('openIssue', { ...about, agencyId }, 'issue { id }')
  const { issue } = await opened()
  const { issue: other } = await opened()
  await command.change('setIssueRoutes', { routes: [{ category: 'TAX', agencyId }] }, 'routes { id }')
  const template = { category: 'TAX', title: '缓缴', text: '已办理缓缴。' }
  await command.change('setReplyTemplates', { templates: [template] }, 'templates { id }')
  const photo = { issueId: issue.id, file: aTinyPhoto() }
  const { paper: added } = await command.change<{ paper: { id: string } }>('addPaper', photo, 'paper { id }')
  const said = { enterpriseId, issueIds: [issue.id], what: '协调缓缴', who: '税务局', dueOn: tomorrow }
  const { measure } = await command.change<{ measure: { id: string } }>('recordMeasure', said, 'measure { id }')
  await command.change('addIssueNote', { issueId: issue.id, text: '下午有人' }, 'issue { id }')
  const note = await db.issueEntry.findFirstOrThrow({ where: { issue: { unionId }, kind: 'NOTE' } })
  const wanted = { enterpriseId, itemId, requested: 10 }
  const { supplyOrder } = await command.change<{ supplyOrder: { id: string } }>(
    'orderSupply',
    wanted,
    'supplyOrder { id }',
  )
  const scoped = { accountId, name: '数据大厅', scopes: ['BOARD'], expiresOn: tomorrow }
  const { token } = await command.change<{ token: { id: string } }>('createToken', scoped, 'token { id }')
  const saved = { list: 'ISSUES', name: '未结', address: 'status=OPEN', isShared: true }
  const { view } = await command.change<{ view: { id: string } }>('saveView', saved, 'view { id }')
  type Links = { links: { id: string }[] }
  const subjects = [{ enterpriseId }]
  const linking = { purpose: 'DEVICE', expiresOn: tomorrow, subjects }
  const [link] = (await command.change<Links>('createLinks', linking, 'links { id }')).links
  const member = await db.squadMember.findFirstOrThrow({ where: { squadId: union.squads[0].squadId! } })
  const filed = { to: 'FILED', on: today, basis: '备案表', source: 'FORM' }
  const standing = { ...filed, enterpriseIds: [globalId('Enterprise', union.enterprises[1])] }
  await command.change('setResumption', standing, 'enterprises { id }')
  const change = await db.resumptionChange.findFirstOrThrow({ where: { enterprise: { unionId } } })
  const paper = { title: '一本通', issuer: '税务局' }
  const { document } = await command.change<{ document: { id: string } }>(
    'createPolicyDocument',
    paper,
    'document { id }',
  )
  const { id: zoneId } = await db.zone.findFirstOrThrow({ where: { unionId } })
  const zone = await db.zone.update({ where: { id: zoneId }, data: { cadreName: '王建国' } })
  const campaign = await db.campaign.findFirstOrThrow({ where: { unionId } })
  const own = { accountId: union.command.accountId, issueId: rowId('Issue', issue.id, 'issueId') }
  const reminder = await db.reminder.create({
    data: { unionId, ...own, kind: 'GIVEN', at: new Date(), ringsAt: new Date() },
  })
  const session = await db.session.findFirstOrThrow({ where: { accountId: union.command.accountId } })
  const ids = {
    accountId,
    agencyId,
    campaignId: globalId('Campaign', campaign.id),
    cloneOf: globalId('Campaign', campaign.id),
    changeId: globalId('ResumptionChange', change.id),
    continuesId: visit.id,
    deputyId: globalId('Account', (await anAccount(unionId)).id),
    documentId: document.id,
    enterpriseId,
    enterpriseIds: enterpriseId,
    entryId: globalId('IssueEntry', note.id),
    unionId: globalId('TradeUnion', unionId),
    intoId: other.id,
    intoEnterpriseId: globalId('Enterprise', union.enterprises[1]),
    otherEnterpriseId: globalId('Enterprise', union.enterprises[1]),
    issueId: issue.id,
    issueIds: issue.id,
    itemId,
    linkId: link!.id,
    measureId: measure.id,
    memberId: globalId('SquadMember', member.id),
    memberIds: globalId('SquadMember', member.id),
    orderId: supplyOrder.id,
    paperId: added.id,
    proposedAgencyId: globalId('Agency', union.police.agencyId!),
    reminderIds: globalId('Reminder', reminder.id),
    rosterId: await aPreviewedRoster(union.command),
    cellTextId: await aCellText(unionId, union.enterprises[0]!),
    sessionIds: globalId('OwnSession', session.id),
    squadId,
    supplierId: globalId('Supplier', union.supplier),
    supportingIds: globalId('Agency', union.police.agencyId!),
    tokenId: token.id,
    viewId: view.id,
    visitId: visit.id,
    zoneId: globalId('Zone', zone.id),
    zoneIds: globalId('Zone', zone.id),
  }
  return { union, id: globalId('TradeUnion', unionId), viewers, ids }
}
