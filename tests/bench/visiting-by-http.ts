import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { answering } from './children.ts'
import { checks, inChain, type Times } from './visiting.ts'

/** Where and as whom the visits are paid. */
type Work = { url: string; token: string; chains: string[][] }

const visit = 'clientId seq visit { id state steps outcome arrivedAt finishedAt }'
const documentOf = (mutation: string) =>
  `mutation ($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { ${visit} } }`

answering(async ({ url, token, chains }: Work): Promise<Times> => {
  const agent = new Agent({ keepAlive: true, maxSockets: chains.length })
  const send = (mutation: string, input: object) => {
    const variables = { input: { clientId: randomUUID(), ...input } }
    const body = JSON.stringify({ query: documentOf(mutation), variables })
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${token}`,
    }
    return new Promise<void>((resolve, reject) => {
      const asked = request(url, { agent, method: 'POST', headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk) => chunks.push(chunk)).on('error', reject)
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (text.includes('"errors":')) reject(new Error(text.slice(0, 500)))
          else resolve()
        })
      })
      asked.on('error', reject).end(body)
    })
  }
  try {
    return await inChain(chains, {
      arrive: (visitId) => send('arriveVisit', { visitId }),
      step: (visitId, step, note) => send('completeStep', { visitId, step, notes: note && [note] }),
      finish: (visitId) => send('finishVisit', { visitId, outcome: 'DONE', checks }),
    })
  } finally {
    agent.destroy()
  }
})
