import type { Action, ArticlePlan, ItemKey } from '#prisma/seed/plan.ts'
import type { Random } from '#prisma/seed/random.ts'
import { recorder } from '#prisma/seed/timeline.ts'
import { contentsWriter } from '#prisma/seed/visit-contents.ts'
import { type Stop, visitToTheEnd } from '#prisma/seed/visits.ts'

/** What the load after the plan draws on; `run` sets its keys apart from those of any other drill. */
export type Load = { plan: ArticlePlan; random: Random; run: string; from: number }

/** Minutes that a squad takes for one more visit, and the command centre for one more order. */
const visitMinutes = 45
const orderMinutes = 4

/** A squad's visits at these stops, one after another. */
export function* visitsAt(load: Load, squad: number, stops: Iterable<Stop>): Generator<Action> {
  const { plan, random, run, from } = load
  const writer = contentsWriter(random.fork('contents'))
  let issues = 0
  const scene = {
    random,
    enterprises: new Map(plan.setup.enterprises.map((each) => [each.key, each])),
    contents: writer.ofVisit,
    issueKey: () => (random.chance(0.3) ? `i-${run}-${squad}-${++issues}` : null),
  }
  let n = 0
  for (const { visit, enterprise } of stops) {
    const stop = { visit, enterprise }
    const begin = { day: 0, minute: from + n * visitMinutes }
    const { actions, record } = recorder()
    record(begin, 'command', { do: 'planVisit', squad, day: 0, stop: 100 + (n % 100), ...stop })
    visitToTheEnd(scene, record, squad, stop, { ...begin, minute: begin.minute + 2 }, visitMinutes - 5)
    yield* actions
    n += 1
  }
}

/** The squad's ten enterprises of the hundred, round and round. */
export function* roundOf({ plan, run }: Load, squad: number): Generator<Stop> {
  const own = plan.setup.hundred.filter((each) => each.squad === squad)
  for (let n = 0; ; n++) {
    const { enterprise } = own[n % own.length]!
    yield { visit: `v-${enterprise}-${run}-${n}`, enterprise }
  }
}

/** Further orders that go all the way, and now and then a shop that closes for a while; without end. */
export function* furtherOrders({ plan, random, run, from }: Load): Generator<Action> {
  if (plan.setup.suppliers.length === 0) return
  for (let n = 0; ; n++) {
    const { actions, record } = recorder()
    let minute = from + n * orderMinutes
    const next = () => ({ day: 0, minute: minute++ })
    const { key } = random.pick(plan.setup.enterprises)
    const supplier = random.pick(plan.setup.suppliers)
    const item: ItemKey = random.pick(supplier.items).item
    const order = `o-${item}-${key}-${run}-${n}`
    const quantity = item === 'thermometer' ? 1 : random.int(1, 20) * 10
    const part = random.chance(0.2) ? Math.ceil(quantity / 2) : quantity
    const ordered = { do: 'orderSupply' as const, order, enterprise: key, item, supplier: supplier.key }
    record(next(), 'command', { ...ordered, requested: quantity })
    record(next(), 'command', { do: 'reserveSupply', order, reserved: quantity })
    record(next(), 'command', { do: 'dispatchSupply', order, dispatched: quantity })
    record(next(), 'command', { do: 'receiveSupply', order, received: part })
    record(next(), 'command', { do: 'acceptSupply', order, accepted: part })
    yield* actions
    if (n % 10 === 9) yield* pause(key, minute)
  }
}

function pause(enterprise: string, minute: number): Action[] {
  const { actions, record } = recorder()
  const entry = { enterprise, day: 0, source: 'CALL' as const }
  record({ day: 0, minute }, 'command', {
    do: 'setResumption',
    entries: [{ ...entry, state: 'SUSPENDED', basis: '货源中断，暂停营业' }],
  })
  record({ day: 0, minute: minute + 1 }, 'command', {
    do: 'setResumption',
    entries: [{ ...entry, state: 'RESUMED', basis: '电话核实已恢复营业' }],
  })
  return actions
}
