import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import type { FirstOf } from '#server/log/load.ts'
import { insertAll } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { campaignEvents } from '#server/modules/campaigns/events.ts'
import { cellOfIncoming } from '#server/modules/campaigns/load.ts'
import { byEnd, recount, type Standing } from '#server/modules/campaigns/standings.ts'
import { enterpriseEvents } from '#server/modules/enterprises/events.ts'
import { type EnterpriseState, enterpriseRetired, refuseDouble } from '#server/modules/enterprises/load.ts'
import { enterprisePayload } from '#server/modules/enterprises/payload.ts'
import { setEnterprise } from '#server/modules/enterprises/progress.ts'
import { renameInIssues } from '#server/modules/enterprises/rename-in-issues.ts'
import { registerDelta, standingDelta, standingOf } from '#server/modules/enterprises/resumption.ts'
import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import { setAgencies } from '#server/modules/issues/change.ts'
import { readAccountsOf } from '#server/modules/people/disabling.ts'
import { accountEvents } from '#server/modules/people/events.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { paragraph } from '#server/platform/text.ts'
import { contactsLacked, isFurther, lackedBy, resumptionOf, rezoned } from './facts.ts'
import { entryOf, pairLoad, readContacts, readMeeting, readPlaces, suppliedDelta } from './load.ts'
import { freePlace, giveRows, passPlace, recordMerger, swapResumptions } from './moves.ts'

const MergeEnterpriseInput = builder.inputType('MergeEnterpriseInput', {
  description: 'Which entry of the register is the double of which other one. 哪一条企业登记与哪一条重复。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({ description: 'The global id of the double. 重复的那一条的编号。' }),
    intoEnterpriseId: t.id({ description: 'The global id of the enterprise that stays. 保留的企业的编号。' }),
    reason: t.string({
      validate: paragraph(1, 500),
      description: 'How it is known that both are one enterprise, 1 to 500 characters. 为何是同一家,1 至 500 字。',
    }),
  }),
})

/**
 * Two entries of the register are one enterprise. All that was at the double is at the other one from then on, and each figure that
 * counts enterprises counts one instead of two. The double’s id leads to the other one.
 */
export const mergeEnterprise = deed('mergeEnterprise', {
  does: {
    en: 'Merges an entry of the register into another one, since both are one enterprise. Its visits, issues, measures, orders, papers and accounts go to the other one, and its contacts, papers of resumption and facts where the other one lacks them; of two states of resumption the later one holds. Its places in the lists of campaigns that are not closed go to the other one where that has none there, and it leaves the register. separateEnterprise takes the two apart again.',
    zh: '把一条企业登记并入另一条,因为是同一家:其走访、问题、措施、物资、照片与账号转到另一条;联系人、复工材料与资料只补另一条没有的;复工状态以日期较晚的为准。未结束行动的名单上,另一条没有位置时转给另一条。被并入的一条不再在册;可用 separateEnterprise 撤销合并。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such enterprise', zh: '找不到企业' },
    CONFLICT: {
      en: 'one of them was merged already, the one that stays is retired, a squad is at the double, or both have a visit to come on one day',
      zh: '其中一条已并入别家,保留的一条已停用,小分队正在重复的一条走访,或两条在同一天都有待访',
    },
    INVALID: { en: 'both are the same entry', zh: '两者是同一条登记' },
  },
  input: MergeEnterpriseInput,
  roles: ['COMMAND'],
  ids: { enterpriseId: 'Enterprise', intoEnterpriseId: 'Enterprise' },
  payload: enterprisePayload,
  load(actor, { enterpriseId, intoEnterpriseId: intoId }) {
    const ids = [enterpriseId, intoId] as const
    const { lock, read } = pairLoad(actor, Prisma.sql`SELECT unnest(${[...ids]}::uuid[])`)
    const accounts = readAccountsOf('enterpriseId', enterpriseId)
    const reads = { places: readPlaces(ids), meeting: readMeeting(ids), contacts: readContacts(ids), accounts }
    return { lock, read: { ...read, ...reads } }
  },
  decide(state, { enterpriseId, intoEnterpriseId: intoId, reason }, { at: happenedAt, actor }) {
    const { standings, places, sums, zones, accounts, contacts, meeting } = state
    if (enterpriseId === intoId) throw sameEntry()
    const double = entryOf(state.entries, enterpriseId, 'enterpriseId')
    const into = entryOf(state.entries, intoId, 'intoEnterpriseId')
    refuseDouble(double)
    refuseDouble(into)
    if (into.retiredAt) throw enterpriseRetired(into)
    refuseVisitUnderWay(double)
    if (meeting) throw twoOnOneDay(meeting)
    const at = now()
    const taken = places.filter(({ enterpriseId: id }) => id === double.id)
    const has = (campaignId: string) =>
      places.some((each) => each.enterpriseId === into.id && each.campaignId === campaignId)
    const isListed = double.isListed || into.isListed
    const { cells, delta, writes } = recount(joined(standings, into), into.period, new Set(isListed ? [into.id] : []))
    const cell = cells.get(into.id)!
    const openIssues = double.openIssues + into.openIssues
    const filled = lackedBy(into, double, zones)
    const isLater = isFurther(double, into)
    const copies = contactsLacked(contacts, double, into)
    const merger = {
      id: newId(),
      unionId: into.unionId,
      doubleId: double.id,
      intoId: into.id,
      at,
      actorId: actor.accountId,
      reason,
    }
    const kept = {
      filled: Object.fromEntries(Object.keys(filled).map((name) => [name, into[name as keyof typeof filled]!])),
      creditCode: filled.creditCode ?? null,
      contacts: copies.map(({ id }) => id),
      isResumptionSwapped: isLater,
      places: taken.map(({ campaignId, position }) => ({ campaignId, position, isTaken: !has(campaignId) })),
    }
    const union = [
      delta,
      { listed: double.isListed && into.isListed ? -1 : 0 },
      double.retiredAt ? {} : registerDelta(double, -1),
      isLater ? standingDelta(standingOf(into), standingOf(double)) : {},
      suppliedDelta(
        sums,
        sums.map((each) => ({ ...each, enterpriseId: into.id })),
      ),
    ].reduce(plus, {})
    return {
      subjectId: into.id,
      writes: [
        recordMerger(merger, kept),
        ...giveRows(merger.id, { from: double.id, to: into.id }),
        ...insertAll('Contact', copies),
        ...taken.map(({ campaignId, position }) =>
          has(campaignId) ? freePlace(campaignId, position) : passPlace(campaignId, position, into.id),
        ),
        ...(isLater ? [swapResumptions(double.id, into.id)] : []),
        ...writes,
        setEnterprise(double.id, {
          ...(filled.creditCode && { creditCode: null, ...searchedColumns({ ...double, creditCode: null }) }),
          ...(isLater && resumptionOf(into)),
          openIssues: 0,
          retiredAt: double.retiredAt ?? at,
          mergedIntoId: into.id,
        }),
        // what was merged into the double before leads to the other one as well
        Prisma.sql`UPDATE "Enterprise" SET "mergedIntoId" = ${into.id}::uuid WHERE "mergedIntoId" = ${double.id}::uuid`,
        setEnterprise(into.id, {
          ...filled,
          ...(filled.creditCode && searchedColumns({ ...into, ...filled })),
          ...(isLater && resumptionOf(double)),
          openIssues,
        }),
        setAgencies(double.id),
        setAgencies(into.id),
        renameInIssues([into.id]),
      ],
      events: [
        enterpriseEvents.merged(double, { intoId: into.id }, { happenedAt, union }),
        ...taken.map((place) =>
          has(place.campaignId)
            ? campaignEvents.enterpriseRemoved(
                { id: place.campaignId },
                { position: place.position },
                { enterpriseId: double.id },
              )
            : campaignEvents.enterpriseSwapped(
                { id: place.campaignId },
                { position: place.position, out: double.id, ...cellOfIncoming({ ...cell, openIssues }) },
                { enterpriseId: into.id },
              ),
        ),
        enterpriseEvents.doubleMerged(into, { doubleId: double.id, openIssues, ...cell }, { happenedAt }),
        ...rezoned(into, filled.zoneId, zones),
        ...accounts.map(({ id }) => accountEvents.updated({ id }, { fields: 'enterpriseId', rank: null })),
      ],
    }
  },
})

/** Both as one: all visits are at the one that stays, the earliest end first. */
function joined(standings: readonly Standing[], into: EnterpriseState): Standing[] {
  const visits = standings.flatMap((each) => each.visits)
  return standings.map((standing) => ({
    ...standing,
    visits: standing.id === into.id ? byEnd(visits) : [],
  }))
}

/** CONFLICT: a squad is at the double’s door, whose board says where it is. */
function refuseVisitUnderWay({ visits }: EnterpriseState): void {
  const here = visits.find(({ state }) => state === 'ARRIVED')
  if (!here) return
  throw conflict(
    {
      zh: '小分队正在走访要并入的这一条,请等走访结束。',
      en: 'A squad is at the entry that is to be merged: wait until the visit has ended.',
    },
    globalId('Visit', here.id),
  )
}

const twoOnOneDay = ({ id, name }: FirstOf) =>
  conflict(
    {
      zh: `两条登记在 ${name} 都有待访,请先取消其中一次。`,
      en: `Both have a visit to come on ${name}: skip one of them first.`,
    },
    globalId('Visit', id),
  )

const sameEntry = () => invalid('intoEnterpriseId', { zh: '不能并入自己。', en: 'An entry is not merged into itself.' })
