import type { Visit } from '#codegen/prisma/client.ts'
import type { Step, VisitOutcome } from '#codegen/prisma/enums.ts'
import { type Change, plus, type Receipt, type TallyDelta, write } from '#server/log/write.ts'
import { lockEnterprise, refreshProgress } from '#server/modules/enterprises/progress.ts'
import { dateOf, localDate } from '#server/platform/clock.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import type { Tx } from '#server/postgres/db.ts'
import { about, heardOrAsked, loadVisit, nowhere, onDay, visitConflict } from './load.ts'
import { loadEnterprise, loadSquad } from './plan-rules.ts'
import { checkDone, hasCounting } from './rules.ts'
import { inOrder } from './states.ts'
import {
  type Check,
  type CompleteStep,
  checkNotes,
  keepChecks,
  keepStep,
  nothingToTreat,
  stepDone,
} from './step-rules.ts'

/** A visit that was written on paper: whole, with its own times. `visitId`: the planned stop that it was. */
export type RecordVisit = Omit<Change, 'happenedAt'> & {
  squadId: string
  enterpriseId: string
  visitId?: string | null
  arrivedAt: Date
  finishedAt: Date
  outcome: VisitOutcome
  steps: Pick<CompleteStep, 'step' | 'gist' | 'notes'>[]
  checks?: Check[] | null
  followUp?: string | null
}

/** Enters a paper visit late. It counts on the day it took place; the same rules hold as for a live one. */
export const recordVisit = (actor: Actor, input: RecordVisit): Promise<Receipt> =>
  write(actor, 'recordVisit', { ...input, happenedAt: input.finishedAt }, async (tx) => {
    const squad = await loadSquad(tx, actor, input.squadId)
    const enterprise = await loadEnterprise(tx, actor, input.enterpriseId, squad.unionId)
    checkPaper(input)
    await lockEnterprise(tx, enterprise.id)
    const planned = input.visitId ? await loadStop(tx, actor, input.visitId, input) : null
    const steps = inOrder([...(planned?.steps ?? []), ...input.steps.map(({ step }) => step)])
    await checkWhole(tx, input, steps, planned)
    const { arrivedAt, finishedAt, outcome } = input
    const counts = outcome === 'DONE' && !(await hasCounting(tx, enterprise.id))
    const day = localDate(finishedAt)
    const whole = { state: 'FINISHED' as const, arrivedAt, finishedAt, outcome, followUp: input.followUp ?? null }
    const visit = planned
      ? await tx.visit.update({ where: { id: planned.id, state: 'PLANNED' }, data: { ...whole, steps, counts } })
      : await tx.visit.create({
          data: {
            unionId: squad.unionId,
            squadId: squad.id,
            enterpriseId: enterprise.id,
            plannedOn: dateOf(day),
            stop: 0,
            ...whole,
            steps,
            counts,
          },
        })
    for (const { step, gist, notes } of input.steps) {
      await keepStep(tx, actor, visit.id, { step, gist, notes: notes ?? [] }, finishedAt)
    }
    await keepChecks(tx, visit.id, input.checks ?? [])
    const stops = onDay(visit.plannedOn, { planned: planned ? 0 : 1, finished: 1 })
    const visited: TallyDelta = counts ? onDay(day, { visited: 1 }) : {}
    return {
      subjectId: visit.id,
      unionId: visit.unionId,
      events: [
        {
          ...about(visit, 'visit.recorded'),
          facts: { outcome, counts },
          union: [await refreshProgress(tx, enterprise.id), stops, visited].reduce(plus),
          squad: stops,
        },
      ],
    }
  })

/** A wrong visit is struck out, with the reason; the figures go down again unless another DONE visit stands in. */
export const voidVisit = (actor: Actor, input: Change & { visitId: string; reason: string }): Promise<Receipt> =>
  write(actor, 'voidVisit', input, async (tx) => {
    allow(actor, 'COMMAND')
    const visit = await loadVisit(tx, actor, input.visitId)
    if (visit.state === 'VOIDED') throw visitConflict(visit)
    await lockEnterprise(tx, visit.enterpriseId)
    const { count } = await tx.visit.updateMany({
      where: { id: visit.id, state: visit.state, counts: visit.counts, plannedOn: visit.plannedOn },
      data: { state: 'VOIDED', counts: false, voidReason: input.reason },
    })
    if (!count) throw visitConflict(await tx.visit.findUniqueOrThrow({ where: { id: visit.id } }))
    const here = visit.state === 'ARRIVED'
    if (here) {
      await tx.squad.updateMany({
        where: { id: visit.squadId, currentVisitId: visit.id },
        data: { currentVisitId: null },
      })
    }
    const stops = onDay(visit.plannedOn, {
      planned: visit.state === 'SKIPPED' ? 0 : -1,
      finished: visit.state === 'FINISHED' ? -1 : 0,
    })
    const visited = visit.counts ? await passOn(tx, visit) : {}
    return {
      subjectId: visit.id,
      unionId: visit.unionId,
      events: [
        {
          ...about(visit, 'visit.voided'),
          facts: { counted: visit.counts },
          union: [await refreshProgress(tx, visit.enterpriseId), here ? { onSite: -1 } : {}, stops, visited].reduce(
            plus,
          ),
          squad: here ? plus(nowhere, stops) : stops,
        },
      ],
    }
  })

/** The enterprise's next DONE visit counts in the voided one's place, if there is one. */
async function passOn(tx: Tx, visit: { enterpriseId: string; finishedAt: Date | null }): Promise<TallyDelta> {
  const gone = onDay(localDate(visit.finishedAt!), { visited: -1 })
  const next = await tx.visit.findFirst({
    where: { enterpriseId: visit.enterpriseId, state: 'FINISHED', outcome: 'DONE' },
    orderBy: { finishedAt: 'asc' },
  })
  if (!next) return gone
  await tx.visit.update({ where: { id: next.id }, data: { counts: true } })
  return plus(gone, onDay(localDate(next.finishedAt!), { visited: 1 }))
}

/** The planned stop that a paper visit was, of the same squad and enterprise; its enterprise is locked. */
async function loadStop(tx: Tx, actor: Actor, id: string, { squadId, enterpriseId }: RecordVisit): Promise<Visit> {
  const visit = await loadVisit(tx, actor, id)
  if (visit.squadId !== squadId || visit.enterpriseId !== enterpriseId) throw notFound('visitId')
  if (visit.state !== 'PLANNED') throw visitConflict(visit)
  return visit
}

function checkPaper({ arrivedAt, finishedAt, steps }: RecordVisit): void {
  if (arrivedAt > finishedAt) {
    throw invalid('arrivedAt', { zh: '到达时间晚于结束时间。', en: 'Arrival lies after the end.' })
  }
  if (new Set(steps.map(({ step }) => step)).size < steps.length) {
    throw invalid('steps', { zh: '同一步只能填一次。', en: 'Each step once.' })
  }
  for (const { step, notes } of steps) checkNotes(step, notes ?? [])
}

/** What is on paper and what stood on the stop before it keep the rules of a live visit together. */
async function checkWhole(tx: Tx, input: RecordVisit, steps: readonly Step[], planned: Visit | null): Promise<void> {
  if (planned && input.steps.some(({ step }) => planned.steps.includes(step))) throw stepDone(planned.id)
  const onPaper = input.steps.some(({ step, notes }) => (step === 'LISTEN' || step === 'ASK') && notes?.length)
  const heard = onPaper || (planned !== null && (await heardOrAsked(tx, planned)))
  if (input.outcome === 'DONE') checkDone(steps, heard, input.followUp)
  if (input.steps.some(({ step }) => step === 'TREAT') && !heard) throw nothingToTreat('steps')
}
