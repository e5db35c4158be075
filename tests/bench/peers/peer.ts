import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerTo, started } from './answers.ts'
import { batchOf } from './payload.ts'

type Batch = ReturnType<typeof batchOf>

/** What differs between the peers: how one event reaches all subscribers, and how many there are. */
export type Peer = { publish: (batch: Batch) => void; subscribers: () => number }

/** Answers the driver: events happen when it says so, all of a burst at once. */
export async function servePeer({ publish, subscribers }: Peer, server: Server): Promise<void> {
  let seq = 0
  answerTo({
    fire: ({ count }: { count: number }) => {
      for (let i = 0; i < count; i++) publish(batchOf(++seq))
      return seq
    },
    // a subscription is not acknowledged: a moment after its resolver has run it has its place among the others
    subscribed: async ({ count }: { count: number }) => {
      while (subscribers() < count) await sleep(20)
      await sleep(100)
    },
  })
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  started({ port: (server.address() as AddressInfo).port })
}
