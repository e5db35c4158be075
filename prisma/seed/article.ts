import { enterprisePlan, hundredPlan } from './enterprises.ts'
import { issueLives } from './issue-lives.ts'
import { closings, isEnding, issueGoal, issuesByHand, keepIssues } from './issues.ts'
import { issueMeasures } from './measures.ts'
import { agencies, items, policies, zones } from './names.ts'
import { orderActions } from './orders.ts'
import { accountPlan, squadPlan, supplierPlan } from './people.ts'
import type { Action, ActionOf, ArticlePlan, SetupPlan } from './plan.ts'
import { type Random, seededRandom } from './random.ts'
import { resumptionActions, splitByResumption } from './resumption.ts'
import { inTime } from './timeline.ts'
import { contentsWriter } from './visit-contents.ts'
import { squadRest, squadWays, visitedByNow, visitHistory } from './visits.ts'

/** The article's campaign as practice data: the same seed gives the same plan, whatever the day. */
export function articlePlan(seed = 20200324): ArticlePlan {
  const random = seededRandom(seed)
  const setup = setupPlan(random)
  const visits = visitActions(random.fork('visits'), setup)
  const split = splitByResumption(random.fork('split'), setup.enterprises, setup.hundred, visits.visited)
  const buyers = [...split.resumed, ...split.resuming]
  const orders = orderActions(random.fork('orders'), buyers, setup.suppliers)
  const resumption = resumptionActions(random.fork('resumption'), split)
  return {
    seed,
    setup,
    history: inTime(visits.history, orders.history, resumption.history),
    rest: {
      squads: visits.squads,
      command: inTime(orders.rest, resumption.rest, visits.closings),
    },
  }
}

function setupPlan(random: Random): SetupPlan {
  const enterprises = enterprisePlan(random.fork('enterprises'))
  return {
    unions: [
      { key: 'lianhu', name: '西安市莲湖区总工会', kind: 'DISTRICT', parent: null },
      { key: 'beiyuanmen', name: '西安市莲湖区北院门街道总工会', kind: 'SUBDISTRICT', parent: 'lianhu' },
    ],
    campaign: {
      title: '深入百家企业、助力复工复产',
      plan: '街道总工会主席带队，十个工会复工服务小分队分片走访百家企业，以望闻问切四步摸清难点堵点，对症下药。',
      leadName: '周建民',
      leadTitle: '街道总工会主席',
      target: 100,
      firstDay: -7,
      lastDay: 7,
    },
    agencies,
    zones,
    squads: squadPlan(random.fork('squads')),
    enterprises,
    hundred: hundredPlan(random.fork('hundred'), enterprises),
    items,
    suppliers: supplierPlan(random.fork('suppliers')),
    supplierDirectory: 'd5',
    policies,
    accounts: accountPlan(),
  }
}

function visitActions(random: Random, setup: SetupPlan) {
  const writer = contentsWriter(random.fork('contents'))
  const ways = squadWays(setup.hundred)
  let issues = 0
  const issueKey = () => `i${String(++issues).padStart(3, '0')}`
  const scene = {
    random,
    enterprises: new Map(setup.enterprises.map((each) => [each.key, each])),
    contents: writer.ofVisit,
    issueKey,
  }
  const past = keepIssues(random, visitHistory(scene, ways), issueGoal.fromVisits)
  const byHand = issuesByHand(random.fork('by hand'), setup.enterprises, writer.byHand, issueKey)
  const closed = closings(random, [...past, ...byHand].filter(isOpening))
  const opened = [...past, ...byHand].filter(isOpening)
  const ends = new Map(closed.history.filter(isEnding).map((each) => [each.issue, each.at] as const))
  const lives = issueLives(random.fork('issue lives'), opened, new Set(ends.keys()))
  const measures = issueMeasures(random.fork('measures'), opened, ends)
  const restScene = { ...scene, issueKey: () => (random.chance(0.45) ? issueKey() : null) }
  return {
    visited: visitedByNow(ways),
    history: inTime(past, byHand, lives.history, measures, closed.history),
    squads: ways.map((way) => squadRest(restScene, way)),
    // the officers' part of the drill is played beside the centre's, in one list by time
    closings: inTime(closed.rest, lives.rest),
  }
}

const isOpening = (action: Action): action is ActionOf<'openIssue'> => action.do === 'openIssue'
