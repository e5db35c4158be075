import type { ActionOf, EnterprisePlan, HundredPlan, Moment } from './plan.ts'
import { dealer, type Random } from './random.ts'
import { dayEnd, dayStart, type RecordAction, recorder } from './timeline.ts'
import type { IssueDraft, VisitContents } from './visit-contents.ts'

/** First DONE visits by the first start, squad 1 to squad 10: 37 of the hundred. */
const doneBySquad = [4, 3, 4, 4, 3, 4, 4, 3, 4, 4]
/** Stops that came to nothing so far; each is on today's list again. */
const missedBySquad: { [squad: number]: 'CLOSED_SHOP' | 'REFUSED' | 'SKIPPED' } = {
  2: 'SKIPPED',
  3: 'CLOSED_SHOP',
  5: 'REFUSED',
  6: 'CLOSED_SHOP',
  7: 'SKIPPED',
  9: 'CLOSED_SHOP',
  10: 'SKIPPED',
}
/** Squads that find one door shut during the drill and go back before the day is over. */
const shutInDrill = [4, 8]
const stopsToday = 5

const missedNotes = {
  CLOSED_SHOP: ['卷帘门关着，邻居说明天开门', '门口贴了盘点告示，电话约了改日', '负责人在外地，店里没有人'],
  REFUSED: ['企业正在接待其他检查，请改日再来'],
  SKIPPED: ['前一家会商延时，改到下次', '临时协助卡点值守，顺延', '企业来电要求改期'],
}

export type Stop = { visit: string; enterprise: string; revisitOf?: string }
type SquadWay = { squad: number; done: Stop[]; missed: Stop | null; today: Stop[]; later: Stop[] }

/** Each squad's way through its ten enterprises: done, missed once, on today's list, still to be planned. */
export function squadWays(hundred: readonly HundredPlan[]): SquadWay[] {
  return doneBySquad.map((done, index) => {
    const squad = index + 1
    const stops = hundred
      .filter((each) => each.squad === squad)
      .map(({ enterprise }): Stop => ({ visit: `v-${enterprise}-1`, enterprise }))
    const missed = missedBySquad[squad] ? stops[done]! : null
    const again = stops.map((stop) => (stop === missed ? { ...nextStop(stop), revisitOf: stop.visit } : stop))
    return {
      squad,
      done: stops.slice(0, done),
      missed,
      today: again.slice(done, done + stopsToday),
      later: again.slice(done + stopsToday),
    }
  })
}

/** Keys of the enterprises visited by the first start. */
export const visitedByNow = (ways: readonly SquadWay[]) =>
  new Set(ways.flatMap((way) => way.done.map((stop) => stop.enterprise)))

const nextStop = ({ enterprise }: Stop): Stop => ({ visit: `v-${enterprise}-2`, enterprise })

/** What a visit is written from. */
export type Scene = {
  random: Random
  enterprises: ReadonlyMap<string, EnterprisePlan>
  contents: (enterprise: EnterprisePlan, day: number) => VisitContents
  /** Says whether a draft becomes an issue, and under which key. */
  issueKey: (draft: IssueDraft) => string | null
}

/** The squads' days up to yesterday evening, today's five stops already planned. */
export function visitHistory(scene: Scene, ways: readonly SquadWay[]) {
  const { random } = scene
  const { actions, record } = recorder()
  const notes = {
    CLOSED_SHOP: dealer(random, missedNotes.CLOSED_SHOP),
    REFUSED: dealer(random, missedNotes.REFUSED),
    SKIPPED: dealer(random, missedNotes.SKIPPED),
  }
  for (const way of ways) {
    const stops = way.missed ? [...way.done.slice(0, -1), way.missed, ...way.done.slice(-1)] : way.done
    const slots = random
      .shuffle(halfDays)
      .slice(0, stops.length)
      .sort((a, b) => a.day - b.day || a.start - b.start)
    stops.forEach((stop, index) => {
      const { day, start } = slots[index]!
      const number = slots.filter((each, other) => each.day === day && other <= index).length
      plan(record, way.squad, stop, day, number)
      const begin = { day, minute: start + random.int(0, 35) }
      const missed = stop === way.missed ? missedBySquad[way.squad] : undefined
      if (missed) miss(record, way.squad, stop, begin, missed, notes[missed]())
      else visitToTheEnd(scene, record, way.squad, stop, begin, 50)
    })
    way.today.forEach((stop, index) => {
      plan(record, way.squad, stop, 0, index + 1)
    })
  }
  return actions
}

const halfDays = [-6, -5, -4, -3, -2, -1].flatMap((day) => [
  { day, start: 9 * 60 + 30 },
  { day, start: 14 * 60 },
])

/** The rest of a squad's hundred in one long day: today's stops, then those planned at noon. */
export function squadRest(scene: Scene, way: SquadWay) {
  const { random } = scene
  const { actions, record } = recorder()
  const shut = shutInDrill.includes(way.squad) ? way.today[2]! : null
  const again = shut ? [{ ...nextStop(shut), revisitOf: shut.visit }] : []
  const stops = [...way.today, ...way.later, ...again]
  const slot = (dayEnd - dayStart) / stops.length
  stops.forEach((stop, index) => {
    const begin = { day: 0, minute: Math.floor(dayStart + index * slot + random.int(1, slot / 6)) }
    if (index >= stopsToday) planAt(record, { day: 0, minute: begin.minute - 1 }, way.squad, stop, 0, index + 1)
    if (stop === shut) miss(record, way.squad, stop, begin, 'CLOSED_SHOP', '店里没有人，电话约好下午再来')
    else visitToTheEnd(scene, record, way.squad, stop, begin, slot * 0.7)
  })
  return { squad: way.squad, actions }
}

/** Stops are planned by the command centre on the evening before. */
function plan(record: RecordAction, squad: number, stop: Stop, day: number, number: number) {
  planAt(record, { day: day - 1, minute: 17 * 60 + 19 + squad }, squad, stop, day, number)
}

function planAt(record: RecordAction, at: Moment, squad: number, stop: Stop, day: number, number: number) {
  record(at, 'command', { do: 'planVisit', squad, day, stop: number, ...stop })
}

/** Looks, arrives, listens, asks, treats and finishes within `minutes`; now and then the brief is read on the spot. */
export function visitToTheEnd(
  scene: Scene,
  record: RecordAction,
  squad: number,
  stop: Stop,
  begin: Moment,
  minutes: number,
) {
  const { random } = scene
  const enterprise = scene.enterprises.get(stop.enterprise)!
  const words = scene.contents(enterprise, begin.day)
  const by = `squad${squad}`
  const { visit } = stop
  const at = (share: number): Moment => ({ day: begin.day, minute: begin.minute + Math.floor(minutes * share) })
  const jitter = () => random.int(-4, 4) / 100
  const open = (share: number, draft: IssueDraft) => {
    const issue = scene.issueKey(draft)
    if (!issue) return
    const opened: Omit<ActionOf<'openIssue'>, 'at' | 'by'> = {
      do: 'openIssue',
      issue,
      enterprise: stop.enterprise,
      visit,
      source: 'VISIT',
      ...draft,
    }
    record(at(share), by, opened)
  }
  const look = () => record(at(0.05), by, { do: 'completeStep', visit, content: words.look })
  const isBriefedFirst = random.chance(0.7)
  if (isBriefedFirst) look()
  record(at(0.08), by, { do: 'arriveVisit', visit })
  if (!isBriefedFirst) record(at(0.12), by, { do: 'completeStep', visit, content: words.look })
  const [listened, asked, treated] = [0.38 + jitter(), 0.64 + jitter(), 0.92 + jitter()] as const
  record(at(listened), by, { do: 'completeStep', visit, content: words.listen })
  if (words.suggestion) open(listened + 0.05, words.suggestion)
  record(at(asked), by, { do: 'completeStep', visit, content: words.ask })
  for (const each of words.problems) open(asked + 0.06, each)
  record(at(treated), by, { do: 'completeStep', visit, content: words.treat })
  const followUp = random.chance(0.4) ? { followUpDay: begin.day + random.int(3, 8) } : {}
  record(at(1), by, { do: 'finishVisit', visit, outcome: 'DONE', note: null, ...followUp })
}

function miss(
  record: RecordAction,
  squad: number,
  { visit }: Stop,
  begin: Moment,
  how: 'CLOSED_SHOP' | 'REFUSED' | 'SKIPPED',
  note: string,
) {
  const by = `squad${squad}`
  if (how === 'SKIPPED') return record(begin, by, { do: 'skipVisit', visit, reason: note })
  record(begin, by, { do: 'arriveVisit', visit })
  record({ ...begin, minute: begin.minute + 6 }, by, { do: 'finishVisit', visit, outcome: how, note })
}
