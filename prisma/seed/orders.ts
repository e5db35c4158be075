import { articleEnterprise } from './names.ts'
import type { Action, EnterprisePlan, ItemKey, SupplierPlan } from './plan.ts'
import type { Random } from './random.ts'
import { momentOf, recorder, startOf } from './timeline.ts'

type Goal = { total: number; enterprises: number; pack: number; reservedNow: number; receivedNow: number; late: number }

/** The article's closing reservations, and how far they are at the first start. `late` are ordered only in the drill. */
export const goals: { [item in ItemKey]: Goal } = {
  mask: { total: 80_000, enterprises: 512, pack: 10, reservedNow: 61_200, receivedNow: 48_300, late: 60 },
  thermometer: { total: 360, enterprises: 350, pack: 1, reservedNow: 342, receivedNow: 300, late: 6 },
  alcohol: { total: 15_000, enterprises: 300, pack: 5, reservedNow: 15_000, receivedNow: 12_150, late: 0 },
  disinfectant: { total: 10_000, enterprises: 200, pack: 5, reservedNow: 7_400, receivedNow: 6_200, late: 20 },
}

type Order = {
  order: string
  enterprise: string
  item: ItemKey
  supplier: string
  requested: number
  reserved: number
  dispatched: number
  received: number
  accepted: number
  isLate: boolean
}

/** Orders of four overlapping sets of enterprises: what happened by now, and what the drill still does. */
export function orderActions(random: Random, buyers: readonly EnterprisePlan[], suppliers: readonly SupplierPlan[]) {
  const orders = (Object.keys(goals) as ItemKey[]).flatMap((item) =>
    ordersOf(random.fork(item), item, buyers, suppliers),
  )
  const pending = random.shuffle(orders.filter((order) => order.isLate || order.accepted < order.requested))
  return {
    history: orders.flatMap((order) => (order.isLate ? [] : historyOf(random, order))),
    rest: pending.flatMap((order, index) => restOf(random, order, index / pending.length)),
  }
}

function ordersOf(
  random: Random,
  item: ItemKey,
  buyers: readonly EnterprisePlan[],
  suppliers: readonly SupplierPlan[],
): Order[] {
  const goal = goals[item]
  const sources = suppliers.filter((each) => each.items.some((offer) => offer.item === item))
  const hotel = buyers.filter((each) => each.key === articleEnterprise)
  const others = random.shuffle(buyers.filter((each) => each.key !== articleEnterprise))
  const chosen = [...hotel, ...others].slice(0, goal.enterprises)
  const quantities = shareOut(goal, chosen)
  const nearlyLate = goal.enterprises - goal.late
  let reservedLeft = goal.reservedNow
  let receivedLeft = goal.receivedNow
  return chosen.map((enterprise, index) => {
    const requested = quantities[index]!
    const isLate = index >= nearlyLate
    const reserved = isLate ? 0 : Math.min(requested, reservedLeft)
    reservedLeft -= reserved
    const wanted = random.chance(0.06) ? Math.ceil(reserved / 2 / goal.pack) * goal.pack : reserved
    const received = Math.min(wanted, receivedLeft)
    receivedLeft -= received
    const isOnTheWay = received > 0 || random.chance(0.3)
    return {
      order: `o-${item}-${enterprise.key}`,
      enterprise: enterprise.key,
      item,
      supplier: random.pick(sources).key,
      requested,
      reserved,
      dispatched: isOnTheWay ? reserved : 0,
      received,
      accepted: random.chance(0.8) ? received : 0,
      isLate,
    }
  })
}

/** Whole packs by headcount, at least one each, that add up to the total exactly. */
function shareOut({ total, pack }: Goal, buyers: readonly EnterprisePlan[]): number[] {
  const weights = buyers.map((each) => Math.sqrt(each.headcount + 6))
  const sum = weights.reduce((all, each) => all + each, 0)
  const packs = total / pack
  const spare = packs - buyers.length
  const shares = weights.map((weight) => 1 + Math.floor((spare * weight) / sum))
  let left = packs - shares.reduce((all, each) => all + each, 0)
  const bySize = buyers.map((_, index) => index).sort((a, b) => weights[b]! - weights[a]! || a - b)
  for (let i = 0; left > 0; i++, left--) shares[bySize[i % bySize.length]!]! += 1
  return shares.map((share) => share * pack)
}

function historyOf(random: Random, order: Order): Action[] {
  const { actions, record } = recorder()
  const { order: key, enterprise, item, supplier, requested, reserved, dispatched, received, accepted } = order
  const from = startOf(received > 0 ? -13 : -9)
  const placed = random.int(from, received > 0 ? startOf(-3) : startOf(0) - 20)
  const [second, third, fourth, fifth] = Array.from({ length: 4 }, () =>
    random.int(placed + 1, Math.min(placed + 1500, startOf(0) - 12)),
  ).sort((a, b) => a - b) as [number, number, number, number]
  const reservesLater = reserved > 0 && random.chance(0.05)
  const firstReserved = reserved > 0 && !reservesLater ? { reserved } : {}
  record(momentOf(placed), 'command', {
    do: 'orderSupply',
    order: key,
    enterprise,
    item,
    supplier,
    requested,
    ...firstReserved,
  })
  if (reservesLater) record(momentOf(second), 'command', { do: 'reserveSupply', order: key, reserved })
  const isHandedOver = received > 0 && random.chance(0.9)
  if (dispatched > 0 && !isHandedOver)
    record(momentOf(third), 'command', { do: 'dispatchSupply', order: key, dispatched })
  if (received === 0) return actions
  const isAcceptedLater = accepted > 0 && random.chance(0.05)
  record(momentOf(fourth), 'command', {
    do: 'receiveSupply',
    order: key,
    received,
    ...(isHandedOver ? { dispatched } : {}),
    ...(accepted > 0 && !isAcceptedLater ? { accepted } : {}),
  })
  if (isAcceptedLater) record(momentOf(fifth), 'command', { do: 'acceptSupply', order: key, accepted })
  return actions
}

/** Every order ends fully reserved; about a third of what is open also arrives during the drill. */
function restOf(random: Random, order: Order, share: number): Action[] {
  const { actions, record } = recorder()
  const { order: key, enterprise, item, supplier, requested, reserved, dispatched, received, accepted, isLate } = order
  let at = Math.floor(share * 430)
  const next = () => {
    at = Math.min(505, at + random.int(4, 25))
    return momentOf(at)
  }
  if (isLate) record(momentOf(at), 'command', { do: 'orderSupply', order: key, enterprise, item, supplier, requested })
  if (reserved < requested) record(next(), 'command', { do: 'reserveSupply', order: key, reserved: requested })
  const isSent = dispatched > 0 || random.chance(0.3)
  if (!isSent) return actions
  if (dispatched < requested) record(next(), 'command', { do: 'dispatchSupply', order: key, dispatched: requested })
  if (received < requested) record(next(), 'command', { do: 'receiveSupply', order: key, received: requested })
  if (accepted < requested && random.chance(0.7)) {
    record(next(), 'command', { do: 'acceptSupply', order: key, accepted: requested })
  }
  return actions
}
