import { createServer } from 'node:http'
import { createPubSub, createYoga } from 'graphql-yoga'
import pg from 'pg'
import { started } from '#tests/bench/peers/answers.ts'
import { yogaOverWs } from '#tests/bench/peers/over-ws.ts'
import { schemaOf } from '#tests/bench/peers/schema.ts'

/** Resumption as it is usually built: each subscriber asks the log what it missed, and has its own execution of it. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const pubSub = createPubSub<{ events: [batch: object] }>()
const unionId = process.env.UNION_ID

const missed = `SELECT e.seq, e.at, e."happenedAt", e.name,
    jsonb_build_object('id', i.id, 'title', i.title, 'category', i.category, 'severity', i.severity) AS issue
  FROM "Event" e LEFT JOIN "Issue" i ON i.id = e."subjectId"
  WHERE e."unionId" = $1 AND e.seq > $2 ORDER BY e.seq`

async function* resume({ after }: { after: number }) {
  const { rows: events } = await pool.query({ name: 'missed', text: missed, values: [unionId, after] })
  yield { reset: false, after, through: events.at(-1)?.seq ?? after, events }
  yield* pubSub.subscribe('events')
}

const yoga = createYoga({ schema: schemaOf(resume), logging: false })
const server = createServer(yoga)
yogaOverWs(yoga, server)
server.listen(0, '127.0.0.1', () => started({ port: (server.address() as { port: number }).port }))
