import { measures } from './phrases.ts'
import type { ActionOf, IssueCategory, MeasureResult, Moment } from './plan.ts'
import { dealer, type Random } from './random.ts'
import { dayEnd, recorder } from './timeline.ts'

type Opening = ActionOf<'openIssue'>

/** What the measures for closed issues have come to, by turns within a category. */
const results: readonly MeasureResult[] = ['WORKED', 'WORKED', 'PARTLY', 'WORKED', 'WORKED']

/** How far the measure for an open issue is, by turns: from one that is to come to an issue without any. */
const standings = ['TO_DO', 'OVERDUE', 'DROPPED', 'NONE'] as const

const notes = ['已落实,企业确认问题缓解', '部门到场办理,当天办完', '已与企业对接,电话确认']

/**
 * What was done about issues: for those that are closed the usual measure of their category, which worked in most cases, and
 * for some of them another one before that did not; for open ones measures in each state.
 */
export function issueMeasures(random: Random, opened: readonly Opening[], closed: ReadonlyMap<string, Moment>) {
  const note = dealer(random, notes)
  const { actions, record } = recorder()
  const turns = new Map<IssueCategory, number>()
  let turn = 0
  const take = ({ issue, enterprise, category, at }: Opening, which: number, untilDay: number) => {
    const choice = measures.filter((each) => each.category === category)
    const { text, agency } = choice[which % choice.length]!
    const measure = `m-${issue}-${which}`
    const minute = Math.min(at.minute, dayEnd - 30) + 36 + which
    const what = text.replace(/\{\w+\}/g, '3')
    record({ day: at.day, minute }, 'command', {
      do: 'recordMeasure',
      ...{ measure, issue, enterprise, what, agency, untilDay },
    })
    return measure
  }
  for (const opening of opened) {
    const { issue, category, at } = opening
    const end = closed.get(issue)
    if (end) {
      const place = turns.get(category) ?? 0
      turns.set(category, place + 1)
      const finish = (measure: string, result: MeasureResult, before: number) =>
        record({ day: end.day, minute: end.minute - before }, 'command', {
          do: 'finishMeasure',
          ...{ measure, result, note: result === 'FAILED' ? '联系了两次,没有结果' : note() },
        })
      if (place % 3 === 1) finish(take(opening, 1, at.day + 2), 'FAILED', 15)
      finish(take(opening, 0, at.day + 4), results[place % results.length]!, 10)
      continue
    }
    const standing = standings[turn++ % standings.length]!
    if (standing === 'NONE') continue
    const measure = take(opening, 0, standing === 'OVERDUE' ? Math.max(at.day, -1) : random.int(1, 5))
    if (standing !== 'DROPPED') continue
    const minute = Math.min(at.minute, dayEnd - 30) + 90
    record({ day: at.day, minute }, 'command', { do: 'dropMeasure', measure, reason: '企业另有安排,不再需要' })
  }
  return actions
}
