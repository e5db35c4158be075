import { randomBytes } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { articlePlan } from '#prisma/seed/article.ts'
import type { Action, ArticlePlan } from '#prisma/seed/plan.ts'
import { type Random, seededRandom } from '#prisma/seed/random.ts'
import { dayEnd } from '#prisma/seed/timeline.ts'
import { act, isPast, type Stage } from './act.ts'
import { type Api, openApi } from './api.ts'
import { missing, notVisited, readFigures } from './figures.ts'
import { furtherOrders, type Load, roundOf, visitsAt } from './load.ts'
import type { DrillOptions } from './options.ts'
import { ownPlan } from './own-plan.ts'
import { newPace } from './pace.ts'
import { newStats } from './stats.ts'
import { holdsPractice, type OpenVisit, readWorld } from './world.ts'

/** What a drill came to. */
export type Summary = ReturnType<ReturnType<typeof newStats>['summary']>

const sayEveryMs = 5000
const passes = 3

/** Plays what is left of the campaign day, then either stops at the article's figures or goes on with more of the same. */
export async function runDrill(
  options: DrillOptions,
  say: (line: string) => void,
  outer?: AbortSignal,
): Promise<Summary> {
  const stop = new AbortController()
  // every lane that waits listens
  setMaxListeners(0, stop.signal)
  let timer: NodeJS.Timeout | undefined
  outer?.addEventListener('abort', () => stop.abort())
  const stats = newStats()
  const telling = setInterval(() => say(stats.line()), sayEveryMs)
  try {
    const { stage, plan } = await openStage(options, stats, stop.signal)
    if (options.forSeconds) timer = setTimeout(() => stop.abort(), options.forSeconds * 1000)
    const play = options.toEnd ? playToEnd : playOn
    await play(stage, plan, options, say).catch((error) => {
      stop.abort()
      throw error
    })
  } finally {
    clearInterval(telling)
    clearTimeout(timer)
  }
  return stats.summary()
}

async function openStage(
  { url, password, speed, rate, squads, toEnd }: DrillOptions,
  stats: Stage['stats'],
  signal: AbortSignal,
): Promise<{ stage: Stage; plan: ArticlePlan }> {
  await fetch(new URL('/healthz', url)).catch((error) => {
    throw new Error(`There is no server at ${url}: start one with npm start, or name it by --url.`, { cause: error })
  })
  const open = async (name: string) => [name, await openApi(name, { url, password, stats, signal })] as const
  const apis = new Map<string, Api>([await open('command')])
  const as = (username: string) => apis.get(username)!
  const plan = await planOf(as('command'), toEnd)
  // besides the squads those who act beside the command centre: the officers of agencies
  const names = new Set([...squads.map((number) => `squad${number}`), ...plan.rest.command.map(({ by }) => by)])
  names.delete('command')
  for (const [name, api] of await Promise.all([...names].map(open))) apis.set(name, api)
  const world = await readWorld(as('command'), plan)
  return { stage: { world, as, pace: newPace(speed, rate, signal), stats }, plan }
}

/** The article's plan where the server holds the practice data, and else the union's own. */
async function planOf(command: Api, toEnd: boolean): Promise<ArticlePlan> {
  const article = articlePlan()
  if (await holdsPractice(command, article)) return article
  if (toEnd) throw new Error('This server does not hold the practice data, so that no closing figures are known.')
  return ownPlan(command)
}

/** One after another; ends when the drill is over. */
async function playLane(stage: Stage, actions: Iterable<Action>): Promise<void> {
  for (const action of actions) if (!(await act(stage, action))) return
}

/** A lane's way through the day; `begun` and `planned` are visits that the plan does not know of. */
type Lane = { squad: number | null; begun: OpenVisit[]; actions: Action[]; planned: OpenVisit[] }

/** What each lane still has to do, and the minute at which the first of them goes on. */
function lanesLeft({ world }: Stage, plan: ArticlePlan, squads: number[]): { lanes: Lane[]; origin: number } {
  const ofPlan = new Set(plan.rest.squads.flatMap(({ actions }) => actions.flatMap(visitOf)))
  const others = world.open.filter(({ visit }) => !ofPlan.has(visit))
  const lanes = [{ squad: null, actions: plan.rest.command }, ...plan.rest.squads]
    .filter(({ squad }) => squad === null || squads.includes(squad))
    .map(({ squad, actions }) => {
      const own = others.filter((each) => each.squad === squad)
      const begun = own.filter(({ state }) => state === 'ARRIVED')
      return { squad, actions, begun, planned: own.filter((each) => !begun.includes(each)) }
    })
  const first = lanes.flatMap(({ actions }) => actions.find((each) => !isPast(world, each))?.at.minute ?? [])
  return { lanes, origin: first.length > 0 ? Math.min(...first) : dayEnd }
}

const visitOf = (action: Action): string[] => ('visit' in action && action.visit ? [action.visit] : [])

/** A squad is at one door at a time, so what it has begun comes first and what else is planned for it last. */
async function playPlan(stage: Stage, { squad, begun, actions, planned }: Lane, load: Load): Promise<void> {
  if (squad !== null) await playLane(stage, visitsAt(load, squad, begun))
  await playLane(stage, actions)
  if (squad !== null) await playLane(stage, visitsAt(load, squad, planned))
}

async function playOn(stage: Stage, plan: ArticlePlan, { squads, seed }: DrillOptions): Promise<void> {
  const { lanes, origin } = lanesLeft(stage, plan, squads)
  stage.pace.from(origin)
  const play = async (lane: Lane) => {
    const load = newLoad(plan, seededRandom(seed, `load ${lane.squad}`), origin)
    const last = lane.actions.findLast((each) => !isPast(stage.world, each))?.at.minute ?? origin
    await playPlan(stage, lane, load)
    const on = { ...load, from: last + 1 }
    await playLane(stage, lane.squad === null ? furtherOrders(on) : visitsAt(on, lane.squad, roundOf(on, lane.squad)))
  }
  await Promise.all(lanes.map(play))
}

/** Several passes, each from where things then stand: whatever somebody else did meanwhile, the rest is made up for. */
async function playToEnd(
  stage: Stage,
  plan: ArticlePlan,
  { squads, seed }: DrillOptions,
  say: (line: string) => void,
): Promise<void> {
  const command = stage.as('command')
  for (let pass = 1; ; pass++) {
    const { lanes, origin } = lanesLeft(stage, plan, squads)
    const load = newLoad(plan, seededRandom(seed, `pass ${pass}`), origin)
    stage.pace.from(origin)
    await Promise.all(lanes.map((lane) => playPlan(stage, lane, load)))
    const still = missing(await readFigures(command))
    if (!still) return say('The board shows the closing figures of the article.')
    if (pass === passes || stage.pace.stopped()) return say(`Not yet at the closing figures: ${still}.`)
    stage.world = await readWorld(command, plan)
    const open = await notVisited(command, plan)
    const stopsOf = (squad: number) =>
      open
        .filter((each) => each.squad === squad)
        .map(({ enterprise }) => ({ visit: `v-${enterprise}-${load.run}`, enterprise }))
    await Promise.all(squads.map((squad) => playLane(stage, visitsAt(load, squad, stopsOf(squad)))))
  }
}

/** Its keys are its own, so that no other drill's are taken for them. */
const newLoad = (plan: ArticlePlan, random: Random, from: number): Load => ({
  plan,
  random,
  run: randomBytes(3).toString('hex'),
  from,
})
