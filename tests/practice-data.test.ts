import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { articlePlan } from '#prisma/seed/article.ts'
import { isEnding, issueGoal } from '#prisma/seed/issues.ts'
import type { ArticlePlan } from '#prisma/seed/plan.ts'
import { dayEnd, dayStart, timeOf } from '#prisma/seed/timeline.ts'
import { distinct, of, playResumption, playSupplies, playVisits } from '#tests/setup/practice-plan.ts'

const plan = articlePlan()
const laneOf = (each: ArticlePlan) => [...each.rest.command, ...each.rest.squads.flatMap((squad) => squad.actions)]
const upTo = { now: plan.history, end: [...plan.history, ...laneOf(plan)] }

describe('practice data', () => {
  it('is the same for the same seed and another for another', () => {
    const hash = (each: ArticlePlan) => createHash('sha256').update(JSON.stringify(each)).digest('hex')
    expect(hash(articlePlan())).toBe(hash(plan))
    expect(hash(articlePlan(7))).not.toBe(hash(plan))
  })

  it('has 1,500 distinct enterprises with valid codes that no real firm can have', () => {
    const { enterprises, hundred, zones } = plan.setup
    expect(enterprises).toHaveLength(1500)
    for (const field of ['key', 'name', 'creditCode'] as const) {
      expect(distinct(enterprises.map((each) => each[field]))).toBe(1500)
    }
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    for (const { creditCode, headcount, owner, healthContact, unionChair } of enterprises) {
      expect(creditCode).toMatch(/^91610199[0-9A-HJ-NPQRTUWXY]{10}$/)
      const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(creditCode[i]!), 0)
      expect((sum + alphabet.indexOf(creditCode[17]!)) % 31).toBe(0)
      expect(headcount).toBeGreaterThan(1)
      for (const contact of [owner, healthContact, ...(unionChair ? [unionChair] : [])]) {
        expect(contact.phone).toMatch(/^1540000\d{4}$/)
      }
    }
    const hotel = enterprises.find((each) => each.name === '陕西美丽豪酒店管理有限公司')
    expect(hotel?.unionChair?.name).toBe('杨凯强')
    expect(hundred.map((each) => each.position)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
    expect(distinct(hundred.map((each) => each.enterprise))).toBe(100)
    for (const { squad, enterprise } of hundred) {
      const zone = enterprises.find((each) => each.key === enterprise)!.zone
      expect(zones.find((each) => each.key === zone)!.squad).toBe(squad)
    }
  })

  it('has ten squads that each cover the four duties', () => {
    expect(plan.setup.squads.map((each) => each.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    for (const { members } of plan.setup.squads) {
      expect(distinct(members.flatMap((each) => each.duties))).toBe(4)
      expect([4, 5, 6]).toContain(members.length)
    }
    const people = plan.setup.squads.flatMap((each) => [each.leader.name, ...each.members.map((member) => member.name)])
    expect(distinct(people)).toBe(people.length)
    expect(plan.setup.accounts).toHaveLength(20)
  })

  it('starts at 37 of the hundred and ends at all of them', () => {
    const hundred = plan.setup.hundred.map((each) => each.enterprise)
    const now = playVisits(upTo.now)
    expect(now.done).toHaveLength(37)
    expect(hundred).toEqual(expect.arrayContaining(now.done))
    for (let squad = 1; squad <= 10; squad++) {
      const open = now.visits.filter((each) => each.squad === squad && each.outcome === null)
      expect(open).toHaveLength(5)
    }
    expect(playVisits(upTo.end).done.sort()).toEqual([...hundred].sort())
  })

  it('starts part-way in the supplies and ends at the figures of the article', () => {
    const now = playSupplies(upTo.now)
    expect([now('mask', 1).total, now('mask', 3).total]).toEqual([61_200, 48_300])
    expect([now('thermometer', 1).total, now('thermometer', 3).total]).toEqual([342, 300])
    expect([now('alcohol', 1).total, now('alcohol', 3).total]).toEqual([15_000, 12_150])
    expect([now('disinfectant', 1).total, now('disinfectant', 3).total]).toEqual([7400, 6200])
    const end = playSupplies(upTo.end)
    expect(end('mask', 1)).toEqual({ total: 80_000, enterprises: 512 })
    expect(end('thermometer', 1)).toEqual({ total: 360, enterprises: 350 })
    expect(end('alcohol', 1)).toEqual({ total: 15_000, enterprises: 300 })
    expect(end('disinfectant', 1)).toEqual({ total: 10_000, enterprises: 200 })
    const suppliers = new Map(plan.setup.suppliers.map((each) => [each.key, each.items.map((offer) => offer.item)]))
    for (const each of of(upTo.end, 'orderSupply')) expect(suppliers.get(each.supplier)).toContain(each.item)
  })

  it('starts with 1,204 resumed enterprises and ends with 1,329', () => {
    const now = playResumption(upTo.now)
    expect(now('RESUMED')).toBe(1204)
    expect(now('SUSPENDED')).toBe(6)
    const end = playResumption(upTo.end)
    expect([end('RESUMED'), end('SUSPENDED')]).toEqual([1329, 0])
  })

  it('has about forty issues of all kinds, part of them closed', () => {
    const opened = of(upTo.now, 'openIssue')
    expect(opened).toHaveLength(issueGoal.fromVisits + issueGoal.byHand)
    expect(distinct(opened.map((each) => each.kind))).toBe(4)
    const ended = upTo.now.filter(isEnding)
    expect(distinct(ended.map((each) => each.issue))).toBe(issueGoal.closed)
    expect(distinct(ended.map((each) => each.do))).toBe(2)
    const keys = of(upTo.end, 'openIssue').map((each) => each.issue)
    expect(distinct(keys)).toBe(keys.length)
    const text = JSON.stringify(upTo.end)
    expect(text).not.toMatch(/\{\w+\}|undefined|NaN/)
  })

  it('keeps its lists in time order, history before today, and short enough for a first start', () => {
    expect(plan.history.length).toBeLessThanOrEqual(3500)
    for (const list of [plan.history, plan.rest.command, ...plan.rest.squads.map((each) => each.actions)]) {
      const times = list.map((each) => timeOf(each.at, '2020-03-24').getTime())
      expect(times).toEqual([...times].sort((a, b) => a - b))
      for (const { at } of list) {
        expect(at.day <= -1).toBe(list === plan.history)
        expect(at.minute).toBeGreaterThanOrEqual(dayStart)
        expect(at.minute).toBeLessThanOrEqual(dayEnd)
      }
    }
  })
})
