import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { deed } from '#server/log/deed.ts'
import { oneOrNull, type Read } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { progressAfter } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { localDate } from '#server/platform/clock.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { positionAt, readDoors, refuseOverlap } from './doors.ts'
import { visitEvents } from './events.ts'
import { arrivalOf, onDay, squadOfVisit, visitConflict, visitLoad } from './load.ts'
import { readMemberIds } from './members.ts'
import { visitIfVisible } from './payload.ts'
import { readSuccessors, visitedDelta } from './successors.ts'
import { checkUndo, keepUndo, undoFields } from './undos.ts'

const UndoFinishInput = builder.inputType('UndoFinishInput', {
  description: 'Which end of a visit was recorded by mistake. 撤回哪次误记的结束。',
  fields: undoFields,
})

/** An end that was pressed by mistake is taken back: the squad is at the door as before, and ends the visit again. */
export const undoFinish = deed('undoFinish', {
  does: {
    en: 'Takes back the end of a visit that was recorded by mistake, on the day of that end: the squad is at the door as before and ends the visit again. The squad itself may do so within a minute by the times that both records carry, the command centre later, with the reason. Steps, notes and answers stay; outcome and follow-up are said anew. If the visit counted, another DONE visit of the enterprise counts in its place where there is one.',
    zh: '当天撤回误记的结束,小分队恢复为在现场,再次结束走访。小分队按两条记录自带的时间一分钟内可自行撤回;此后由指挥中心撤回,并写明原因。步骤、记录与检查结果保留,结果与跟进重新填写。原已计入的,由该企业另一次「已走访」代替。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such visit', zh: '找不到这次走访' },
    CONFLICT: {
      en: 'the visit is not finished, or ended on an earlier day; another visit continues it, or the enterprise is planned again for that day; the squad was at another enterprise since, and the two visits do not name different members; or a squad does so later than a minute after it',
      zh: '走访未结束,或不是当天结束;已有走访接续,或企业当天又排了走访;小分队此后在另一家企业,而两次走访没有写明不同的队员;或小分队在一分钟以后撤回',
    },
    INVALID: { en: 'the command centre gives no reason', zh: '指挥中心未写明原因' },
  },
  input: UndoFinishInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { visitId: 'Visit' },
  payload: visitIfVisible,
  load(actor, { visitId }) {
    const { lock, read } = visitLoad(actor, visitId)
    return {
      lock,
      read: {
        ...read,
        next: readSuccessors(visitId),
        later: readLater(visitId),
        memberIds: readMemberIds(visitId),
        doors: readDoors(squadOfVisit(visitId), visitId, arrivalOf(visitId)),
      },
    }
  },
  decide({ visit, enterprise, next, later, memberIds, doors }, { reason }, { at, actor }) {
    if (visit.state !== 'FINISHED') throw visitConflict(visit)
    const { id, finishedAt } = visit
    const arrivedAt = visit.arrivedAt!
    if (localDate(finishedAt!) !== localDate(at)) throw endedEarlier(id)
    checkUndo(actor, id, finishedAt!, at, reason)
    if (later) throw followed(later)
    refuseOverlap(doors, { arrivedAt, finishedAt: null }, memberIds)
    const open = {
      state: 'ARRIVED' as const,
      finishedAt: null,
      outcome: null,
      followUp: null,
      followUpOn: null,
      counts: false,
      missing: [],
      doubts: [],
      doubtful: false,
      confirmedAt: null,
    }
    const counted = visit.counts ? visit : undefined
    const successor = counted && next[0]
    const counting = successor ? [{ ...successor, counts: true }] : []
    const position = positionAt(visit.squadId, [...doors, { ...visit, arrivedAt, finishedAt: null }])
    const unfinished = onDay(visit.plannedOn, { finished: -1 })
    const { cell, delta, writes } = progressAfter(enterprise, { ...visit, ...open }, ...counting)
    return {
      subjectId: id,
      writes: [
        update('Visit', id, open),
        keepUndo(visit, reason),
        ...counting.map((each) => update('Visit', each.id, { counts: true })),
        position.write,
        ...writes,
      ],
      events: [
        visitEvents.finishUndone(
          visit,
          { counted: visit.counts, ...cell },
          {
            union: [delta, { onSite: 1 }, unfinished, visitedDelta(counted, successor)].reduce(plus),
            squad: plus(position.squad, unfinished),
          },
        ),
      ],
    }
  },
})

const endedEarlier = (visitId: string) =>
  conflict(
    {
      zh: '只能撤回当天的结束;要补内容请用「补充」,记错的请作废。',
      en: 'Only an end of today is taken back. What is missing is added to the visit; a wrong one is voided.',
    },
    globalId('Visit', visitId),
  )

/** Reads a visit that continues this one, or another one of the enterprise that is planned or under way on the same day. */
const readLater = (visitId: string): Read<Pick<Visit, 'id'> | null> =>
  oneOrNull(Prisma.sql`
    SELECT o.id FROM "Visit" v JOIN "Visit" o ON o."enterpriseId" = v."enterpriseId" AND o.id <> v.id
    WHERE v.id = ${visitId}::uuid AND o.state NOT IN ('SKIPPED', 'VOIDED')
      AND (o."continuesId" = v.id OR o."plannedOn" = v."plannedOn" AND o.state IN ('PLANNED', 'ARRIVED'))
    ORDER BY o.id LIMIT 1`)

const followed = (later: Pick<Visit, 'id'>) =>
  conflict(
    {
      zh: '这家企业当天又排了走访,或这次走访已有接续,不能再撤回结束。',
      en: 'The enterprise is planned again for that day, or another visit continues this one: its end stands.',
    },
    globalId('Visit', later.id),
  )
