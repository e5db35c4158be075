import { agencies, articleEnterprise, givenNames, surnames, table, zones } from './names.ts'
import type { AccountPlan, Duty, ItemKey, MemberPlan, SquadPlan, SupplierPlan } from './plan.ts'
import { dealer, type Random } from './random.ts'

/** An invented person's name. */
export function personName(random: Random): string {
  const given = random.pick(givenNames)
  return random.pick(surnames) + random.pick(given) + (random.chance(0.6) ? random.pick(given) : '')
}

/** Well-formed mobile numbers, one after another, of the prefix 154 that no carrier has been given. */
export function practicePhones(first: number): () => string {
  let next = first
  return () => `1540000${String(next++).padStart(4, '0')}`
}

const titles =
  '街道总工会主席 街道党工委副书记 街道办事处副主任 街道人大工委主任 街道纪工委书记 街道武装部部长 街道党工委委员 街道办事处副主任 街道总工会副主席 街道综治办主任'.split(
    ' ',
  )
const duties: Duty[] = ['COMMUNICATOR', 'GUIDE', 'SERVICE', 'INFORMANT']

/** The ten squads in their order, each with a leading cadre, all four duties and several agencies. */
export function squadPlan(random: Random): SquadPlan[] {
  const phones = practicePhones(0)
  const names = distinct(random, 80)
  return zones.map((zone, index) => {
    const agency = dealer(random, agencies)
    const duty = dealer(random, duties)
    const members = Array.from({ length: random.int(4, 6) }, (_, place): MemberPlan => {
      const first = duty()
      const second = random.chance(0.25) ? random.pick(duties) : first
      return {
        name: names(),
        phone: phones(),
        duties: first === second ? [first] : [first, second],
        agency: place === 0 ? 'UNION' : agency().code,
      }
    })
    return {
      number: zone.squad,
      leader: { name: names(), phone: phones(), title: titles[index]! },
      members,
      zone: zone.key,
    }
  })
}

/** Twelve invented suppliers, three or more for each item. */
export function supplierPlan(random: Random): SupplierPlan[] {
  const phones = practicePhones(500)
  return table(`
    西安秦岭泉防护用品有限公司 | mask 60000
    陕西渭北康医疗用品有限公司 | mask 45000, thermometer 80
    西安雁南禾无纺布制品有限公司 | mask 30000
    咸阳沣西源卫生材料有限公司 | mask 25000
    西安曲水灵光电仪器有限公司 | thermometer 150
    陕西云岭测控技术有限公司 | thermometer 120
    宝鸡岐阳传感器有限公司 | thermometer 60
    西安灞上清精细化工有限公司 | alcohol 6000, disinfectant 4000
    渭南东秦酒精有限公司 | alcohol 9000
    陕西骊山白酿酒有限公司 | alcohol 3000
    西安长乐坡洗涤用品有限公司 | disinfectant 5000
    铜川药王源消毒制品有限公司 | disinfectant 7000, alcohol 2000
  `).map(([firm, goods], index) => ({
    key: `s${String(index + 1).padStart(2, '0')}`,
    firm: firm!,
    name: personName(random),
    phone: phones(),
    items: goods!.split(', ').map((each) => {
      const [item, perDay] = each.split(' ')
      return { item: item as ItemKey, perDay: Number(perDay) }
    }),
  }))
}

/** The practice accounts that the start prints. */
export function accountPlan(): AccountPlan[] {
  const union = 'beiyuanmen'
  return [
    { username: 'command', role: 'COMMAND', name: '指挥中心', union },
    ...zones.map(
      ({ squad }): AccountPlan => ({
        username: `squad${squad}`,
        role: 'SQUAD',
        name: `第${squad}小分队`,
        union,
        squad,
      }),
    ),
    { username: 'tax', role: 'AGENCY', name: '税务', union, agency: 'TAX' },
    { username: 'police', role: 'AGENCY', name: '公安', union, agency: 'POLICE' },
    { username: 'commerce', role: 'AGENCY', name: '工商', union, agency: 'COMMERCE' },
    { username: 'fooddrug', role: 'AGENCY', name: '食药监', union, agency: 'FOOD_DRUG' },
    { username: 'cadre', role: 'CADRE', name: `${zones[0]!.name}带队领导`, union, zone: zones[0]!.key },
    { username: 'district', role: 'DISTRICT', name: '莲湖区总工会', union: 'lianhu' },
    { username: 'wall', role: 'WALL', name: '大屏', union },
    { username: 'integrator', role: 'INTEGRATOR', name: '系统对接', union },
    { username: 'enterprise1', role: 'ENTERPRISE', name: '陕西美丽豪酒店', union, enterprise: articleEnterprise },
  ]
}

function distinct(random: Random, count: number): () => string {
  const names = new Set<string>()
  while (names.size < count) names.add(personName(random))
  return dealer(random, [...names])
}
