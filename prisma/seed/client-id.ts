import { createHash } from 'node:crypto'
import type { ActionInput } from './plan.ts'

/** What tells one action of the plan from all others. */
export function actionKey(action: ActionInput): string {
  switch (action.do) {
    case 'planVisit':
    case 'arriveVisit':
    case 'finishVisit':
    case 'skipVisit':
      return `${action.do} ${action.visit}`
    case 'completeStep':
      return `${action.do} ${action.visit} ${action.content.step}`
    case 'openIssue':
    case 'closeIssue':
    case 'takeIssue':
    case 'answerIssue':
    case 'actByLink':
    case 'parkIssue':
      return `${action.do} ${action.issue}`
    case 'recordMeasure':
    case 'finishMeasure':
    case 'dropMeasure':
      return `${action.do} ${action.measure}`
    case 'assignIssue':
      return `${action.do} ${action.issue} ${action.agency} ${action.time}`
    case 'returnIssue':
      return `${action.do} ${action.issue} ${action.reason}`
    case 'orderSupply':
      return `${action.do} ${action.order}`
    case 'reserveSupply':
      return `${action.do} ${action.order} ${action.reserved}`
    case 'dispatchSupply':
      return `${action.do} ${action.order} ${action.dispatched}`
    case 'receiveSupply':
      return `${action.do} ${action.order} ${action.received}`
    case 'acceptSupply':
      return `${action.do} ${action.order} ${action.accepted}`
    case 'setResumption':
      return `${action.do} ${action.entries.map((each) => `${each.enterprise} ${each.state} ${each.day}`).join(' ')}`
  }
}

/** The same UUID (version 8: of our own making) for the same key, so that what is played twice happens once. */
export function clientIdOf(key: string): string {
  const hex = createHash('sha256').update(`sizhen practice ${key}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
