import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type IssueDeed, issueDeeds } from '#client/desk/offers.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueSource, IssueState, Role } from '#codegen/graph/graphql.ts'
import type { IssuePart } from '#codegen/prisma/client.ts'
import { rolesOfDeeds } from '#server/log/deed.ts'
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
import { splitIssue } from '#server/modules/issues/split.ts'
import { isOpen } from '#server/modules/issues/standing.ts'
import { takeIssue } from '#server/modules/issues/take.ts'
import { updateIssue } from '#server/modules/issues/update.ts'
import { voidIssue } from '#server/modules/issues/void.ts'
import type { Actor } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'
import { usualTime } from '#tests/setup/usual-time.ts'

const roles: Role[] = ['COMMAND', 'DISTRICT', 'AGENCY', 'ENTERPRISE', 'SQUAD']
const [id, tax, police, elsewhere] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const future = inDays(10)
const actorOf = (role: Role) =>
  ({
    role,
    unionId: id,
    unionIds: [id],
    squadId: id,
    agencyId: tax,
    enterpriseId: id,
    accountId: id,
  }) as unknown as Actor

/** The deed behind each offer, with an input that asks for nothing but the right state. */
const deeds: Record<IssueDeed, [name: string, deed: { decide: unknown }, input: object]> = {
  assign: ['assignIssue', assignIssue, { agencyId: elsewhere }],
  take: ['takeIssue', takeIssue, {}],
  answer: ['answerIssue', answerIssue, { answer: '已办' }],
  callBack: ['closeIssue', closeIssue, { closingNote: '已解决' }],
  return: ['returnIssue', returnIssue, { reason: '不属本部门' }],
  resume: ['resumeIssue', resumeIssue, {}],
  reopen: ['reopenIssue', reopenIssue, { reason: '又出现' }],
  note: ['addIssueNote', addIssueNote, { text: '备注' }],
  extend: ['extendIssue', extendIssue, { doneBy: inDays(20), reason: '等货' }],
  park: ['parkIssue', parkIssue, { reason: '等政策', reviewOn: '2999-01-01' }],
  edit: ['updateIssue', updateIssue, { title: '另一个标题' }],
  split: ['splitIssue', splitIssue, { title: '拆出' }],
  merge: ['mergeIssue', mergeIssue, { intoId: elsewhere }],
  void: ['voidIssue', voidIssue, { reason: '录错' }],
}

const partIn = (agencyId: string, leads: boolean, state: IssuePart['state'], endedAt: Date | null): IssuePart => {
  const at = new Date(0)
  const times = { assignedAt: at, takenAt: null, answeredAt: null, endedAt }
  return { id: randomUUID(), unionId: id, issueId: id, agencyId, leads, state, handlerIds: [], ...times }
}

/** The parts with which an issue can be in a state: one that leads, of the tax office or of another, with a supporting one. */
function partsFor(state: IssueState): IssuePart[][] {
  const led = ['ASSIGNED', 'TAKEN', 'ANSWERED'] as const
  const over = !isOpen({ state })
  const endedAt = over ? new Date(0) : null
  const some = led.filter((each) => each === state || state === 'PARKED' || over)
  const ways = some.flatMap((each) => [
    [partIn(tax, true, each, endedAt)],
    [partIn(police, true, each, endedAt), partIn(tax, false, 'TAKEN', endedAt)],
  ])
  return state === 'UNASSIGNED' || state === 'PARKED' ? [[], ...ways] : ways
}

function isDone(role: Role, offer: IssueDeed, state: object): boolean {
  const [name, { decide }, input] = deeds[offer]
  if (!rolesOfDeeds.get(name)!.includes(role)) return false
  try {
    const run = decide as (state: object, input: object, moment: object) => object
    run(state, { issueId: id, ...input }, { at: new Date(), actor: actorOf(role), prepared: undefined })
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

describe('what is offered of an issue', () => {
  const states = enums.IssueState as readonly IssueState[]
  it.each(roles.flatMap((role) => states.map((state) => [role, state] as const)))(
    'to %s of one that is %s is what the server does',
    (role, state) => {
      for (const source of ['CALL', 'ENTERPRISE'] as IssueSource[]) {
        for (const parts of partsFor(state)) {
          const issue = {
            ...{ id, unionId: id, enterpriseId: id, state, source, title: '口罩不够', evidence: '', saidBy: '' },
            ...{ kind: 'DIFFICULTY', category: 'TAX', severity: 'LOW', isEmergency: false, urgency: 'LOW' },
            ...{ openedAt: new Date(0), stateAt: new Date(0), agencyIds: [], agencyId: null, returns: 0, comebacks: 0 },
            ...{
              takeBy: future,
              doneBy: future,
              stoppedAt: null,
              alarmAt: null,
              clockStep: 0,
              climbedTo: null,
              extensions: 0,
            },
          }
          const read = {
            ...{
              issue,
              parts,
              named: [],
              proposed: null,
              lead: [],
              time: usualTime,
              enterprise: { id, openIssues: 3, name: '回坊食品' },
            },
            ...{ agencies: [{ id: elsewhere, retiredAt: null }], into: { ...issue, id: elsewhere } },
          }
          const shown = parts.map((part) => ({
            ...{ agency: { id: part.agencyId }, leads: part.leads, state: part.state },
            endedAt: part.endedAt?.toISOString() ?? null,
          }))
          const offered = issueDeeds(role, { state, source, doneBy: future.toISOString(), parts: shown }, tax)
          const taken = (Object.keys(deeds) as IssueDeed[]).filter((each) => isDone(role, each, read))
          expect([source, shown, [...new Set(offered)].sort()]).toEqual([source, shown, taken.sort()])
        }
      }
    },
  )

  it('sends an answered one back by the form in which one is called back', () => {
    const answered = {
      id,
      state: 'ANSWERED',
      source: 'CALL',
      openedAt: new Date(0),
      stateAt: new Date(0),
      agencyIds: [tax],
    }
    const read = { issue: answered, parts: [partIn(tax, true, 'ANSWERED', null)], enterprise: { id, openIssues: 1 } }
    const moment = { at: new Date(), actor: actorOf('COMMAND'), prepared: undefined }
    const input = { clientId: id, issueId: id, result: 'NOT_SOLVED' as const, note: '没到账' }
    const decide = callBackIssue.decide as (...args: never[]) => { events: readonly object[] }
    const facts = {
      kind: 'DIFFICULTY',
      category: 'TAX',
      severity: 'LOW',
      isEmergency: false,
      agencyId: tax,
      comebacks: 0,
      urgency: 'LOW',
      openedAt: new Date(0),
      takeBy: future,
      doneBy: future,
      stoppedAt: new Date(),
    }
    const state = { ...read, time: usualTime, issue: { ...answered, ...facts } }
    expect(decide(...([state, input, moment] as never[])).events).toHaveLength(1)
  })
})
