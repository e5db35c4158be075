import { stringifyDocument } from 'urql'
import { graphql } from '#client/graph/graphql.ts'
import type {
  FieldBriefFragment,
  FieldEnterpriseFragment,
  FieldIssueFragment,
  FieldStandingFragment,
  FieldStopFragment,
} from '#codegen/graph/graphql.ts'

/** The facts of an enterprise that a squad needs at the door. */
export const FieldEnterprise = graphql(`
  fragment FieldEnterprise on Enterprise {
    id
    name
    address
    industry
    headcount
    resumption
    resumptionOn
    openIssues
    contacts { id kind name phone }
  }
`)

/** How far an enterprise has resumed, as it changes while the squad is on its way. */
export const FieldStanding = graphql(`
  fragment FieldStanding on Enterprise {
    id
    resumption
    resumptionOn
  }
`)

/** A stop as the phone stores it: all that is needed at the door without a signal. */
export const FieldStop = graphql(`
  fragment FieldStop on Visit {
    id
    plannedOn
    stop
    agreedTime
    state
    steps
    arrivedAt
    finishedAt
    outcome
    skipReason
    followUp
    followUpOn
    squad { id }
    members { id name }
    continues { id }
    enterprise { ...FieldEnterprise }
    completedSteps { id step at gist }
    notes { id step text saidBy secondSource }
    measures { id what who dueOn }
    checks { id item answer fixBy note }
    missing
    nothingRaised { step spokenTo }
    paperCount
  }
`)

/** An issue as it stands in a brief. */
export const FieldIssue = graphql(`
  fragment FieldIssue on Issue {
    id
    kind
    title
    status
    openedAt
    enterprise { id }
    visit { id }
  }
`)

/** The brief of an enterprise: its last issues and visits, and what worked for issues. */
export const FieldBrief = graphql(`
  fragment FieldBrief on Enterprise {
    id
    issues(first: 20) { edges { node { ...FieldIssue } } }
    visits(first: 6) { edges { node { id plannedOn state outcome followUp } } }
    whatWorked { category what tried worked partly medianDays }
  }
`)

/** The facts of an enterprise that a squad needs at the door. */
export type EnterpriseFacts = FieldEnterpriseFragment

/** How far an enterprise has resumed. */
export type Standing = FieldStandingFragment

/** A stop as the centre sends it and the phone stores it. */
export type Stop = FieldStopFragment

/** An issue as it stands in a brief. */
export type Issue = FieldIssueFragment

/** The last issues and visits of an enterprise. */
export type Brief = FieldBriefFragment

/**
 * The text of the fragment that a stored list was read with. A release that asks for other fields has another text, so
 * it recognises a list of another release, which may lack fields, and reads it again.
 */
export const stopShape: string = stringifyDocument(FieldStop)

/** The text of the fragment that a stored brief was read with; see `stopShape`. */
export const briefShape: string = stringifyDocument(FieldBrief)

/** A stop of which nothing is known: what a stored stop lacks is taken from it. */
export const blankStop: Stop = {
  id: '',
  plannedOn: '',
  stop: 0,
  agreedTime: null,
  state: 'PLANNED',
  steps: [],
  arrivedAt: null,
  finishedAt: null,
  outcome: null,
  skipReason: null,
  followUp: null,
  followUpOn: null,
  squad: { id: '' },
  members: [],
  continues: null,
  enterprise: {
    id: '',
    name: '',
    address: '',
    industry: '',
    headcount: 0,
    resumption: 'NOT_RESUMED',
    resumptionOn: null,
    openIssues: 0,
    contacts: [],
  },
  completedSteps: [],
  notes: [],
  measures: [],
  checks: [],
  missing: ['LISTEN', 'ASK', 'CHECKLIST'],
  nothingRaised: [],
  paperCount: 0,
}
