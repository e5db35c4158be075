import type { Agency, Issue, IssuePart, Prisma } from '#codegen/prisma/client.ts'
import { insertAll, update, updateAll } from '#server/log/rows.ts'
import { readAgencies } from '#server/modules/agencies/load.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { checkOpen, issueLoad } from './load.ts'
import { activeParts, agenciesOf, leadPart, stateOfParts } from './standing.ts'

/** The load of a deed on the part of an agency: what is read of an issue, and the agency that is named. */
export function partLoad(actor: Actor, { issueId, agencyId }: { issueId: string; agencyId?: string | null }) {
  const { lock, read } = issueLoad(actor, issueId)
  return { lock, read: { ...read, named: readAgencies(actor.unionId, agencyId ? [agencyId] : []) } }
}

/**
 * The part on which a deed is done: that of the actor's agency, or, where the command centre enters what an agency said,
 * that of this agency or of the one that leads. CONFLICT where the issue is over or parked, where no agency leads, or where the
 * one that is named has no part. NOT_FOUND where the union has no such agency.
 */
export function partOf(
  actor: Actor,
  { issue, parts, named }: { issue: Issue; parts: readonly IssuePart[]; named: readonly Agency[] },
  agencyId: string | null | undefined,
): IssuePart {
  if (agencyId && named.length === 0) throw notFound('agencyId')
  checkOpen(issue)
  if (issue.state === 'PARKED') throw parked(issue)
  const own = actor.role === 'AGENCY' ? actor.agencyId : agencyId
  const part = own ? activeParts(parts).find((each) => each.agencyId === own) : leadPart(parts)
  if (part) return part
  const sentence = own
    ? { zh: '这个部门不承办这个问题。', en: 'That agency has no part of this issue.' }
    : { zh: '这个问题还没有派给部门。', en: 'No agency leads this issue yet.' }
  throw conflict(sentence, globalId('Issue', issue.id))
}

/** CONFLICT: the issue is parked. */
const parked = ({ id }: Pick<Issue, 'id'>) =>
  conflict({ zh: '这个问题已挂账,请先恢复办理。', en: 'This issue is parked: resume it first.' }, globalId('Issue', id))

/** The parts after one of them has changed, with the write of it and what follows for the issue. */
export function changePart(parts: readonly IssuePart[], part: IssuePart, set: Partial<IssuePart>) {
  const after = parts.map((each) => (each.id === part.id ? { ...each, ...set } : each))
  return { writes: [update('IssuePart', part.id, set)], set: followParts(after) }
}

/** What the columns of an issue are that follow from its parts. */
export function followParts(parts: readonly IssuePart[]) {
  return {
    state: stateOfParts(parts),
    agencyId: leadPart(parts)?.agencyId ?? null,
    agencyIds: agenciesOf(parts),
  }
}

/** Adds the account to those that have handled a part. */
export const withHandler = ({ handlerIds }: IssuePart, { accountId }: Actor): string[] => [
  ...new Set([...handlerIds, accountId]),
]

/** Ends these parts: the ones that are answered stay so, all others end without an answer. */
export function endParts(parts: readonly IssuePart[], at: Date): Prisma.Sql[] {
  const [answered, others] = [parts.filter(isAnswered), parts.filter((part) => !isAnswered(part))].map((some) =>
    some.map(({ id }) => id),
  )
  return [
    ...(answered!.length ? [updateAll('IssuePart', answered!, { endedAt: at })] : []),
    ...(others!.length ? [updateAll('IssuePart', others!, { state: 'ENDED', endedAt: at })] : []),
  ]
}

const isAnswered = ({ state }: IssuePart): boolean => state === 'ANSWERED'

/** New parts of these agencies, of which the first leads where `leads` says so. */
export const newParts = (
  { unionId, id: issueId }: Pick<Issue, 'id' | 'unionId'>,
  agencyIds: readonly string[],
  leadId: string | null,
  at: Date,
): IssuePart[] =>
  agencyIds.map((agencyId) => ({
    id: newId(),
    unionId,
    issueId,
    agencyId,
    leads: agencyId === leadId,
    state: 'ASSIGNED',
    assignedAt: at,
    takenAt: null,
    answeredAt: null,
    endedAt: null,
    handlerIds: [],
  }))

/** Inserts these parts. */
export const insertParts = (parts: readonly IssuePart[]): Prisma.Sql[] =>
  parts.length ? insertAll('IssuePart', parts) : []
