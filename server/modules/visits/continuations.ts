import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { many, type Read } from '#server/log/load.ts'
import { type Added, addFindings, type Findings, findings, lackOf } from './findings.ts'

/** A visit that ended as DONE and continues another one, with what was found for it, and what of that stays without the other. */
type Continuation = Visit & { found: Findings; left: Findings }

/** Reads the visits that ended as DONE and continue this one, one after another. */
export function readContinuations(visitId: string): Read<Continuation[]> {
  const ids = Prisma.sql`
    WITH RECURSIVE later AS (
      SELECT id FROM "Visit" WHERE "continuesId" = ${visitId}::uuid
      UNION SELECT v.id FROM "Visit" v JOIN later l ON v."continuesId" = l.id
    )
    SELECT id FROM later`
  return many(Prisma.sql`
    SELECT v.*, to_jsonb(f) AS found, to_jsonb(l) AS left FROM "Visit" v
    JOIN (${findings(ids)}) f ON f.visit = v.id
    JOIN (${findings(ids, visitId)}) l ON l.visit = v.id
    WHERE v.state = 'FINISHED' AND v.outcome = 'DONE'
    ORDER BY v.id`)
}

/**
 * Those of these visits that lack more once the one that they continue is voided. They do not count then. A visit that lacks
 * nothing though something was not found ended before that was asked: it is held to nothing.
 */
export const incompleteContinuations = (visits: readonly Continuation[]): Visit[] =>
  visits.flatMap(({ found, left, ...visit }) => {
    const isExempt = visit.missing.length === 0 && lackOf(found).length > 0
    const missing = lackOf(left)
    return isExempt || missing.length <= visit.missing.length ? [] : [{ ...visit, missing, counts: false }]
  })

/**
 * Those of these visits that lack less once this is added to the one that they continue, with what they lack then, the earliest
 * end first.
 */
export const completedContinuations = (visits: readonly Continuation[], added: Added): Visit[] =>
  visits
    .flatMap(({ found, left, ...visit }) => {
      const missing = lackOf(addFindings(found, added))
      return missing.length < visit.missing.length ? [{ ...visit, missing }] : []
    })
    .sort((a, b) => a.finishedAt!.getTime() - b.finishedAt!.getTime())
