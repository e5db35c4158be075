import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { many, type Read, rootsOf, sharedRoot } from '#server/log/load.ts'
import { type EnterpriseState, readAllRegistered } from '#server/modules/enterprises/load.ts'
import type { Progress } from '#server/modules/enterprises/progress.ts'
import { becameOf, kept, undoneWithImport } from '#server/modules/rosters/kept.ts'
import type { PlannedRow, RosterUndo } from '#server/modules/rosters/kind.ts'
import { inReverse, subjectsOf } from '#server/modules/rosters/taking-back.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import { voidVisit } from '#server/modules/visits/void.ts'
import { isoDate } from '#server/platform/clock.ts'
import type { PlanEntry } from './visit-plan.ts'

type Reads = {
  visits: Read<(Visit & { number: number })[]>
  enterprises: Read<(EnterpriseState & { id: string })[]>
}

/** Stops that the roster has planned are voided, where they are as it has planned them and no squad has come there. */
export const undoVisitPlan: RosterUndo<PlanEntry, Reads> = {
  load(actor, rows) {
    const ids = subjectsOf(rows)
    const of = (column: string) => Prisma.sql`
      SELECT ${Prisma.raw(`"${column}"`)} FROM "Visit" WHERE id = ANY(${ids}::uuid[])`
    return {
      // whoever gives a visit to another squad has locked the union
      lock: [
        sharedRoot('TradeUnion', actor.unionId),
        rootsOf('Squad', of('squadId')),
        rootsOf('Enterprise', of('enterpriseId')),
      ],
      read: {
        visits: many(Prisma.sql`
          SELECT v.*, q.number FROM "Visit" v JOIN "Squad" q ON q.id = v."squadId"
          WHERE v.id = ANY(${ids}::uuid[]) AND ${visibleVisits.sql(actor, 'v')}`),
        enterprises: readAllRegistered(actor, of('enterpriseId')),
      },
    }
  },
  decide(rows, { visits, enterprises }, { actor, at }) {
    const standing = new Map(enterprises.map((enterprise) => [enterprise.id, enterprise]))
    return inReverse(rows, ({ subjectId, entry }: PlannedRow<PlanEntry>) => {
      const visit = visits.find(({ id }) => id === subjectId)
      const enterprise = visit && standing.get(visit.enterpriseId)
      if (!visit || !enterprise || !entry) return { outcome: kept('GONE') }
      if (visit.state === 'SKIPPED' || visit.state === 'VOIDED') return { outcome: kept('SKIPPED') }
      if (visit.state !== 'PLANNED' || visit.steps.length > 0) return { outcome: kept('STARTED') }
      const isAsPlanned =
        visit.number === entry.squad &&
        isoDate(visit.plannedOn) === entry.on &&
        visit.stop === (entry.stop ?? visit.stop) &&
        visit.agreedTime === (entry.agreedTime ?? visit.agreedTime)
      if (!isAsPlanned) return { outcome: kept('MOVED') }
      const state = { visit, enterprise, next: [], continuations: [], doors: [], issues: null }
      const input = { clientId: '', visitId: visit.id, reason: undoneWithImport, keepsIssues: null }
      const effect = voidVisit.decide(state, input, { actor, at, prepared: undefined })
      const { progress, progressStep } = effect.events[0]!.facts as Progress
      const others = enterprise.visits.filter(({ id }) => id !== visit.id)
      standing.set(enterprise.id, { ...enterprise, progress, progressStep, visits: others })
      return { outcome: becameOf.before, effect }
    })
  },
}
