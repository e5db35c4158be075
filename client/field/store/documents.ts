import { graphql } from '#client/graph/graphql.ts'

/** A stop as the phone keeps it: all that is needed at the door without a signal. */
export const FieldStop = graphql(`
  fragment FieldStop on Visit {
    id
    plannedOn
    stop
    state
    steps
    arrivedAt
    finishedAt
    outcome
    skipReason
    followUp
    followUpOn
    squad { id }
    continues { id }
    enterprise {
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
    completedSteps { id step at gist }
    notes { id step text saidBy secondSource responsible dueOn }
    checks { id item answer fixBy note }
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

/** What is known of an enterprise besides its own figures. Lists within lists cost too much: it is asked one by one. */
export const FieldBrief = graphql(`
  fragment FieldBrief on Enterprise {
    id
    issues(first: 20) { edges { node { ...FieldIssue } } }
    visits(first: 6) { edges { node { id plannedOn state outcome followUp } } }
  }
`)

export const Brief = graphql(`
  query FieldBriefOf($id: ID!) {
    enterprise(id: $id) { ...FieldBrief }
  }
`)

export const Who = graphql(`
  query FieldWho {
    viewer { id displayName role squad { id number cadreName } }
  }
`)

export const Squads = graphql(`
  query FieldSquads {
    squads { id number cadreName }
  }
`)

export const Head = graphql(`
  query FieldHead {
    events(after: 0, first: 1) { epoch head }
  }
`)

export const Stops = graphql(`
  query FieldStops($filter: VisitFilter!, $after: String) {
    visits(first: 50, after: $after, filter: $filter) {
      pageInfo { hasNextPage endCursor }
      edges { node { ...FieldStop } }
    }
  }
`)

export const Enterprises = graphql(`
  query FieldEnterprises($search: String!) {
    enterprises(first: 10, search: $search) {
      edges {
        node {
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
      }
    }
  }
`)

export const Feed = graphql(`
  subscription FieldFeed($after: Int!, $epoch: ID) {
    boardEvents(after: $after, epoch: $epoch) {
      epoch
      reset
      after
      through
      head
      at
      events { seq kind visit { ...FieldStop } issue { ...FieldIssue } }
    }
  }
`)

const planVisit = graphql(`
  mutation FieldPlanVisit($input: PlanVisitInput!) {
    planVisit(input: $input) { clientId visit { ...FieldStop } }
  }
`)

const arriveVisit = graphql(`
  mutation FieldArriveVisit($input: ArriveVisitInput!) {
    arriveVisit(input: $input) { clientId visit { ...FieldStop } }
  }
`)

const completeStep = graphql(`
  mutation FieldCompleteStep($input: CompleteStepInput!) {
    completeStep(input: $input) { clientId visit { ...FieldStop } }
  }
`)

const recordChecklist = graphql(`
  mutation FieldRecordChecklist($input: RecordChecklistInput!) {
    recordChecklist(input: $input) { clientId visit { ...FieldStop } }
  }
`)

const finishVisit = graphql(`
  mutation FieldFinishVisit($input: FinishVisitInput!) {
    finishVisit(input: $input) { clientId visit { ...FieldStop } }
  }
`)

const skipVisit = graphql(`
  mutation FieldSkipVisit($input: SkipVisitInput!) {
    skipVisit(input: $input) { clientId visit { ...FieldStop } }
  }
`)

const openIssue = graphql(`
  mutation FieldOpenIssue($input: OpenIssueInput!) {
    openIssue(input: $input) { clientId issue { ...FieldIssue } }
  }
`)

const carryOverVisits = graphql(`
  mutation FieldCarryOverVisits($input: CarryOverVisitsInput!) {
    carryOverVisits(input: $input) { clientId squad { id } }
  }
`)

/** What a squad may put into its outbox, by the mutation's name. */
export const mutations = {
  planVisit,
  arriveVisit,
  completeStep,
  recordChecklist,
  finishVisit,
  skipVisit,
  openIssue,
  carryOverVisits,
}
