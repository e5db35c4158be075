import { setTimeout as sleep } from 'node:timers/promises'
import { createDatabase } from '#tests/setup/database-names.ts'
import { aProxy } from '#tests/setup/proxy.ts'
import { roomy } from './cluster.ts'
import { Front } from './front.ts'
import { judge } from './ledger.ts'
import { Load } from './load.ts'
import { aNode } from './node.ts'
import { aPair } from './pair.ts'
import { ask, until } from './postgres.ts'
import { Witness } from './witness.ts'
import { aWorld } from './world.ts'

/** How much goes on while another server takes over. */
export type Size = { synchronous: boolean; rate: number; witnesses: number }

/** What came of it. */
export type Result = {
  acknowledged: number
  /** Acknowledged changes that the new server does not have. */
  lost: number
  /** Positions of the log that meant two things to two witnesses, or another thing than the log has. */
  contradictions: number
  /** Events of the new life of the log that a witness was not told of. */
  missed: number
  /** Witnesses that had been told of what the log does not have, and those of them that were told to start again. */
  misled: number
  corrected: number
  wrong: string[]
}

/**
 * A standby takes over under load, on two nodes of which one reaches it before it may be written to and the other seconds
 * later. Half of the witnesses go on following; the others have left before, some of them with events that the standby
 * lacks.
 */
export async function takeOver({ synchronous, rate, witnesses: count }: Size): Promise<Result> {
  const pair = await aPair({ synchronous })
  const database = await createDatabase(pair.primary, 'taken')
  const heir = new URL(pair.standby)
  heir.pathname = '/taken'
  const ways = await Promise.all([aProxy(database), aProxy(database)])
  const nodes = await Promise.all(ways.map(({ url }) => aNode({ ...roomy, DATABASE_URL: url })))
  const front = await new Front(nodes.map(({ port }) => port)).listen()
  try {
    await Promise.all(nodes.map((node) => node.start()))
    const unions = await aWorld({ database, front }, 1)
    const { id, watcher } = unions[0]!
    const witnesses = Array.from({ length: count }, (_, i) => new Witness(nodes[i % 2]!.url, watcher))
    for (const witness of witnesses) witness.come()
    await until('every witness follows', () => witnesses.every(({ epoch }) => epoch))
    const load = new Load(front, unions, rate).start()
    const acknowledged = (more: number) => {
      const goal = load.acknowledged.length + more
      return until(`${more} more changes are acknowledged`, () => load.acknowledged.length >= goal)
    }
    await acknowledged(rate)
    const leavers = witnesses.filter((_, i) => i % 4 > 1)
    await Promise.all(leavers.filter((_, i) => i % 2 === 0).map((witness) => witness.leave()))
    if (!synchronous) {
      await pair.level()
      pair.part()
    }
    await acknowledged(22)
    await Promise.all(leavers.filter((_, i) => i % 2 === 1).map((witness) => witness.leave()))
    await pair.takeOver(() => ways[0]!.lead(heir.href))
    await sleep(2000)
    ways[1]!.lead(heir.href)
    await Promise.all(nodes.map((node) => node.ready()))
    await acknowledged(rate)
    for (const witness of leavers) witness.come()
    await load.stop()
    const log = await readLog(heir.href, id)
    const isLevel = ({ epoch, through }: Witness) => epoch === log.epoch && through >= log.head
    await until('every witness is level with the log', () => witnesses.every(isLevel))
    await Promise.all(witnesses.map((witness) => witness.leave()))
    const verdict = await judge(heir.href, unions, load.sent, [])
    const misled = witnesses.filter(({ told }) =>
      told.some((each) => each.epoch !== log.epoch && each.seq > log.shared),
    )
    return {
      acknowledged: load.acknowledged.length,
      lost: verdict.lost,
      contradictions: contradictionsOf(witnesses, log),
      missed: witnesses.reduce((sum, witness) => sum + missedBy(witness, log), 0),
      misled: misled.length,
      corrected: misled.filter(({ resets }) => resets > 0).length,
      wrong: [
        ...witnesses.flatMap(({ wrong }) => wrong),
        ...(synchronous ? [...load.wrong, ...verdict.wrong] : verdict.wrong.filter((each) => !each.startsWith('lost'))),
        ...nodes.filter(({ ownEnds }) => ownEnds > 0).map(({ said }) => `a server ended by itself: ${said}`),
      ],
    }
  } finally {
    await Promise.all(nodes.map((node) => node.end('SIGKILL')))
    await front.close()
    for (const way of ways) way.close()
    await pair.stop()
  }
}

/** The log of the new server: its events by seq, and the last seq that it has in common with the lost one. */
type Log = { epoch: string; head: number; shared: number; events: Map<number, string> }

async function readLog(url: string, unionId: string): Promise<Log> {
  const [stream] = await ask<{ epoch: string; head: number }>(
    url,
    'SELECT epoch, head FROM "Stream" WHERE "unionId" = $1',
    [unionId],
  )
  const rows = await ask<{ seq: number; name: string; at: Date; xid: string }>(
    url,
    'SELECT seq, name, at FROM "Event" WHERE "unionId" = $1 ORDER BY seq',
    [unionId],
  )
  const [promoted] = await ask<{ at: Date }>(url, 'SELECT pg_last_xact_replay_timestamp() AS at')
  const shared = rows.filter(({ at }) => at <= promoted!.at).length
  const events = new Map(rows.map(({ seq, name, at }) => [seq, `${name} at ${at.toISOString()}`]))
  return { ...stream!, shared, events }
}

function contradictionsOf(witnesses: Witness[], { epoch, events }: Log): number {
  const meanings = new Map([...events].map(([seq, meaning]) => [`${epoch} ${seq}`, meaning]))
  let contradictions = 0
  for (const told of witnesses.flatMap((witness) => witness.told)) {
    const place = `${told.epoch} ${told.seq}`
    const known = meanings.get(place)
    if (known === undefined && told.epoch !== epoch) meanings.set(place, told.meaning)
    else if (known !== told.meaning) contradictions += 1
  }
  return contradictions
}

const watched = /^(issue\.opened|issue\.closed|supply\.ordered) /

const missedBy = ({ told, from }: Witness, { epoch, events }: Log): number => {
  const heard = new Set(told.filter((each) => each.epoch === epoch).map(({ seq }) => seq))
  return [...events].filter(([seq, meaning]) => seq > from && watched.test(meaning) && !heard.has(seq)).length
}
