import { createServer } from 'node:http'
import { createSchema, createYoga } from 'graphql-yoga'
import { answering } from '#tests/bench/children.ts'
import { enterprisePage, type Holder, holderOf, openPool } from './pg.ts'
import { boardOf } from './pg-board.ts'
import { listening } from './serve.ts'
import { typeDefs } from './type-defs.ts'

type Context = { holder: Holder }

const pool = openPool(process.env.DATABASE_URL!)

const yoga = createYoga<object, Context>({
  schema: createSchema<Context>({
    typeDefs,
    resolvers: {
      Query: {
        board: (_, __, { holder }) => boardOf(pool, holder.unionId),
        enterprises: (_, { first }: { first: number }, { holder }) => enterprisePage(pool, holder.unionId, first),
      },
    },
  }),
  logging: false,
  context: async ({ request }) => ({
    holder: await holderOf(pool, request.headers.get('authorization') ?? undefined),
  }),
})

const url = await listening(createServer(yoga))
answering(async () => url)
