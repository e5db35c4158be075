import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { answering } from './children.ts'

/** What to ask, over how many connections, for how long. Each of `inputs` in turn, with a clientId of its own. */
export type Load = {
  url: string
  token: string
  query: string
  inputs?: object[]
  /** Whether each is another question than the one before, by a variable that the document does not know. */
  anew?: boolean
  connections: number
  seconds: number
}

/** How often it was answered, and well. */
export type Rate = { answers: number; perSecond: number }

answering(async (load: Load): Promise<Rate> => {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections })
  const began = performance.now()
  const until = began + load.seconds * 1000
  let answers = 0
  const sender = async () => {
    while (performance.now() < until) {
      await send(agent, load, answers)
      answers++
    }
  }
  try {
    await Promise.all(Array.from({ length: load.connections }, sender))
  } finally {
    agent.destroy()
  }
  return { answers, perSecond: (answers * 1000) / (performance.now() - began) }
})

function send(agent: Agent, { url, token, query, anew, inputs }: Load, i: number): Promise<void> {
  const input = inputs && { ...inputs[i % inputs.length], clientId: randomUUID() }
  const body = JSON.stringify({ query, variables: { ...(input && { input }), ...(anew && { n: randomUUID() }) } })
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: `Bearer ${token}`,
  }
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const text = Buffer.concat(chunks)
        if (answer.statusCode === 200 && text.includes('"data":{') && !text.includes('"errors":')) resolve()
        else reject(new Error(`${answer.statusCode}: ${text.subarray(0, 500)}`))
      })
    })
    asked.on('error', reject).end(body)
  })
}
