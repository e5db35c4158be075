import type { InputFieldBuilder } from '@pothos/core'
import type { Prisma, Visit } from '#codegen/prisma/client.ts'
import { changeFields } from '#server/log/deed.ts'
import { insert } from '#server/log/rows.ts'
import { builder, type Types } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { type Actor, signedIn } from '#server/platform/context.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { line } from '#server/platform/text.ts'
import { visibleNotes } from './access.ts'
import { VisitOutcomeEnum } from './enums.ts'

/** How many undos of a visit are read. */
const mostUndos = 20

/** How long a squad itself may take back what it has pressed. Its screen offers it for ten seconds; the rest is for slow hands. */
const ownUndoMs = 60_000

/** The input of both undos. */
export const undoFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  ...changeFields(t),
  visitId: t.id({ description: 'The global id of the visit. 走访的编号。' }),
  reason: t.string({
    required: false,
    validate: line(0, 200),
    description:
      'Why it is taken back, in up to 200 characters. The command centre must say it; a squad may leave it out. 撤回的原因,至多 200 字;指挥中心必填,小分队可不填。',
  }),
})

/**
 * Checks who takes back what was done at `doneAt`. CONFLICT: a squad does so later than a minute after it. INVALID: the
 * command centre gives no reason.
 */
export function checkUndo(
  actor: Actor,
  visitId: string,
  doneAt: Date,
  at: Date,
  reason: string | null | undefined,
): void {
  if (actor.role === 'SQUAD' && at.getTime() - doneAt.getTime() > ownUndoMs) {
    throw conflict(
      {
        zh: '已过一分钟:请指挥中心撤回,并写明原因。',
        en: 'More than a minute has passed: the command centre can take it back, with the reason.',
      },
      globalId('Visit', visitId),
    )
  }
  if (actor.role !== 'SQUAD' && !reason) {
    throw invalid('reason', { zh: '请写明撤回的原因。', en: 'Say why it is taken back.' })
  }
}

/** Keeps what the visit said before its arrival or its end was taken back. */
export const keepUndo = (visit: Visit, reason: string | null | undefined): Prisma.Sql =>
  insert('VisitUndo', {
    id: newId(),
    visitId: visit.id,
    at: now(),
    reason: reason || null,
    arrivedAt: visit.arrivedAt!,
    finishedAt: visit.finishedAt,
    outcome: visit.outcome,
    followUp: visit.followUp,
    followUpOn: visit.followUpOn,
  })

const VisitUndo = builder.prismaObject('VisitUndo', {
  description:
    'An arrival or an end of a visit that was taken back, and what stood before. 一次撤回的到达或结束及撤回前的内容。',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'The moment at which it was taken back. 撤回的时间。' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why it was taken back; null where a squad gave no reason. 撤回的原因;小分队未写明时为空。',
    }),
    arrivedAt: t.expose('arrivedAt', {
      type: 'DateTime',
      description: 'The arrival that the visit had. 原记录的到达时间。',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The end that was taken back; null where it was the arrival. 撤回的结束时间;撤回的是到达时为空。',
    }),
    outcome: t.expose('outcome', {
      type: VisitOutcomeEnum,
      nullable: true,
      description:
        'What the visit had ended with; null where the arrival was taken back. 原记录的结果;撤回到达时为空。',
    }),
    followUp: t.exposeString('followUp', {
      nullable: true,
      description: 'What was still to be done, as it was said then; null where nothing was. 原写明的跟进;未写明为空。',
    }),
    followUpOn: t.expose('followUpOn', {
      type: 'Date',
      nullable: true,
      description: 'The day of that follow-up; null where none was named. 原写明的跟进日期;未写明为空。',
    }),
  }),
})

builder.prismaObjectField('Visit', 'undos', (t) =>
  t.relation('undos', {
    ...most(mostUndos),
    type: VisitUndo,
    description:
      'The arrivals and ends of the visit that were taken back, at most 20, the newest first; empty on a wall and for an enterprise. 本次走访撤回过的到达与结束,至多 20 条,新的在前;大屏与企业为空。',
    query: (_, context) => ({
      where: visibleNotes(signedIn(context)),
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: mostUndos,
    }),
  }),
)
