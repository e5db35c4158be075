import { randomUUID } from 'node:crypto'
import { answerIssue } from '#server/modules/issues/answer.ts'
import { assignIssue } from '#server/modules/issues/assign.ts'
import { callBackIssue } from '#server/modules/issues/call-back.ts'
import { closeIssue } from '#server/modules/issues/close.ts'
import { extendIssue } from '#server/modules/issues/extend.ts'
import { mergeIssue } from '#server/modules/issues/merge.ts'
import { addIssueNote } from '#server/modules/issues/note.ts'
import { parkIssue } from '#server/modules/issues/park.ts'
import { reopenIssue } from '#server/modules/issues/reopen.ts'
import { resumeIssue } from '#server/modules/issues/resume.ts'
import { returnIssue } from '#server/modules/issues/return.ts'
import { ringIssue } from '#server/modules/issues/ring.ts'
import { splitIssue } from '#server/modules/issues/split.ts'
import { takeIssue } from '#server/modules/issues/take.ts'
import { updateIssue } from '#server/modules/issues/update.ts'
import { voidIssue } from '#server/modules/issues/void.ts'
import { dayMs, runAt } from '#server/platform/clock.ts'
import { db } from '#server/postgres/db.ts'
import { day } from './days.ts'
import type { SmallUnion } from './small-union.ts'

const change = () => ({ clientId: randomUUID() })

/** Everything that can happen to an issue after it was opened. `does` does each deed, and answers as the deed does. */
export async function liveIssue(
  union: SmallUnion,
  issueId: string,
  does: <T>(deed: () => Promise<T>) => Promise<T>,
): Promise<void> {
  const of = () => ({ ...change(), issueId })
  const [tax, police] = [union.tax.agencyId!, union.police.agencyId!]
  await does(() => assignIssue(union.command, { ...of(), agencyId: tax, supportingIds: [police] }))
  await does(() => takeIssue(union.tax, of()))
  await does(() => returnIssue(union.tax, { ...of(), reason: '不属税务', proposedAgencyId: police }))
  await does(() => assignIssue(union.command, { ...of(), agencyId: police, instruction: '请联系企业' }))
  await does(() => answerIssue(union.police, { ...of(), answer: '已送去一批' }))
  await does(() => callBackIssue(union.command, { ...of(), result: 'PARTLY', note: '还差一半' }))
  await does(() => updateIssue(union.command, { ...of(), isEmergency: true, title: '急缺口罩' }))
  await does(() => addIssueNote(union.police, { ...of(), text: '明早再送', isInternal: true }))
  await does(() => addIssueNote(union.police, { ...of(), text: '企业下午有人' }))
  await does(() => parkIssue(union.command, { ...of(), reason: '等货', reviewOn: day(1) }))
  await does(() => resumeIssue(union.command, of()))
  const doneBy = new Date(Date.now() + 30 * dayMs)
  await does(() => extendIssue(union.command, { ...of(), doneBy, reason: '等货' }))
  const part = (await does(() => splitIssue(union.command, { ...of(), title: '缺酒精' }))).subjectId!
  await does(() => closeIssue(union.command, { ...of(), closingNote: '已送到' }))
  await does(() => reopenIssue(union.command, { ...of(), reason: '又缺了' }))
  await does(() => mergeIssue(union.command, { ...change(), issueId: part, intoId: issueId }))
  await does(() => reopenIssue(union.command, { ...change(), issueId: part, reason: '是两回事' }))
  await does(() => voidIssue(union.command, { ...change(), issueId: part, reason: '录错了' }))
  // nearly due, overdue, and a rung higher, each at its own time
  for (let step = 0; step < 3; step += 1) await does(() => ringNext(union, issueId))
}

/** Lets the next step of an issue's clock come. */
async function ringNext({ unionId }: SmallUnion, id: string) {
  const { alarmAt } = await db.issue.findUniqueOrThrow({ where: { id } })
  return runAt(alarmAt!, () => ringIssue(unionId, id))
}
