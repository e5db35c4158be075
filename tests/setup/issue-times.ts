import { ringIssue } from '#server/modules/issues/ring.ts'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { mutate, openIssue } from './mutations.ts'
import type { SmallUnion } from './small-union.ts'

/** A moment, by the time of Beijing. */
export const at = (text: string): Date => new Date(`${text}+08:00`)

/** What is done with the issues of a union, each at a moment of its own. */
export function timesOf(union: SmallUnion) {
  const ring = (id: string) => ringIssue(union.unionId, id)
  return {
    ring,
    openAt: (time: string, input: object = {}) =>
      runAt(at(time), async () => (await openIssue(union.command, union.enterprises[0], input)).id),
    doAt: (time: string, actor: Actor, name: string, input: object) =>
      runAt(at(time), () => mutate(actor, name, input, 'issue { id }')),
    /** Lets all steps of an issue's clock come that are due by a time, each at its own moment as its job would. */
    async until(time: string, id: string): Promise<void> {
      for (;;) {
        const { alarmAt } = await issueRow(id)
        if (!alarmAt || alarmAt > at(time)) return
        await runAt(alarmAt, () => ring(id))
      }
    },
  }
}

export const issueRow = (id: string) => db.issue.findUniqueOrThrow({ where: { id } })

export const issueId = (id: string) => ({ issueId: globalId('Issue', id) })

/** Why somebody was told, in order. */
export const told = async ({ accountId }: Actor) =>
  (await db.reminder.findMany({ where: { accountId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })).map(
    ({ kind }) => kind,
  )
