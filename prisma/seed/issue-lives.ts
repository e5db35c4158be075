import { takers } from './calls.ts'
import { parkingReasons, returnReasons, answers as saidAnswers } from './phrases.ts'
import type { ActionOf, AgencyCode } from './plan.ts'
import { dealer, type Random } from './random.ts'
import { dayEnd, recorder } from './timeline.ts'

type Opening = ActionOf<'openIssue'>

/** The agencies whose officers have accounts in the practice data, with their usernames. */
const officers: { [code in AgencyCode]?: string } = {
  POLICE: 'police',
  COMMERCE: 'commerce',
  TAX: 'tax',
  FOOD_DRUG: 'fooddrug',
}

/** How far an issue that is not closed has come, by turns: from one that nobody was given to one that is parked. */
const standings = ['ANSWERED', 'TAKEN', 'ASSIGNED', 'RETURNED', 'PARKED', 'UNASSIGNED'] as const

/**
 * What became of issues after they were opened: those that are closed were assigned, taken and answered before; the others stand
 * at every step, some returned twice and some parked. `rest` is what the officers do in the drill with what they have then.
 */
export function issueLives(random: Random, opened: readonly Opening[], closed: ReadonlySet<string>) {
  const answer = dealer(random, saidAnswers)
  const reason = dealer(random, returnReasons)
  const parking = dealer(random, parkingReasons)
  const history = recorder()
  const rest = recorder()
  let turn = 0
  for (const { issue, category, at } of opened) {
    const agency = takers[category] ?? 'SUBDISTRICT'
    const officer = officers[agency]
    // an issue of the last minutes of a day is given to an agency a little after hours
    const minute = (after: number) => ({ day: at.day, minute: Math.min(at.minute, dayEnd - 30) + after })
    const standing = closed.has(issue) ? 'ANSWERED' : standings[turn++ % standings.length]!
    if (standing === 'UNASSIGNED') continue
    const assign = (after: number, time = 1) =>
      history.record(minute(after), 'command', { do: 'assignIssue', issue, agency, time })
    assign(35)
    if (standing === 'PARKED') {
      const reviewDay = random.int(2, 6)
      history.record(minute(55), 'command', { do: 'parkIssue', issue, reason: parking(), reviewDay })
    }
    if (!officer) {
      // an agency without an account takes and answers it by a link
      const byLink = () => {
        const acts = [{ act: 'TAKE' as const }, { act: 'ANSWER' as const, text: answer() }]
        return { do: 'actByLink' as const, issue, agency, acts }
      }
      if (standing === 'ANSWERED' && !closed.has(issue)) history.record(minute(52), 'command', byLink())
      if (standing === 'ASSIGNED') rest.record({ day: 0, minute: 660 + turn }, 'command', byLink())
      continue
    }
    if (standing === 'RETURNED') {
      for (const time of [1, 2]) {
        history.record(minute(30 + 10 * time), officer, { do: 'returnIssue', issue, reason: reason() })
        assign(35 + 10 * time, 1 + time)
      }
    }
    if (standing === 'TAKEN' || standing === 'ANSWERED') history.record(minute(42), officer, { do: 'takeIssue', issue })
    if (standing === 'ANSWERED') history.record(minute(52), officer, { do: 'answerIssue', issue, answer: answer() })
    if (standing === 'ASSIGNED' || standing === 'RETURNED') {
      rest.record({ day: 0, minute: 600 + turn }, officer, { do: 'takeIssue', issue })
    }
    if (standing === 'TAKEN')
      rest.record({ day: 0, minute: 660 + turn }, officer, { do: 'answerIssue', issue, answer: answer() })
  }
  return { history: history.actions, rest: rest.actions }
}
