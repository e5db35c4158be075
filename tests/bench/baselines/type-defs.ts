/** The part of our schema that the benchmarks ask for, in the names of ours. */
export const typeDefs = /* GraphQL */ `
  scalar DateTime
  scalar Date
  type Query {
    board: Board!
    enterprises(first: Int!): EnterpriseConnection!
  }
  type Board {
    epoch: ID!
    seq: Int!
    asOf: DateTime!
    title: String!
    campaign: CampaignTally!
    squads: [BoardSquad!]!
    cells: [BoardCell!]!
    recentIssues: [Issue!]!
    resumption: ResumptionTally!
    trend: [TrendPoint!]!
  }
  type CampaignTally { id: ID! target: Int! listed: Int! visited: Int! underWay: Int! planned: Int! openIssues: Int! }
  type BoardSquad { squad: Squad! now: SquadTally! }
  type Squad { id: ID! number: Int! cadreName: String! }
  type SquadTally { id: ID! squadId: ID! since: DateTime steps: [String!]! days: [DayTally!]! }
  type DayTally { date: Date! planned: Int! finished: Int! }
  type BoardCell { id: ID! position: Int! state: String! step: String hasIssue: Boolean! enterprise: Enterprise! }
  type Issue { id: ID! kind: String! severity: String! title: String! status: String! openedAt: DateTime! enterprise: Enterprise! }
  type ResumptionTally { id: ID! enterprises: Int! resumed: Int! }
  type TrendPoint { date: Date! resumed: Int! }
  type EnterpriseConnection { pageInfo: PageInfo! edges: [EnterpriseEdge!]! }
  type EnterpriseEdge { node: Enterprise! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Zone { id: ID! name: String! }
  type Enterprise {
    id: ID!
    name: String!
    creditCode: String
    address: String!
    industry: String!
    headcount: Int
    resumption: String!
    progress: String!
    openIssues: Int!
    zone: Zone
  }
`
