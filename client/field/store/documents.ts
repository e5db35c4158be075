import { graphql } from '#client/graph/graphql.ts'
// a fragment must be defined before a document spreads it
import '#client/field/fragments.ts'

/** Who is signed in, and for which squad. */
export const ViewerQuery = graphql(`
  query FieldViewer {
    viewer { id displayName role squad { id number cadreName } }
  }
`)

/** The days on which visits count, who belongs to the squad, and the agencies that can be proposed for an issue. */
export const AroundQuery = graphql(`
  query FieldAround {
    campaign { id startsOn endsOn }
    viewer { id member { id } squad { id members { id name } } }
    agencies { id name }
  }
`)

/** All squads with their members, for the command centre to choose one. */
export const SquadsQuery = graphql(`
  query FieldSquads {
    squads { id number cadreName members { id name } }
  }
`)

/** The position of the log's newest event: what happens after it is still to come as an event. */
export const PositionQuery = graphql(`
  query FieldPosition {
    events(after: 0, first: 1) { epoch head }
  }
`)

/** A page of 40 stops: the server refuses to answer more of them, with all that a stop has, in one question. */
export const StopsQuery = graphql(`
  query FieldStops($filter: VisitFilter!, $after: String) {
    visits(first: 20, after: $after, filter: $filter) {
      pageInfo { hasNextPage endCursor }
      edges { node { ...FieldStop } }
    }
  }
`)

/** The phone numbers in full of whom to call at the stops of a day; elsewhere they are masked. */
export const PhonesOfStopsQuery = graphql(`
  query FieldPhonesOfStops($squadId: ID!, $on: Date!) {
    phonesOfStops(squadId: $squadId, on: $on) { contactId phone }
  }
`)

/** The briefs of enterprises. */
export const BriefsQuery = graphql(`
  query FieldBriefs($ids: [ID!]!) {
    nodes(ids: $ids) { id ...FieldBrief }
  }
`)

/** The first ten enterprises with these words in their name or credit code. */
export const EnterprisesQuery = graphql(`
  query FieldEnterprises($search: String!) {
    enterprises(first: 10, search: $search) {
      edges { node { ...FieldEnterprise } }
    }
  }
`)

/** The issues that are most like one that is being typed. */
export const LikeIssuesQuery = graphql(`
  query FieldLikeIssues($enterpriseId: ID!, $category: IssueCategory!, $title: String!) {
    likeIssues(enterpriseId: $enterpriseId, category: $category, title: $title) {
      id no title state status enterprise { id name }
    }
  }
`)

/** Everything that happens, each event with the stop and the issue as they stand now. */
export const FeedSubscription = graphql(`
  subscription FieldFeed($after: Int!, $epoch: ID) {
    boardEvents(after: $after, epoch: $epoch) {
      epoch
      reset
      after
      through
      head
      at
      events { seq kind visit { ...FieldStop } issue { ...FieldIssue } enterprise { ...FieldStanding } }
    }
  }
`)
