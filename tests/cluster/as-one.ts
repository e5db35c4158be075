import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { change, mutationOf, query, send } from './api.ts'
import type { Cluster } from './cluster.ts'
import { Follower } from './follower.ts'
import { ask, terminateBackends, until } from './postgres.ts'
import { watchBySocket } from './ways-to-watch.ts'
import { anotherSession, type ChaosUnion } from './world.ts'

const issueBy = ({ enterpriseId }: ChaosUnion, clientId: string) => {
  const kind = { kind: 'DIFFICULTY', category: 'TAX', severity: 'LOW', source: 'CALL' }
  return { clientId, enterpriseId, title: clientId, ...kind }
}

/** Signs in on one node, writes on the other with that token, and reads, hears and closes on the first again. */
export async function crossNodes({ nodes, database }: Cluster, union: ChaosUnion): Promise<void> {
  const [one, other] = [nodes[0]!.url, nodes[1]!.url]
  const token = await anotherSession(one, union.names.command)
  const { events } = await query(one, token, '{ events(after: 0) { head } }')
  const from = { token: union.watcher, unionId: union.id, after: events.head, watch: watchBySocket }
  const followers = await Promise.all([one, other].map((url) => new Follower({ ...from, url }).start()))
  const { seq, issue } = await change(other, token, 'openIssue', issueBy(union, randomUUID()), 'seq issue { id }')
  const found = await query(one, token, 'query ($id: ID!) { issue(id: $id) { title } }', { id: issue.id })
  if (!found.issue) throw new Error('what one node wrote the other does not find')
  await until('both nodes have told of it', () => followers.every(({ through }) => through >= seq), 5000)
  await Promise.all(followers.map((each) => each.stop()))
  const faults = followers.flatMap((each) => each.wrong)
  if (faults.length > 0) throw new Error(faults.join('; '))
  await change(one, token, 'closeIssue', { issueId: issue.id, closingNote: '已办' }, 'seq')
  const [row] = await ask<{ status: string }>(database, 'SELECT status FROM "Issue" WHERE id = $1', [rowOf(issue.id)])
  if (row?.status !== 'CLOSED') throw new Error('the other node could not go on with it')
}

const rowOf = (globalId: string) => Buffer.from(globalId, 'base64').toString().split(':')[1]!

/** Signs out on one node; answers with the code by which the other closes that session's socket. */
export async function signOutElsewhere({ nodes }: Cluster, union: ChaosUnion): Promise<number> {
  const token = await anotherSession(nodes[0]!.url, union.names.command)
  const socket = new WebSocket(`${nodes[1]!.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  const init = { type: 'connection_init', payload: { authorization: `Bearer ${token}` } }
  socket.once('open', () => socket.send(JSON.stringify(init)))
  await new Promise((resolve) => socket.once('message', resolve))
  await query(nodes[0]!.url, token, 'mutation { signOut { signedOut } }')
  const code = await Promise.race([closed, sleep(10_000, -1)])
  socket.terminate()
  return code
}

/** Sends the same change to all nodes at the same moment, several times; answers with the distinct payloads. */
export async function sameChangeEverywhere({ nodes }: Cluster, union: ChaosUnion): Promise<unknown[]> {
  const variables = { input: issueBy(union, randomUUID()) }
  const document = mutationOf('openIssue', 'seq issue { id title }')
  const all = [...nodes, ...nodes, ...nodes]
  const outcomes = await Promise.all(
    all.map(({ url }) => send({ url, token: union.command, query: document, variables })),
  )
  return [...new Set(outcomes.map(({ code, data }) => code ?? JSON.stringify(data)))]
}

/**
 * Ends the connections by which nodes hear of each other, and changes something before they can be back; answers with
 * how many ms a subscriber of another node waited for it.
 */
export async function loseSignals({ nodes, database }: Cluster, union: ChaosUnion): Promise<number> {
  const { head } = (await query(nodes[0]!.url, union.command, '{ events(after: 0) { head } }')).events
  const from = { token: union.watcher, unionId: union.id, after: head, watch: watchBySocket }
  const follower = await new Follower({ ...from, url: nodes[1]!.url }).start()
  const ended = await terminateBackends(database, "application_name = 'sizhen feed'")
  if (ended === 0) throw new Error('nobody was listening')
  const { seq } = await change(nodes[0]!.url, union.command, 'openIssue', issueBy(union, randomUUID()), 'seq')
  const began = performance.now()
  await until('the poll has found it', () => follower.through >= seq, 10_000)
  const waited = performance.now() - began
  await follower.stop()
  if (follower.wrong.length > 0) throw new Error(follower.wrong.join('; '))
  return waited
}
