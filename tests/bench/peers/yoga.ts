import { createServer } from 'node:http'
import { createPubSub, createYoga } from 'graphql-yoga'
import { yogaOverWs } from './over-ws.ts'
import { servePeer } from './peer.ts'
import { schemaOf } from './schema.ts'

/** Yoga with its own pub/sub: one execution per subscriber. */
const pubSub = createPubSub<{ events: [batch: object] }>()
let subscribers = 0
const schema = schemaOf(() => {
  subscribers++
  return pubSub.subscribe('events')
})
const yoga = createYoga({ schema, logging: false })
const server = createServer(yoga)
yogaOverWs(yoga, server)
await servePeer({ publish: (batch) => pubSub.publish('events', batch), subscribers: () => subscribers }, server)
