import { practiceCreditCode } from './credit-code.ts'
import { articleEnterprise, brandHeads, brandTails, industries, zones } from './names.ts'
import { personName, practicePhones } from './people.ts'
import type { EnterprisePlan, HundredPlan, ZonePlan } from './plan.ts'
import type { Random } from './random.ts'

const unionChairFrom = 25
const visitedFrom = 12

/** The sub-district's 1,500 enterprises, 150 a zone, one of them the article's hotel. */
export function enterprisePlan(random: Random): EnterprisePlan[] {
  const phones = practicePhones(1000)
  const taken = new Set<string>()
  const shares = industries.flatMap((industry) => Array<(typeof industries)[number]>(industry.share).fill(industry))
  return Array.from({ length: 1500 }, (_, index) => {
    const zone = zones[index % zones.length]!
    const industry = random.pick(shares)
    const headcount = Math.min(680, Math.max(2, Math.round(industry.usual * Math.exp(random.normal() * 0.95 - 0.1))))
    const street = random.pick(zone.streets)
    const owner = { name: personName(random), phone: phones() }
    const enterprise: EnterprisePlan = {
      key: `e${String(index + 1).padStart(4, '0')}`,
      name: uniqueName(random, taken, { industry, street, isShop: headcount < random.int(8, 16) }),
      creditCode: practiceCreditCode(index * 53 + 10007),
      address: addressIn(random, street, headcount),
      street,
      industry: industry.name,
      headcount,
      zone: zone.key,
      owner,
      unionChair: headcount >= unionChairFrom ? { name: personName(random), phone: phones() } : null,
      healthContact: headcount < 6 ? owner : { name: personName(random), phone: phones() },
    }
    return index === 0 ? asArticleHotel(enterprise, phones()) : enterprise
  })
}

/** The campaign's hundred: ten firms of each zone, so that a squad visits where it works. */
export function hundredPlan(random: Random, enterprises: readonly EnterprisePlan[]): HundredPlan[] {
  return zones.flatMap((zone) => {
    const candidates = enterprises.filter((each) => each.zone === zone.key && each.headcount >= visitedFrom)
    const named = candidates.filter((each) => each.key === articleEnterprise)
    const others = random.shuffle(candidates.filter((each) => each.key !== articleEnterprise))
    return [...others.slice(0, 2), ...named, ...others.slice(2)].slice(0, 10).map((enterprise, index) => ({
      position: (zone.squad - 1) * 10 + index + 1,
      enterprise: enterprise.key,
      squad: zone.squad,
    }))
  })
}

type Naming = { industry: (typeof industries)[number]; street: string; isShop: boolean }

function uniqueName(random: Random, taken: Set<string>, naming: Naming): string {
  const name = inventedName(random, naming)
  if (taken.has(name)) return uniqueName(random, taken, naming)
  taken.add(name)
  return name
}

function inventedName(random: Random, { industry, street, isShop }: Naming): string {
  const brand = random.pick(brandHeads) + random.pick(brandTails)
  if (isShop) return `莲湖区${random.chance(0.55) ? street : ''}${brand}${random.pick(industry.shop)}`
  return `${random.chance(0.4) ? '陕西' : '西安'}${brand}${random.pick(industry.company)}有限公司`
}

function addressIn(random: Random, street: ZonePlan['streets'][number], headcount: number): string {
  const house = `西安市莲湖区${street}${random.int(1, 238)}号`
  if (headcount < 15) return random.chance(0.4) ? `${house}${random.int(1, 20)}铺` : house
  return `${house}${random.int(1, 18)}层${random.chance(0.5) ? `${random.int(1, 18)}0${random.int(1, 9)}室` : ''}`
}

function asArticleHotel(enterprise: EnterprisePlan, chairPhone: string): EnterprisePlan {
  return {
    ...enterprise,
    name: '陕西美丽豪酒店管理有限公司',
    address: '西安市莲湖区西大街218号',
    street: '西大街',
    industry: '酒店住宿',
    headcount: 86,
    unionChair: { name: '杨凯强', phone: chairPhone },
  }
}
