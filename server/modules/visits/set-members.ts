import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { readDoors, refuseMeeting } from './doors.ts'
import { visitEvents } from './events.ts'
import { arrivalOf, squadOfVisit, visitConflict, visitLoad } from './load.ts'
import {
  addMembers,
  checkMemberIds,
  memberIdsCheck,
  readCandidates,
  readMemberIds,
  removeOtherMembers,
} from './members.ts'
import { visitIfVisible } from './payload.ts'

const SetVisitMembersInput = builder.inputType('SetVisitMembersInput', {
  description: 'Which visit it is, and everybody who was there. 哪次走访及全部到场队员。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: 'The global id of the visit. 走访的编号。' }),
    memberIds: t.idList({
      validate: memberIdsCheck,
      description:
        'The global ids of all members of the squad who were there, at most 50; they replace those that were named. 全部到场队员的编号,至多 50 名,替换原有的。',
    }),
  }),
})

/** It is put right who of the squad was there. The event says who was named before. */
export const setVisitMembers = deed('setVisitMembers', {
  does: {
    en: 'Puts right who of the squad is or was there on a visit. Its history says who was named before.',
    zh: '更正走访时到场的队员;经过中记有更正前的队员。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such visit, or the squad never had this member',
      zh: '找不到这次走访或队员',
    },
    CONFLICT: {
      en: 'the squad has not arrived, or the visit is skipped or voided; or the squad was at another enterprise in the meantime, which these members would make one overlap',
      zh: '尚未到达、已跳过或已作废;或小分队其间在另一家企业,改后两次走访的队员相同',
    },
    INVALID: {
      en: 'a member is named twice or had left the squad by then',
      zh: '同一队员列出两次,或当时已退出小分队',
    },
  },
  input: SetVisitMembersInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { visitId: 'Visit', memberIds: 'SquadMember' },
  payload: visitIfVisible,
  load(actor, { visitId, memberIds }) {
    const { lock, read } = visitLoad(actor, visitId)
    const squadId = squadOfVisit(visitId)
    return {
      lock,
      read: {
        ...read,
        before: readMemberIds(visitId),
        candidates: readCandidates(squadId, actor.accountId, memberIds),
        doors: readDoors(squadId, visitId, arrivalOf(visitId)),
      },
    }
  },
  decide({ visit, before, candidates, doors }, { memberIds }, { at }) {
    const { id, state, arrivedAt, finishedAt } = visit
    if (state !== 'ARRIVED' && state !== 'FINISHED') throw visitConflict(visit)
    checkMemberIds(memberIds, candidates, arrivedAt!)
    const after = memberIds.toSorted()
    if (after.join() === before.join()) return { subjectId: id, writes: [], events: [] }
    refuseMeeting(doors, { arrivedAt: arrivedAt!, finishedAt }, before, after)
    const added = after.filter((memberId) => !before.includes(memberId))
    return {
      subjectId: id,
      writes: [removeOtherMembers(id, after), ...addMembers(id, added)],
      events: [visitEvents.membersSet(visit, { memberIds: after, before }, { happenedAt: at })],
    }
  },
})
