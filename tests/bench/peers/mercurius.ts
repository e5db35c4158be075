import Fastify from 'fastify'
import mercurius from 'mercurius'
import { servePeer } from './peer.ts'
import { typeDefs } from './schema.ts'

/** Mercurius with its own pub/sub. */
let subscribers = 0
const app = Fastify()
app.register(mercurius, {
  schema: typeDefs,
  subscription: true,
  jit: 1,
  resolvers: {
    Subscription: {
      boardEvents: {
        subscribe: (_root, _args, { pubsub }) => {
          subscribers++
          return pubsub.subscribe('events')
        },
      },
    },
  },
})
await app.listen({ port: 0, host: '127.0.0.1' })
const publish = (batch: object) => app.graphql.pubsub.publish({ topic: 'events', payload: { boardEvents: batch } })
await servePeer({ publish, subscribers: () => subscribers }, app.server)
