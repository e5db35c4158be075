import { Prisma, type ResumptionChange } from '#codegen/prisma/client.ts'
import { entries, many, type Read } from '#server/log/load.ts'
import { correctResumption } from '#server/modules/enterprises/correct-resumption.ts'
import { type EnterpriseState, readAllRegistered } from '#server/modules/enterprises/load.ts'
import { becameOf, kept, undoneWithImport } from '#server/modules/rosters/kept.ts'
import type { PlannedRow, RosterUndo } from '#server/modules/rosters/kind.ts'
import { inReverse, subjectsOf } from '#server/modules/rosters/taking-back.ts'
import { isoDate } from '#server/platform/clock.ts'
import type { ResumptionEntry } from './resumptions.ts'

type Reads = {
  enterprises: Read<EnterpriseState[]>
  changes: Read<ResumptionChange[]>
}

/** Each step that the roster has recorded never happened. A step that was corrected since, or on which a later one rests, stays. */
export const undoResumptions: RosterUndo<ResumptionEntry, Reads> = {
  load(actor, rows) {
    const ids = subjectsOf(rows)
    return {
      lock: [entries(ids)],
      read: {
        enterprises: readAllRegistered(actor, ids),
        changes: many(Prisma.sql`
          SELECT * FROM "ResumptionChange" WHERE "enterpriseId" = ANY(${ids}::uuid[]) ORDER BY "recordedAt", "on", id`),
      },
    }
  },
  decide(rows, { enterprises, changes: all }, { actor, at, appliedAt }) {
    const standing = new Map(enterprises.map((enterprise) => [enterprise.id, enterprise]))
    const gone = new Set<string>()
    return inReverse(rows, ({ subjectId, entry }: PlannedRow<ResumptionEntry>) => {
      const enterprise = standing.get(subjectId ?? '')
      if (!enterprise || !entry) return { outcome: kept('GONE') }
      if (enterprise.mergedIntoId) return { outcome: kept('MERGED') }
      if (enterprise.retiredAt) return { outcome: kept('RETIRED') }
      const changes = all
        .filter(({ enterpriseId }) => enterpriseId === subjectId)
        .map((change) => (gone.has(change.id) ? { ...change, neverHappened: true } : change))
      const isOfRow = ({ to, on, basis, at: recorded, neverHappened }: ResumptionChange) =>
        !neverHappened &&
        to === entry.to &&
        isoDate(on) === entry.on &&
        basis === entry.basis &&
        recorded.getTime() === appliedAt.getTime()
      const change = changes.findLast(isOfRow)
      if (!change) return { outcome: kept('CORRECTED') }
      const input = { clientId: '', changeId: change.id, reason: undoneWithImport, right: null }
      const state = { enterprise, changes, corrections: 0 }
      const effect = correctResumption.decide(state, input, { actor, at, prepared: undefined })
      gone.add(change.id)
      const last = changes.findLast(({ id, neverHappened }) => !neverHappened && !gone.has(id))
      const now = last
        ? { resumption: last.to, resumptionOn: last.on }
        : { resumption: changes[0]!.from, resumptionOn: null }
      standing.set(enterprise.id, { ...enterprise, ...now })
      return { outcome: becameOf.before, effect }
    })
  },
}
