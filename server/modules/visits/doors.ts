import { Prisma, type Squad, type Visit } from '#codegen/prisma/client.ts'
import { many, type Read } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import type { TallyDelta } from '#server/log/tallies.ts'
import { localDate, localTime, minuteMs } from '#server/platform/clock.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'

/** A span of time at a door; without an end while the squad is there. */
type Span = { arrivedAt: Date; finishedAt: Date | null }

/** A visit that a squad has begun and that was not voided, live or on paper, with the name of its enterprise and who was there. */
export type Door = Pick<Visit, 'id' | 'enterpriseId' | 'steps'> & Span & { name: string; memberIds: string[] }

/**
 * Reads the doors at which the squad is, and those that it has left after that time, but for the visit itself. Whoever puts a
 * squad at a door or lets it leave has locked the squad.
 */
export const readDoors = (squadId: Prisma.Sql, visitId: string | null, leftAfter: Prisma.Sql): Read<Door[]> =>
  many(Prisma.sql`
    SELECT v.id, v."enterpriseId", v."arrivedAt", v."finishedAt", v.steps, e.name,
      ARRAY(SELECT m."memberId" FROM "VisitMember" m WHERE m."visitId" = v.id) AS "memberIds"
    FROM "Visit" v JOIN "Enterprise" e ON e.id = v."enterpriseId"
    WHERE v."squadId" = (${squadId}) AND v."arrivedAt" IS NOT NULL
      AND (v."finishedAt" IS NULL OR v."finishedAt" > (${leftAfter})) AND v.state IN ('ARRIVED', 'FINISHED')
      AND v.id IS DISTINCT FROM ${visitId}::uuid
    ORDER BY v."arrivedAt", v.id`)

/** Reads the doors at which the squad is, but for the visit itself. */
export const readOpenDoors = (squadId: Prisma.Sql, visitId: string): Read<Door[]> =>
  readDoors(squadId, visitId, Prisma.sql`'infinity'::timestamptz`)

/** Whether two visits name different members. Who is not named may be at either door. */
const haveDifferentMembers = (one: readonly string[], other: readonly string[]): boolean =>
  one.length > 0 && other.length > 0 && !one.some((id) => other.includes(id))

/** Whether two spans have a time in common. Where one begins when the other ends they have none. */
const overlap = (one: Span, other: Span): boolean =>
  (!other.finishedAt || one.arrivedAt < other.finishedAt) && (!one.finishedAt || other.arrivedAt < one.finishedAt)

/** CONFLICT where the squad was at another door in this span, and the two visits do not name different members. */
export function refuseOverlap(doors: readonly Door[], span: Span, memberIds: readonly string[]): void {
  const other = doors.find((door) => overlap(door, span) && !haveDifferentMembers(door.memberIds, memberIds))
  if (other) throw elsewhere(other)
}

/** CONFLICT where other members on a visit would put the squad at two doors, which those that it has named did not. */
export function refuseMeeting(
  doors: readonly Door[],
  span: Span,
  before: readonly string[],
  after: readonly string[],
): void {
  const apart = doors.filter(({ memberIds }) => haveDifferentMembers(memberIds, before))
  refuseOverlap(apart, span, after)
}

/** How long before the end of another visit an arrival counts as that end: the clocks of two phones may differ so much. */
const clockDifferenceMs = 5 * minuteMs

/**
 * When the squad reached a door, after it has left those at which it was. CONFLICT where it is still at one, or left one
 * later, and the two visits do not name different members.
 */
export function arrivalAfter(doors: readonly Door[], arrivedAt: Date, memberIds: readonly string[]): Date {
  const others = doors.filter((door) => !haveDifferentMembers(door.memberIds, memberIds))
  const open = others.find(({ finishedAt }) => !finishedAt)
  if (open) throw elsewhere(open)
  const doorAt = (at: Date) => others.find((door) => door.arrivedAt <= at && at < door.finishedAt!)
  const other = doorAt(arrivedAt)
  if (!other) return arrivedAt
  const end = other.finishedAt!
  if (end.getTime() - arrivedAt.getTime() > clockDifferenceMs || doorAt(end)) throw elsewhere(other)
  return end
}

/** CONFLICT that shows the other visit, and says what can be done. */
function elsewhere({ id, name, arrivedAt, finishedAt }: Door) {
  const day = localDate(arrivedAt)
  const from = localTime(arrivedAt)
  const sentence = finishedAt
    ? {
        zh: `小分队 ${day} ${from} 至 ${localTime(finishedAt)} 在${name}走访。请改正时间,或在两次走访中选定不同的队员。`,
        en: `The squad was at ${name} on ${day} from ${from} to ${localTime(finishedAt)}. Correct the times, or name different members on the two visits.`,
      }
    : {
        zh: `小分队 ${day} ${from} 到达${name}后还没有结束走访。请先结束那次走访,或在两次走访中选定不同的队员。`,
        en: `The squad is still at ${name}, since ${from} on ${day}. Finish that visit first, or name different members on the two visits.`,
      }
  return conflict(sentence, globalId('Visit', id))
}

/** What changes of where a squad is when these are the doors at which it is: it stands at the one that it reached last. */
export function positionAt(
  squadId: string,
  doors: readonly Omit<Door, 'name' | 'memberIds'>[],
): { write: Prisma.Sql; squad: TallyDelta } {
  const last = doors
    .filter(({ finishedAt }) => !finishedAt)
    .toSorted((a, b) => a.arrivedAt.getTime() - b.arrivedAt.getTime() || (a.id < b.id ? -1 : 1))
    .at(-1)
  const currentVisitId: Squad['currentVisitId'] = last?.id ?? null
  return {
    write: update('Squad', squadId, { currentVisitId }),
    squad: {
      visitId: currentVisitId,
      enterpriseId: last?.enterpriseId ?? null,
      since: last?.arrivedAt.toISOString() ?? null,
      step: last?.steps.at(-1) ?? null,
      steps: last?.steps ?? null,
    },
  }
}
