import { createSchema } from 'graphql-yoga'

/** The part of our schema that the benchmark's subscription asks for. */
export const typeDefs = /* GraphQL */ `
  type Query {
    board: ID
  }
  type Issue {
    id: ID!
    title: String!
    category: String!
    severity: String!
  }
  type BoardEvent {
    seq: Int!
    at: String!
    happenedAt: String!
    name: String!
    issue: Issue
  }
  type EventBatch {
    reset: Boolean!
    after: Int!
    through: Int!
    events: [BoardEvent!]!
  }
  type Subscription {
    boardEvents(after: Int!, epoch: ID): EventBatch!
  }
`

type Subscribe = (args: { after: number; epoch?: string | null }) => AsyncIterable<unknown>

/** The same schema for all peers that take an executable one; `subscribe` gives what happens, batch by batch. */
export const schemaOf = (subscribe: Subscribe) =>
  createSchema({
    typeDefs,
    resolvers: {
      Subscription: {
        boardEvents: {
          subscribe: (_: unknown, args: Parameters<Subscribe>[0]) => subscribe(args),
          resolve: (batch: unknown) => batch,
        },
      },
    },
  })
