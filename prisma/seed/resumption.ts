import type { Action, EnterprisePlan, HundredPlan, ResumptionEntry, ResumptionState, Source } from './plan.ts'
import type { Random } from './random.ts'
import { dayStart, inTime, momentOf, recorder } from './timeline.ts'

/** Resumed enterprises: the article's closing figure, and where the practice data starts. */
export const resumedGoal = { now: 1204, end: 1329 }

const firstDay = -25
const batchSize = 60

/** Where enterprises stand at the first start that are not resumed then: those the drill resumes, and the others. */
const openAtStart = {
  resuming: { SUSPENDED: 6, APPROVED: 50, FILED: 45, NOT_RESUMED: 24 },
  waiting: { FILED: 40, APPROVED: 26 },
}

type Split = { resumed: EnterprisePlan[]; resuming: EnterprisePlan[]; waiting: EnterprisePlan[] }

/** Who is resumed by now, who during the drill, and who stays open; the hundred end resumed. */
export function splitByResumption(
  random: Random,
  enterprises: readonly EnterprisePlan[],
  hundred: readonly HundredPlan[],
  visited: ReadonlySet<string>,
): Split {
  const inHundred = new Set(hundred.map((each) => each.enterprise))
  const first = random.shuffle(enterprises.filter((each) => visited.has(each.key)))
  const toVisit = random.shuffle(enterprises.filter((each) => inHundred.has(each.key) && !visited.has(each.key)))
  const others = random.shuffle(enterprises.filter((each) => !inHundred.has(each.key)))
  const hundredLater = toVisit.slice(0, 15)
  const resumedOthers = resumedGoal.now - first.length - (toVisit.length - hundredLater.length)
  const othersByEnd = resumedGoal.end - hundred.length
  return {
    resumed: [...first, ...toVisit.slice(15), ...others.slice(0, resumedOthers)],
    resuming: [...hundredLater, ...others.slice(resumedOthers, othersByEnd)],
    waiting: others.slice(othersByEnd),
  }
}

/** Resumptions up to now in batches a day, and the drill's, one at a time. */
export function resumptionActions(random: Random, split: Split) {
  const entry = entryWriter(random)
  const past = split.resumed.flatMap((each, index) => resumedPast(random, entry, each.key, index))
  const open = statesAtStart(split)
  past.push(...open.flatMap(({ key, state }) => openPast(random, entry, key, state)))
  const chains = random.shuffle(open.flatMap((each) => restChain(random, entry, each)))
  const drill = recorder()
  chains.forEach((chain, index) => {
    let at = Math.floor((index / chains.length) * 440)
    for (const each of chain) {
      drill.record(momentOf(at), 'command', { do: 'setResumption', entries: [each] })
      at += random.int(15, 60)
    }
  })
  return { history: inBatches(random, past), rest: inTime(drill.actions) }
}

type OpenEnterprise = { key: string; state: ResumptionState; resumes: boolean }
type WriteEntry = (enterprise: string, state: ResumptionState, day: number) => ResumptionEntry

/** What is recorded of one state on one day comes from one batch of papers, as an office files them. */
function entryWriter(random: Random): WriteEntry {
  const batches = new Map<string, Pick<ResumptionEntry, 'basis' | 'source'>>()
  const sources: Source[] = ['FORM', 'FORM', 'CALL', 'VISIT', 'ENTERPRISE']
  return (enterprise, state, day) => {
    const batch = batches.get(`${state} ${day}`)
    if (batch) return { enterprise, state, day, ...batch }
    const number = String(batches.size + 1).padStart(4, '0')
    const basis = {
      NOT_RESUMED: '电话核实尚未开门',
      FILED: `企业复工备案表 北复备${number}号`,
      APPROVED: `街道指挥部现场核验通过 北复准${number}号`,
      RESUMED: random.pick([
        '走访核实已开门营业',
        '电话核实已开门，职工陆续到岗',
        '企业上报复工人数',
        `复工通知书 北复${number}号`,
      ]),
      SUSPENDED: random.pick(['防控措施复查未达标，停业整改', '企业自行申请暂停营业', '货源中断，暂停营业']),
    }[state]
    const source = random.pick(sources)
    batches.set(`${state} ${day}`, { basis, source })
    return { enterprise, state, day, basis, source }
  }
}

/** Most are recorded when they open, with the earlier dates; every seventh step by step; a few stop and start again. */
function resumedPast(random: Random, entry: WriteEntry, key: string, index: number): ResumptionEntry[] {
  const stops = index % 150 === 149
  const day = Math.max(firstDay + 4, Math.min(stops ? -7 : -1, Math.round(-11 + random.normal() * 4.5)))
  const approved = day - 1 - Math.abs(day % 2)
  const filed = approved - 1 - (day % 3 === 0 ? 1 : 0)
  const start =
    index % 7 === 0
      ? [entry(key, 'FILED', filed), entry(key, 'APPROVED', approved), entry(key, 'RESUMED', day)]
      : [withEarlier(entry(key, 'RESUMED', day), filed, approved)]
  return stops ? [...start, entry(key, 'SUSPENDED', day + 2), entry(key, 'RESUMED', day + 5)] : start
}

function statesAtStart(split: Split): OpenEnterprise[] {
  const spread = (
    list: readonly EnterprisePlan[],
    states: { [state in ResumptionState]?: number },
    resumes: boolean,
  ) => {
    const row = Object.entries(states).flatMap(([state, count]) =>
      Array<ResumptionState>(count).fill(state as ResumptionState),
    )
    return list.map((each, index) => ({ key: each.key, state: row[index] ?? 'NOT_RESUMED', resumes }))
  }
  return [...spread(split.resuming, openAtStart.resuming, true), ...spread(split.waiting, openAtStart.waiting, false)]
}

function openPast(random: Random, entry: WriteEntry, key: string, state: ResumptionState): ResumptionEntry[] {
  const day = -random.int(1, 6)
  if (state === 'FILED') return [entry(key, 'FILED', day)]
  if (state === 'APPROVED') return [entry(key, 'FILED', day - 2), entry(key, 'APPROVED', day)]
  if (state !== 'SUSPENDED') return []
  return [withEarlier(entry(key, 'RESUMED', day - 9), day - 13, day - 11), entry(key, 'SUSPENDED', day)]
}

/** What the drill does with one enterprise: resume it, or move a few of the waiting one step on. */
function restChain(random: Random, entry: WriteEntry, open: OpenEnterprise): ResumptionEntry[][] {
  const { key, state, resumes } = open
  if (resumes && state === 'NOT_RESUMED') return [[withEarlier(entry(key, 'RESUMED', 0), -3, -1)]]
  if (resumes && state === 'FILED') return [[entry(key, 'APPROVED', 0), entry(key, 'RESUMED', 0)]]
  if (resumes) return [[entry(key, 'RESUMED', 0)]]
  if (!random.chance(0.12) || state === 'APPROVED') return []
  return [[entry(key, state === 'FILED' ? 'APPROVED' : 'FILED', 0)]]
}

const withEarlier = (entry: ResumptionEntry, filed: number, approved: number): ResumptionEntry => ({
  ...entry,
  earlier: [
    { state: 'FILED', day: filed },
    { state: 'APPROVED', day: approved },
  ],
})

function inBatches(random: Random, entries: readonly ResumptionEntry[]): Action[] {
  const { actions, record } = recorder()
  for (let day = firstDay; day < 0; day++) {
    const ofDay = random.shuffle(entries.filter((each) => each.day === day))
    for (let i = 0; i < ofDay.length; i += batchSize) {
      const minute = dayStart + 45 + Math.floor(i / batchSize) * 110 + random.int(0, 60)
      record({ day, minute }, 'command', { do: 'setResumption', entries: ofDay.slice(i, i + batchSize) })
    }
  }
  return actions
}
