import { Prisma, type Squad } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { one, type Read } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { progressAfter } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { notFound } from '#server/platform/errors.ts'
import { arrivalAfter, positionAt, readDoors } from './doors.ts'
import { visitEvents } from './events.ts'
import { arrivalAt, squadOfVisit, visitConflict, visitLoad } from './load.ts'
import { addMembers, checkMemberIds, memberIdsCheck, ownMember, readCandidates } from './members.ts'
import { visitIfVisible } from './payload.ts'
import { checkInUseAt } from './planning.ts'

const ArriveVisitInput = builder.inputType('ArriveVisitInput', {
  description: 'Which squad stop is reached. 到达哪一站。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: 'The global id of the planned visit. 计划中的走访的编号。' }),
    memberIds: t.idList({
      required: false,
      validate: memberIdsCheck,
      description:
        'The global ids of the members of the squad who are there, at most 50. Left out by the account of a member it is that member alone. 到场队员的编号,至多 50 名;以队员本人账号到达而不填时,为该队员一人。',
    }),
  }),
})

/** Records that the squad has arrived at the enterprise. It is at one enterprise at a time, unless each visit names other members. */
export const arriveVisit = deed('arriveVisit', {
  does: {
    en: 'Records that the squad stands at the door of the enterprise.',
    zh: '登记小分队到达企业。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such visit, or the squad never had this member',
      zh: '找不到这次走访或队员',
    },
    CONFLICT: {
      en: 'the squad has arrived already; the visit is finished, skipped or voided; or the squad is still at another enterprise, or left one more than five minutes later, and the two visits do not name different members',
      zh: '已到达、已结束、已跳过或已作废;或小分队还在另一家企业,或在此五分钟以后才离开那里,而两次走访没有写明不同的队员',
    },
    INVALID: {
      en: 'happenedAt lies more than a day before both the moment at which the stop was planned and the day for which it is planned; or a member is named twice or had left the squad by then',
      zh: '到达时间比排定这一站的时间与计划日期都早一天以上;或同一队员列出两次,或当时已退出小分队',
    },
  },
  input: ArriveVisitInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { visitId: 'Visit', memberIds: 'SquadMember' },
  payload: visitIfVisible,
  load(actor, { visitId, memberIds, happenedAt }) {
    const { lock, read } = visitLoad(actor, visitId)
    const squadId = squadOfVisit(visitId)
    return {
      lock,
      read: {
        ...read,
        squad: readSquadOf(visitId),
        candidates: readCandidates(squadId, actor.accountId, memberIds),
        doors: readDoors(squadId, visitId, Prisma.sql`${happenedAt ?? now()}::timestamptz`),
      },
    }
  },
  decide({ visit, enterprise, squad, candidates, doors }, input, { at }) {
    if (visit.state !== 'PLANNED') throw visitConflict(visit)
    const reached = arrivalAt(visit, at)
    checkInUseAt(squad, reached)
    const memberIds = input.memberIds ?? ownMember(candidates, reached)
    checkMemberIds(memberIds, candidates, reached)
    const arrivedAt = arrivalAfter(doors, reached, memberIds)
    const { id, enterpriseId, steps } = visit
    const { cell, delta, writes } = progressAfter(enterprise, { ...visit, state: 'ARRIVED' })
    const position = positionAt(squad.id, [...doors, { id, enterpriseId, steps, arrivedAt, finishedAt: null }])
    return {
      subjectId: id,
      writes: [
        update('Visit', id, { state: 'ARRIVED', arrivedAt }),
        ...addMembers(id, memberIds),
        position.write,
        ...writes,
      ],
      events: [
        visitEvents.arrived(
          visit,
          { memberIds, ...cell },
          { happenedAt: arrivedAt, union: plus(delta, { onSite: 1 }), squad: position.squad },
        ),
      ],
    }
  },
})

/** Reads the squad of a visit. */
const readSquadOf = (visitId: string): Read<Pick<Squad, 'id' | 'number' | 'retiredAt'>> =>
  one(
    Prisma.sql`
      SELECT q.id, q.number, q."retiredAt" FROM "Squad" q JOIN "Visit" v ON v."squadId" = q.id WHERE v.id = ${visitId}::uuid`,
    () => notFound('visitId'),
  )
