import { Prisma } from '#codegen/prisma/client.ts'
import { deed } from '#server/log/deed.ts'
import { type Read, value } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { progressAfter } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { positionAt, readOpenDoors } from './doors.ts'
import { visitEvents } from './events.ts'
import { squadOfVisit, visitConflict, visitLoad } from './load.ts'
import { removeOtherMembers } from './members.ts'
import { visitIfVisible } from './payload.ts'
import { checkUndo, keepUndo, undoFields } from './undos.ts'

const UndoArrivalInput = builder.inputType('UndoArrivalInput', {
  description: 'Which arrival was recorded by mistake. 撤回哪次误记的到达。',
  fields: undoFields,
})

/** An arrival that was pressed by mistake is taken back: the stop is planned as before. */
export const undoArrival = deed('undoArrival', {
  does: {
    en: 'Takes back an arrival that was recorded by mistake: the stop is planned as before. The squad itself may do so within a minute by the times that both records carry, the command centre later, with the reason. What was noted before it stays.',
    zh: '撤回误记的到达,这一站恢复为待访。小分队按两条记录自带的时间一分钟内可自行撤回;此后由指挥中心撤回,并写明原因。到达之前的记录保留。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such visit', zh: '找不到这次走访' },
    CONFLICT: {
      en: 'the squad has not arrived, or the visit is finished, skipped or voided; something was recorded at the door since; or a squad does so later than a minute after it',
      zh: '尚未到达、已结束、已跳过或已作废;到达后已有记录;或小分队在一分钟以后撤回',
    },
    INVALID: { en: 'the command centre gives no reason', zh: '指挥中心未写明原因' },
  },
  input: UndoArrivalInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { visitId: 'Visit' },
  payload: visitIfVisible,
  load(actor, { visitId }) {
    const { lock, read } = visitLoad(actor, visitId)
    const doors = readOpenDoors(squadOfVisit(visitId), visitId)
    return { lock, read: { ...read, doors, hasRecords: readRecords(visitId) } }
  },
  decide({ visit, enterprise, doors, hasRecords }, { reason }, { at, actor }) {
    if (visit.state !== 'ARRIVED') throw visitConflict(visit)
    checkUndo(actor, visit.id, visit.arrivedAt!, at, reason)
    if (hasRecords || visit.steps.some((step) => step !== 'LOOK')) throw recordedSince(visit.id)
    const planned = { state: 'PLANNED' as const, arrivedAt: null }
    const position = positionAt(visit.squadId, doors)
    const { cell, delta, writes } = progressAfter(enterprise, { ...visit, ...planned })
    return {
      subjectId: visit.id,
      writes: [
        update('Visit', visit.id, planned),
        keepUndo(visit, reason),
        removeOtherMembers(visit.id, []),
        position.write,
        ...writes,
      ],
      events: [visitEvents.arrivalUndone(visit, cell, { union: plus(delta, { onSite: -1 }), squad: position.squad })],
    }
  },
})

/** Reads whether something came from this visit that needs that the squad was there. */
const readRecords = (visitId: string): Read<boolean> =>
  value(Prisma.sql`
    SELECT to_jsonb(EXISTS (SELECT FROM "VisitCheck" WHERE "visitId" = ${visitId}::uuid)
      OR EXISTS (SELECT FROM "Issue" WHERE "visitId" = ${visitId}::uuid AND status <> 'VOIDED')
      OR EXISTS (SELECT FROM "Paper" WHERE "visitId" = ${visitId}::uuid AND "voidedAt" IS NULL)) AS value`)

const recordedSince = (visitId: string) =>
  conflict(
    {
      zh: '到达后已有记录,不能撤回;确属记错的,请作废这次走访。',
      en: 'Something was recorded at this door since. A wrong visit is voided instead.',
    },
    globalId('Visit', visitId),
  )
