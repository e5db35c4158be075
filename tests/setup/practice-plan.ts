import { expect } from 'vitest'
import type { Action, ActionOf, ItemKey, ResumptionState } from '#prisma/seed/plan.ts'

/** The actions of one kind. */
export const of = <D extends Action['do']>(actions: Action[], name: D) =>
  actions.filter((each): each is ActionOf<D> & Action => each.do === name)
/** How many different values the list has. */
export const distinct = (list: unknown[]) => new Set(list).size

/** Plays the supply actions and refuses what the rules would refuse. */
export function playSupplies(actions: Action[]) {
  const orders = new Map<string, { item: ItemKey; enterprise: string; quantities: number[] }>()
  for (const each of actions) {
    if (each.do === 'orderSupply') {
      expect(orders.has(each.order)).toBe(false)
      const quantities = [each.requested, each.reserved ?? 0, 0, 0, 0]
      orders.set(each.order, { item: each.item, enterprise: each.enterprise, quantities })
    }
    if (!('order' in each) || each.do === 'orderSupply') continue
    const { quantities } = orders.get(each.order)!
    const before = [...quantities]
    if (each.do === 'reserveSupply') quantities[1] = each.reserved
    if ('dispatched' in each) quantities[2] = each.dispatched!
    if (each.do === 'receiveSupply') quantities[3] = each.received
    if ('accepted' in each) quantities[4] = each.accepted!
    expect(quantities).not.toEqual(before)
    quantities.forEach((quantity, i) => {
      expect(quantity).toBeGreaterThanOrEqual(before[i]!)
      expect(quantity).toBeLessThanOrEqual(quantities[i - 1] ?? quantity)
    })
  }
  return (item: ItemKey, index: number) => {
    const own = [...orders.values()].filter((each) => each.item === item && each.quantities[index]! > 0)
    expect(distinct(own.map((each) => each.enterprise))).toBe(own.length)
    return { total: own.reduce((sum, each) => sum + each.quantities[index]!, 0), enterprises: own.length }
  }
}

const allowed: { [from in ResumptionState]: ResumptionState[] } = {
  NOT_RESUMED: ['FILED'],
  FILED: ['APPROVED'],
  APPROVED: ['RESUMED'],
  RESUMED: ['SUSPENDED'],
  SUSPENDED: ['RESUMED'],
}

/** Plays the resumptions, earlier steps included, and counts who stands where. */
export function playResumption(actions: Action[]) {
  const states = new Map<string, ResumptionState>()
  for (const entry of of(actions, 'setResumption').flatMap((each) => each.entries)) {
    const days = [...(entry.earlier ?? []), entry]
    for (const { state } of days) {
      expect(allowed[states.get(entry.enterprise) ?? 'NOT_RESUMED']).toContain(state)
      states.set(entry.enterprise, state)
    }
    expect(days.map((each) => each.day)).toEqual(days.map((each) => each.day).sort((a, b) => a - b))
  }
  return (state: ResumptionState) => [...states.values()].filter((each) => each === state).length
}

/** Plays the visits of one list in order: legal steps, and one squad at one visit at a time. */
export function playVisits(actions: Action[]) {
  const visits = new Map<string, { squad: number; enterprise: string; steps: string; outcome: string | null }>()
  const busy = new Map<number, string>()
  const done: string[] = []
  for (const each of actions) {
    if (each.do === 'planVisit') {
      expect(visits.has(each.visit)).toBe(false)
      visits.set(each.visit, { squad: each.squad, enterprise: each.enterprise, steps: '', outcome: null })
    }
    if (!('visit' in each) || each.visit === null || each.do === 'planVisit') continue
    const visit = visits.get(each.visit)!
    expect(visit.outcome).toBeNull()
    expect(each.by).toBe(`squad${visit.squad}`)
    if (each.do === 'arriveVisit') {
      expect(busy.has(visit.squad)).toBe(false)
      busy.set(visit.squad, each.visit)
      visit.steps += '@'
    }
    if (each.do === 'completeStep') {
      if (each.content.step !== 'LOOK') expect(busy.get(visit.squad)).toBe(each.visit)
      visit.steps += each.content.step[0]
    }
    if (each.do === 'skipVisit') visit.outcome = 'SKIPPED'
    if (each.do !== 'finishVisit') continue
    busy.delete(visit.squad)
    visit.outcome = each.outcome
    if (each.outcome !== 'DONE') continue
    expect(visit.steps.replace('@', '')).toBe('LLAT')
    done.push(visit.enterprise)
  }
  expect(distinct(done)).toBe(done.length)
  return { visits: [...visits.values()], done }
}
