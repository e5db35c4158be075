import type { CheckAnswer, CheckItem, Step } from '#codegen/prisma/enums.ts'
import { type Change, type Receipt, write } from '#server/log/write.ts'
import { lockEnterprise, refreshProgress } from '#server/modules/enterprises/progress.ts'
import { dateOf } from '#server/platform/clock.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { beyondReach, notBefore, reach } from '#server/platform/past.ts'
import type { Tx } from '#server/postgres/db.ts'
import { about, heardOrAsked, loadVisit, onSiteAt, visitConflict } from './load.ts'
import { inOrder } from './states.ts'

/** One opinion heard, difficulty asked, or measure issued. */
export type Note = {
  text: string
  saidBy?: string | null
  secondSource?: string | null
  responsible?: string | null
  dueOn?: string | null
}

/** What a step holds when it is done. */
export type CompleteStep = Change & { visitId: string; step: Step; gist?: string | null; notes?: Note[] | null }

/** One of the four steps is done. 望 may come before the door; 切 needs something heard or asked. */
export const completeStep = (actor: Actor, input: CompleteStep): Promise<Receipt> =>
  write(actor, 'completeStep', input, async (tx, at) => {
    allow(actor, 'SQUAD', 'COMMAND')
    const visit = await loadVisit(tx, actor, input.visitId)
    const open = visit.state === 'ARRIVED' || (visit.state === 'PLANNED' && input.step === 'LOOK')
    if (!open) throw visitConflict(visit)
    const doneAt = input.step === 'LOOK' ? notBefore(at, reach(), beyondReach) : onSiteAt(visit, at)
    const notes = input.notes ?? []
    checkNotes(input.step, notes)
    if (input.step === 'TREAT' && !(await heardOrAsked(tx, visit))) throw nothingToTreat('step')
    await lockEnterprise(tx, visit.enterpriseId)
    const steps = inOrder([...visit.steps, input.step])
    const { count } = await tx.visit.updateMany({
      where: { id: visit.id, state: visit.state, steps: { equals: visit.steps }, NOT: { steps: { has: input.step } } },
      data: { steps },
    })
    if (!count) throw stepDone(visit.id)
    await keepStep(tx, actor, visit.id, { step: input.step, gist: input.gist, notes }, doneAt)
    const here = visit.state === 'ARRIVED'
    return {
      subjectId: visit.id,
      unionId: visit.unionId,
      events: [
        {
          ...about(visit, 'visit.step_completed'),
          happenedAt: doneAt,
          facts: { step: input.step },
          union: await refreshProgress(tx, visit.enterpriseId),
          ...(here && { squad: { step: steps.at(-1) ?? null, steps } }),
        },
      ],
    }
  })

/** Writes a step and its notes; the visit's own `steps` are the caller's. */
export async function keepStep(
  tx: Tx,
  actor: Actor,
  visitId: string,
  { step, gist, notes }: { step: Step; gist?: string | null; notes: Note[] },
  at: Date,
): Promise<void> {
  await tx.completedStep.create({ data: { visitId, step, at, actorId: actor.accountId, gist: gist ?? '' } })
  if (notes.length === 0) return
  await tx.visitNote.createMany({
    data: notes.map((note, position) => ({
      visitId,
      step,
      position,
      text: note.text,
      saidBy: note.saidBy ?? null,
      secondSource: note.secondSource ?? null,
      responsible: note.responsible ?? null,
      dueOn: note.dueOn ? dateOf(note.dueOn) : null,
    })),
  })
}

/** 闻 says who said it; 切 says who does it and until when. INVALID with the note at fault. */
export function checkNotes(step: Step, notes: Note[]): void {
  notes.forEach((note, i) => {
    if (step === 'LISTEN' && !note.saidBy?.trim()) {
      throw invalid(`notes.${i}.saidBy`, { zh: '请写明是谁说的。', en: 'Say who said it.' })
    }
    if (step === 'TREAT' && !(note.responsible?.trim() && note.dueOn)) {
      throw invalid(`notes.${i}.responsible`, {
        zh: '措施要写明责任人和期限。',
        en: 'A measure names who and until when.',
      })
    }
  })
  if (step === 'TREAT' && notes.length === 0) {
    throw invalid('notes', { zh: '请至少写一条措施。', en: 'Write at least one measure.' })
  }
}

/** One answer on the on-site checklist. */
export type Check = { item: CheckItem; answer: CheckAnswer; fixBy?: string | null; note?: string | null }

/** The on-site checklist, whole or in part; a later answer to the same item replaces the earlier. */
export const recordChecklist = (actor: Actor, input: Change & { visitId: string; checks: Check[] }): Promise<Receipt> =>
  write(actor, 'recordChecklist', input, async (tx) => {
    allow(actor, 'SQUAD', 'COMMAND')
    const visit = await loadVisit(tx, actor, input.visitId)
    if (visit.state !== 'ARRIVED') throw visitConflict(visit)
    await keepChecks(tx, visit.id, input.checks)
    return {
      subjectId: visit.id,
      unionId: visit.unionId,
      events: [{ ...about(visit, 'visit.checklist_recorded'), facts: { answers: input.checks.length } }],
    }
  })

/** Writes checklist answers, each item once. INVALID where FIX_BY has no date. */
export async function keepChecks(tx: Tx, visitId: string, checks: Check[]): Promise<void> {
  for (const [i, { item, answer, fixBy, note }] of checks.entries()) {
    if ((answer === 'FIX_BY') !== (fixBy != null)) {
      throw invalid(`checks.${i}.fixBy`, { zh: '「限期整改」要写日期。', en: 'FIX_BY has a date, and only FIX_BY.' })
    }
    const data = { answer, fixBy: fixBy ? dateOf(fixBy) : null, note: note ?? '' }
    await tx.visitCheck.upsert({
      where: { visitId_item: { visitId, item } },
      create: { visitId, item, ...data },
      update: data,
    })
  }
}

/** 切 without 闻 or 问. */
export const nothingToTreat = (field: string) =>
  invalid(field, {
    zh: '还没有听到意见、问到困难,不能开「切」。',
    en: 'Nothing was heard or asked yet, so there is nothing to treat.',
  })

/** CONFLICT where a step stands already. */
export const stepDone = (visitId: string) =>
  conflict({ zh: '这一步已经完成。', en: 'This step is done already.' }, globalId('Visit', visitId))
