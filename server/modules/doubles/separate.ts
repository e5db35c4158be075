import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { plus } from '#server/log/tallies.ts'
import { campaignEvents } from '#server/modules/campaigns/events.ts'
import { cellOfIncoming } from '#server/modules/campaigns/load.ts'
import { recount } from '#server/modules/campaigns/standings.ts'
import { creditCodeUniqueness } from '#server/modules/enterprises/entry.ts'
import { enterpriseEvents } from '#server/modules/enterprises/events.ts'
import { enterprisePayload } from '#server/modules/enterprises/payload.ts'
import { setEnterprise } from '#server/modules/enterprises/progress.ts'
import { renameInIssues } from '#server/modules/enterprises/rename-in-issues.ts'
import { registerDelta, standingDelta, standingOf } from '#server/modules/enterprises/resumption.ts'
import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import { setAgencies } from '#server/modules/issues/change.ts'
import { accountEvents } from '#server/modules/people/events.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { acrossPayload } from './across.ts'
import { resumptionOf, rezoned } from './facts.ts'
import { entryOf, pairLoad, type Sums, suppliedDelta } from './load.ts'
import { campaignsOf, readMerged } from './merged.ts'
import { giveRows, giveWhatHangs, passPlace, pointBack, putPlace, swapResumptions, takeContacts } from './moves.ts'

const SeparateEnterpriseInput = builder.inputType('SeparateEnterpriseInput', {
  description: 'The entry that is no double after all. 其实不重复的那一条登记。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({
      description: 'The global id of the entry that was merged into another one. 被并入的一条的编号。',
    }),
  }),
})

/** A merger was wrong: the two entries are two enterprises again, each with what was its own. What is new stays where it was done. */
export const separateEnterprise = deed('separateEnterprise', {
  does: {
    en: 'Takes a merged entry of the register and the one that it was merged into apart again. What came from it goes back to it, with its place in a list where that is not taken since; what was done since the merger stays at the other one. An issue of the one that was merged into an issue of the other stays merged: `issuesAcross` has them.',
    zh: '撤销合并:被并入的一条恢复在册,原有记录与未被占用的名单位置归还给它;合并之后新做的留在另一条。两条之间已并案的问题仍并在一起,见 issuesAcross。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such enterprise', zh: '找不到企业' },
    CONFLICT: {
      en: 'it was merged into no other entry, another merger followed that has to be taken apart first, a resumption was recorded since that builds on that of the double, a squad is on a visit that would go back to it, or another enterprise has its credit code by now',
      zh: '没有并入别家,之后又有合并须先撤销,合并后在其复工状态上又有登记,小分队正在要归还的一次走访中,或信用代码已被别家使用',
    },
  },
  input: SeparateEnterpriseInput,
  roles: ['COMMAND'],
  ids: { enterpriseId: 'Enterprise' },
  payload: (t) => ({ ...enterprisePayload(t), ...acrossPayload(t) }),
  load(actor, { enterpriseId: id }) {
    const { lock, read } = pairLoad(
      actor,
      Prisma.sql`SELECT unnest(ARRAY[id, "mergedIntoId"]) FROM "Enterprise" WHERE id = ${id}::uuid`,
      campaignsOf(id),
    )
    return { lock, read: { ...read, ...readMerged(id) } }
  },
  decide(
    { entries, standings, sums, zones, merger, later, formerPlaces, going, uses },
    { enterpriseId },
    { at: happenedAt },
  ) {
    const double = entryOf(entries, enterpriseId, 'enterpriseId')
    if (!double.mergedIntoId || !merger) throw notMerged(double.id)
    if (later) throw mergedSince(later)
    const other = entryOf(entries, double.mergedIntoId, 'enterpriseId')
    const kept = merger.moved
    const isGoing = (visitId: string) => kept.rows.Visit.includes(visitId)
    const here = other.visits.find((visit) => visit.state === 'ARRIVED' && isGoing(visit.id))
    if (here) throw underWay(here.id)
    const at = now()
    const back = formerPlaces.filter(({ holderId, isTaken }) => holderId === (isTaken ? other.id : null))
    const place = back.find(({ state }) => state === 'ACTIVE')
    const listed = { double: place !== undefined, other: other.isListed && !place?.isTaken }
    const all = standings.flatMap(({ visits }) => visits)
    const parted = standings.map((standing) => ({
      ...standing,
      visits: all.filter((visit) => isGoing(visit.id) === (standing.id === double.id)),
    }))
    const ids = [...(listed.double ? [double.id] : []), ...(listed.other ? [other.id] : [])]
    const { cells, delta, writes } = recount(parted, other.period, new Set(ids))
    const isSwapped = kept.isResumptionSwapped
    if (isSwapped && uses.isResumedSince) throw resumedSince(other.id)
    const [doubleNow, otherNow] = isSwapped
      ? [
          { ...double, ...resumptionOf(other) },
          { ...other, ...resumptionOf(double) },
        ]
      : [double, other]
    const given = Object.entries(kept.filled).filter(([name]) => {
      const values = { ...double, creditCode: kept.creditCode }
      return other[name as 'address'] === values[name as 'address']
    })
    const facts = Object.fromEntries(given) as Partial<Pick<typeof other, 'creditCode' | 'zoneId'>>
    const code = kept.creditCode ?? double.creditCode
    const zone = zones.find(({ id }) => id === double.zoneId)
    const zoneId = zone?.retiredAt ? null : double.zoneId
    const retiredAt = double.retiredAt && double.retiredAt < merger.at ? double.retiredAt : null
    const openIssues = uses.issueIds.length
    const left = other.openIssues - openIssues
    const remaining = sums.map((each) =>
      minus(
        each,
        going.find(({ item }) => item === each.item),
      ),
    )
    const union = [
      delta,
      { listed: ids.length - Number(other.isListed) },
      retiredAt ? {} : registerDelta(doubleNow, 1),
      other.retiredAt ? {} : standingDelta(standingOf(other), standingOf(otherNow)),
      suppliedDelta(sums, [...remaining, ...going]),
    ].reduce(plus, {})
    const cellOf = (id: string) => cells.get(id)!
    return {
      subjectId: double.id,
      writes: [
        Prisma.sql`UPDATE "EnterpriseMerger" SET "undoneAt" = ${at}::timestamptz WHERE id = ${merger.id}::uuid`,
        ...giveRows(merger.id, { from: other.id, to: double.id }),
        ...giveWhatHangs({ from: other.id, to: double.id }),
        takeContacts(kept.contacts, double.id),
        ...back.map(({ campaignId, position, isTaken }) =>
          isTaken ? passPlace(campaignId, position, double.id) : putPlace(double, campaignId, position),
        ),
        ...(isSwapped ? [swapResumptions(double.id, other.id)] : []),
        ...writes,
        setEnterprise(other.id, {
          ...facts,
          ...('creditCode' in facts && searchedColumns({ ...other, ...facts })),
          ...resumptionOf(otherNow),
          openIssues: left,
        }),
        setEnterprise(double.id, {
          creditCode: code,
          ...searchedColumns({ ...double, creditCode: code }),
          ...resumptionOf(doubleNow),
          openIssues,
          zoneId,
          retiredAt,
          mergedIntoId: null,
        }),
        pointBack(double.id),
        setAgencies(double.id),
        setAgencies(other.id),
        renameInIssues([double.id]),
      ],
      events: [
        enterpriseEvents.separated(
          other,
          { fromId: double.id, issueIds: [], openIssues: left, ...cellOf(other.id) },
          { happenedAt, union },
        ),
        enterpriseEvents.separated(
          double,
          { fromId: other.id, issueIds: uses.issueIds, openIssues, ...cellOf(double.id) },
          { happenedAt },
        ),
        ...back.map(({ campaignId, position, isTaken }) => {
          const cell = cellOfIncoming({ ...cellOf(double.id), openIssues })
          const campaign = { id: campaignId }
          return isTaken
            ? campaignEvents.enterpriseSwapped(
                campaign,
                { position, out: other.id, ...cell },
                { enterpriseId: double.id },
              )
            : campaignEvents.enterpriseAdded(campaign, { position, ...cell }, { enterpriseId: double.id })
        }),
        ...rezoned(other, facts.zoneId, zones),
        ...rezoned(double, zoneId, zones),
        ...uses.accounts.map((id) => accountEvents.updated({ id }, { fields: 'enterpriseId', rank: null })),
      ],
      uniqueness: creditCodeUniqueness(double.unionId, code),
    }
  },
})

/** What is left of the sums of an item where some of the orders go. */
const minus = (sums: Sums, going: Sums | undefined): Sums => ({
  ...sums,
  requested: sums.requested - (going?.requested ?? 0),
  reserved: sums.reserved - (going?.reserved ?? 0),
  received: sums.received - (going?.received ?? 0),
})

const notMerged = (id: string) =>
  conflict({ zh: '这条登记没有并入别家。', en: 'This entry was merged into no other one.' }, globalId('Enterprise', id))

const mergedSince = ({ id, name }: { id: string; name: string }) =>
  conflict(
    {
      zh: `「${name}」是之后合并的,请先撤销那一次。`,
      en: `${name} was merged after it: take that one apart first.`,
    },
    globalId('Enterprise', id),
  )

const resumedSince = (id: string) =>
  conflict(
    {
      zh: '合并之后又登记过复工,请先把那次登记更正为没有发生,再撤销合并。',
      en: 'Its resumption was recorded since the merger: correct that change as never happened first.',
    },
    globalId('Enterprise', id),
  )

const underWay = (id: string) =>
  conflict(
    {
      zh: '小分队正在走访,结束后才能撤销合并。',
      en: 'A squad is there now: take the entries apart once the visit has ended.',
    },
    globalId('Visit', id),
  )
