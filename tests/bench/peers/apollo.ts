import { createServer } from 'node:http'
import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer'
import { expressMiddleware } from '@as-integrations/express5'
import express from 'express'
import { PubSub } from 'graphql-subscriptions'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import { servePeer } from './peer.ts'
import { schemaOf } from './schema.ts'

/** Apollo Server beside graphql-ws, with the pub/sub of its documentation. */
const pubSub = new PubSub<{ events: object }>()
let subscribers = 0
const schema = schemaOf(() => {
  subscribers++
  return pubSub.asyncIterableIterator('events')
})
const app = express()
const server = createServer(app)
const sockets = new WebSocketServer({ server, path: '/graphql' })
useServer({ schema }, sockets)
const apollo = new ApolloServer({ schema, plugins: [ApolloServerPluginDrainHttpServer({ httpServer: server })] })
await apollo.start()
app.use('/graphql', express.json(), expressMiddleware(apollo))
await servePeer({ publish: (batch) => void pubSub.publish('events', batch), subscribers: () => subscribers }, server)
