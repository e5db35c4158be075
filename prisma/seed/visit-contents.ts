import { articleEnterprise } from './names.ts'
import { personName } from './people.ts'
import { consultations, difficulties, measures, opinions, places, suggestions } from './phrases.ts'
import type {
  CheckAnswer,
  CheckItem,
  Difficulty,
  EnterprisePlan,
  Heard,
  IssueCategory,
  IssuePlan,
  Measure,
  StepContent,
} from './plan.ts'
import { dealer, type Random } from './random.ts'

/** What the visit may open as an issue; the writer of the history picks among them. */
export type IssueDraft = Omit<IssuePlan, 'issue' | 'visit' | 'enterprise' | 'source'>
export type VisitContents = {
  look: StepContent
  listen: StepContent
  ask: StepContent
  treat: StepContent
  suggestion: IssueDraft | null
  problems: IssueDraft[]
}

const checkItems: CheckItem[] = [
  'HEALTH_REGISTER',
  'WORKER_FILES',
  'HOME_QUARANTINE',
  'DISINFECTION',
  'PROTECTIVE_GEAR',
  'EPIDEMIC_MECHANISM',
]

const chairQuote =
  '从员工的个人安全防护，到设施设备的全方位、无死角消毒，再到返岗员工的对应联络和防疫监测，我们一刻都不敢松懈。'

/** Deals the words of one visit after another, spread so that neighbours do not read alike. */
export function contentsWriter(random: Random) {
  const opinion = dealer(random, opinions)
  const problem = dealer(random, difficulties)
  const suggestion = dealer(random, suggestions)
  const consultation = dealer(random, consultations)

  const draft = (enterprise: EnterprisePlan, source: (typeof difficulties)[number], saidBy: string): IssueDraft => {
    const values = slotValues(random, enterprise)
    const { kind, category, severity } = source
    const evidence = random.chance(0.7) ? fill(source.evidence, values) : null
    return {
      kind,
      category,
      severity,
      title: fill(source.title, values),
      text: fill(source.text, values),
      saidBy,
      evidence,
    }
  }

  const ofVisit = (enterprise: EnterprisePlan, day: number): VisitContents => {
    const speakers = speakersOf(random, enterprise)
    const who = () => random.pick(speakers)
    const heard: Heard[] = Array.from({ length: random.int(1, 2) }, () => {
      const speaker = who()
      return { text: fill(opinion(), slotValues(random, enterprise)), saidBy: speaker.name, position: speaker.position }
    })
    if (enterprise.key === articleEnterprise)
      heard.unshift({ text: chairQuote, saidBy: '杨凯强', position: '工会主席' })
    const advice = random.chance(0.35) ? draft(enterprise, suggestion(), speakers[0]!.name) : null
    if (advice) heard.push({ text: advice.text, saidBy: advice.saidBy, position: speakers[0]!.position })
    const problems = Array.from({ length: random.int(1, 2) }, () => draft(enterprise, problem(), who().name))
    return {
      look: { step: 'LOOK', brief: briefOf(random, enterprise) },
      listen: { step: 'LISTEN', heard, checklist: checklistOf(random, day) },
      ask: { step: 'ASK', difficulties: problems.map(asDifficulty) },
      treat: {
        step: 'TREAT',
        consultation: consultation(),
        measures: problems.map((each) => measureFor(random, enterprise, each.category, day)),
      },
      suggestion: advice,
      problems,
    }
  }
  const byHand = (enterprise: EnterprisePlan): IssueDraft =>
    draft(enterprise, random.chance(0.25) ? suggestion() : problem(), speakersOf(random, enterprise)[0]!.name)
  return { ofVisit, byHand }
}

type Values = { [slot: string]: string | number }

const fill = (template: string, values: Values) => template.replace(/\{(\w+)\}/g, (_, slot) => String(values[slot]))

function slotValues(random: Random, { headcount, street }: EnterprisePlan): Values {
  return {
    away: Math.max(2, Math.round((headcount * random.int(8, 30)) / 100)),
    staff: headcount,
    few: random.int(2, 5),
    days: random.int(3, 9),
    wan: random.int(3, 38),
    pct: random.int(2, 6) * 10,
    place: random.pick(places),
    street,
  }
}

function speakersOf(random: Random, { owner, unionChair, healthContact }: EnterprisePlan) {
  const staff = random.pick(['店长', '财务', '职工代表', '班组长', '后勤主管', '前台'])
  return [
    { name: owner.name, position: '负责人' },
    ...(unionChair ? [{ name: unionChair.name, position: '工会主席' }] : []),
    { name: healthContact.name, position: '防疫联络人' },
    { name: personName(random), position: staff },
  ]
}

function briefOf(random: Random, enterprise: EnterprisePlan): string {
  const { industry, headcount, street, owner } = enterprise
  const outside = Math.round((headcount * random.int(10, 55)) / 100)
  const focus = random.pick(['返岗职工去向', '物资缺口', '税费减免适用', '租金与现金流', '员工健康登记', '用工与货源'])
  const known = random.pick(['已电话联系', '已入工会微信群', '已发明白卡', '已登记排摸表'])
  return `${street}，${industry}，职工${headcount}人，其中外地${outside}人；负责人${owner.name}，${known}。本次重点了解${focus}。`
}

function checklistOf(random: Random, day: number): CheckAnswer[] {
  return checkItems.map((item) => {
    if (random.chance(0.8)) return { item, answer: 'YES' }
    if (random.chance(0.3)) return { item, answer: 'NO' }
    return { item, answer: 'FIX_BY', fixByDay: day + random.int(2, 6) }
  })
}

const asDifficulty = ({ text, category, saidBy, evidence }: IssueDraft): Difficulty => ({
  text,
  category,
  saidBy,
  secondSource: evidence,
})

function measureFor(random: Random, enterprise: EnterprisePlan, category: IssueCategory, day: number): Measure {
  const { text, agency } = random.pick(measures.filter((each) => each.category === category))
  return { text: fill(text, slotValues(random, enterprise)), agency, untilDay: day + random.int(2, 9) }
}
