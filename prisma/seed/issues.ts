import { resolutions } from './phrases.ts'
import type { Action, ActionOf, EnterprisePlan, IssueCategory, Source } from './plan.ts'
import { dealer, type Random } from './random.ts'
import { dayEnd, dayStart, momentOf, recorder, startOf } from './timeline.ts'
import type { IssueDraft } from './visit-contents.ts'

/** Issues at the first start: from visits, by hand, and how many of both are closed. */
export const issueGoal = { fromVisits: 30, byHand: 10, closed: 17 }

/** Issues nobody met on a visit: enterprises called, wrote a form or reported them. */
export function issuesByHand(
  random: Random,
  enterprises: readonly EnterprisePlan[],
  draft: (enterprise: EnterprisePlan) => IssueDraft,
  key: () => string,
): Action[] {
  const { actions, record } = recorder()
  const sources: Source[] = ['CALL', 'CALL', 'FORM', 'ENTERPRISE']
  for (const enterprise of random.shuffle(enterprises).slice(0, issueGoal.byHand)) {
    const at = { day: random.int(-9, -1), minute: random.int(dayStart + 10, dayEnd - 40) }
    record(at, 'command', {
      do: 'openIssue',
      issue: key(),
      enterprise: enterprise.key,
      visit: null,
      source: random.pick(sources),
      ...draft(enterprise),
    })
  }
  return actions
}

/** Keeps `count` of the opened issues and drops the others' actions. */
export function keepIssues(random: Random, actions: readonly Action[], count: number): Action[] {
  const opened = random.shuffle(actions.filter((each) => each.do === 'openIssue'))
  const dropped = new Set<Action>(opened.slice(count))
  return actions.filter((each) => !dropped.has(each))
}

/** How many of the closed issues their enterprises themselves called solved, by a link. */
const closedByLink = 2

const solved = (issue: string) => ({
  ...{ do: 'actByLink' as const, issue, agency: null },
  acts: [{ act: 'SOLVED' as const, text: '已经解决,谢谢。' }],
})

/** Whether an action ends an issue. */
export const isEnding = (action: Action): action is ActionOf<'closeIssue' | 'actByLink'> =>
  action.do === 'closeIssue' || (action.do === 'actByLink' && action.acts.some(({ act }) => act === 'SOLVED'))

/** The category of which all issues that are old enough are closed. */
const often: IssueCategory = 'LOGISTICS'

/** Closes part of the issues by now, each at least a day after it came up, and a few more in the drill. */
export function closings(random: Random, opened: readonly ActionOf<'openIssue'>[]) {
  const resolution = dealer(random, resolutions)
  const history = recorder()
  const rest = recorder()
  const shuffled = random.shuffle(opened.filter((each) => each.at.day <= -2))
  // those of one category are all closed, so that enough of them say what worked
  const oldEnough = shuffled.toSorted((a, b) => Number(a.category !== often) - Number(b.category !== often))
  const close = (issue: string) => ({ do: 'closeIssue' as const, issue, resolution: resolution() })
  oldEnough.slice(0, issueGoal.closed).forEach(({ issue, at }, place) => {
    const day = random.int(at.day + 1, -1)
    const ending = place < closedByLink ? solved(issue) : close(issue)
    history.record({ day, minute: random.int(dayStart + 20, dayEnd - 30) }, 'command', ending)
  })
  for (const { issue } of oldEnough.slice(issueGoal.closed)) {
    rest.record(momentOf(startOf(0) + random.int(20, 480)), 'command', close(issue))
  }
  return { history: history.actions, rest: rest.actions }
}
