import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { entries, type FirstOf, firstOf, sharedRoot } from '#server/log/load.ts'
import { accountsOf, disableAccounts, readAccountsOf } from '#server/modules/people/disabling.ts'
import { disabledAccountsPayload } from '#server/modules/people/payload.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { enterpriseEvents } from './events.ts'
import { type EnterpriseState, enterpriseRetired, readRegistered, refuseDouble } from './load.ts'
import { enterprisePayload } from './payload.ts'
import { setEnterprise } from './progress.ts'
import { registerDelta } from './resumption.ts'

const RetireEnterpriseInput = builder.inputType('RetireEnterpriseInput', {
  description: 'The enterprise that is not of the register any more. 要停用的企业。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({ description: 'The global id of the enterprise. 企业的编号。' }),
  }),
})

/**
 * An enterprise is not of the register any more: it was entered twice, has moved away or has ended. It leaves the figures of
 * the register and of resumption; what was done at its door stays, and so does what the squads have done. One that only stops
 * to work is SUSPENDED instead.
 */
export const retireEnterprise = deed('retireEnterprise', {
  does: {
    en: 'Takes an enterprise out of the register, which was entered twice, has moved away or has ended. Its visits, issues and orders stay; it is counted no more among the enterprises and in their resumption, and its accounts are disabled. An enterprise that only stops to work is SUSPENDED instead.',
    zh: '停用重复登记、已迁出或已注销的企业。其走访、问题与物资记录保留,不再计入企业数与复工数;企业账号随之停用。只是停工的,请登记复工状态为「停工」。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such enterprise', zh: '找不到企业' },
    CONFLICT: {
      en: 'the enterprise is retired already, stands on the list of a campaign that is not closed, or has a visit to come or under way, an open issue or an order under way',
      zh: '企业已停用,或在未结束的行动名单中,或有待访或正在进行的走访、未结的问题、未完成的物资预定',
    },
  },
  input: RetireEnterpriseInput,
  roles: ['COMMAND'],
  ids: { enterpriseId: 'Enterprise' },
  payload: (t) => ({ ...enterprisePayload(t), ...disabledAccountsPayload(t, 'enterpriseId') }),
  load: (actor, { enterpriseId }) => ({
    lock: [sharedRoot('TradeUnion', actor.unionId), accountsOf('enterpriseId', enterpriseId), entries([enterpriseId])],
    read: {
      enterprise: readRegistered(actor, enterpriseId),
      accounts: readAccountsOf('enterpriseId', enterpriseId),
      campaigns: firstOf(Prisma.sql`
        SELECT c.id, c.title AS name FROM "CampaignEnterprise" p JOIN "Campaign" c ON c.id = p."campaignId"
        WHERE p."enterpriseId" = ${enterpriseId}::uuid AND c.state IN ('DRAFT', 'ACTIVE')`),
      issues: firstOf(Prisma.sql`
        SELECT id, title AS name FROM "Issue" WHERE "enterpriseId" = ${enterpriseId}::uuid AND status = 'OPEN'`),
      orders: firstOf(Prisma.sql`
        SELECT o.id, i.name FROM "SupplyOrder" o JOIN "SupplyItem" i ON i.id = o."itemId"
        WHERE o."enterpriseId" = ${enterpriseId}::uuid AND o.accepted < o.requested`),
    },
  }),
  decide({ enterprise, accounts, campaigns, issues, orders }) {
    refuseDouble(enterprise)
    if (enterprise.retiredAt) throw enterpriseRetired(enterprise)
    if (campaigns) throw onTheList(campaigns)
    refuseVisits(enterprise)
    if (issues) throw openIssues(issues)
    if (orders) throw openOrders(orders)
    // what squads did until now was done before it
    const at = now()
    const disabled = disableAccounts(accounts, at)
    return {
      subjectId: enterprise.id,
      writes: [setEnterprise(enterprise.id, { retiredAt: at }), ...disabled.writes],
      events: [
        enterpriseEvents.retired(enterprise, { accounts: accounts.length }, { union: registerDelta(enterprise, -1) }),
        ...disabled.events,
      ],
    }
  },
})

/** CONFLICT where a visit is to come or under way. */
function refuseVisits({ visits }: EnterpriseState): void {
  const open = visits.find(({ state }) => state === 'PLANNED' || state === 'ARRIVED')
  if (!open) return
  throw conflict(
    {
      zh: '这家企业还有待访或正在进行的走访,请先取消或等它结束。',
      en: 'A visit to this enterprise is to come or under way: skip it first, or wait until it has ended.',
    },
    globalId('Visit', open.id),
  )
}

const onTheList = ({ id, name }: FirstOf) =>
  conflict(
    {
      zh: `这家企业在「${name}」的名单中,请先移出或换成别的企业。`,
      en: `It stands on the list of ${name}: take it off first, or put another in its place.`,
    },
    globalId('Campaign', id),
  )

const openIssues = ({ id, name, count }: FirstOf) =>
  conflict(
    {
      zh: `这家企业还有 ${count} 个未结的问题(如「${name}」),请先结案。`,
      en: `${count} of its issues are open, such as ${name}: close them first.`,
    },
    globalId('Issue', id),
  )

const openOrders = ({ id, name, count }: FirstOf) =>
  conflict(
    {
      zh: `这家企业还有 ${count} 笔未完成的物资预定(如 ${name}),请先完成或取消。`,
      en: `${count} of its orders are under way, such as ${name}: complete or cancel them first.`,
    },
    globalId('SupplyOrder', id),
  )
