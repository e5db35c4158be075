import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { issue } from '#tests/bench/peers/payload.ts'
import { benchPassword, type Union } from './world.ts'

const tries = 20

/** A command centre that changes things through the API. */
export class Writer {
  private readonly url: string
  private readonly token: string
  private readonly union: Union

  private constructor(url: string, token: string, union: Union) {
    this.url = url
    this.token = token
    this.union = union
  }

  static async signIn(url: string, union: Union): Promise<Writer> {
    const input = { username: union.username, password: benchPassword }
    const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    const { data, errors } = await post(url, null, document, { input })
    if (errors) throw new Error(`signing in: ${errors[0]!.message}`)
    return new Writer(url, (data as { signIn: { token: string } }).signIn.token, union)
  }

  /** Opens an issue; asks again, as the same change, where a busy server asks to. */
  async openIssue(): Promise<void> {
    const input = {
      ...{ ...issue, clientId: randomUUID(), kind: 'DIFFICULTY', source: 'CALL' },
      enterpriseId: this.union.enterpriseId,
    }
    const document = 'mutation ($input: OpenIssueInput!) { openIssue(input: $input) { seq } }'
    for (let i = 0; i < tries; i++) {
      const { errors } = await post(this.url, this.token, document, { input })
      if (!errors) return
      if (errors[0]!.extensions.code !== 'UNAVAILABLE') throw new Error(`opening an issue: ${errors[0]!.message}`)
      await sleep(500)
    }
    throw new Error(`an issue was not acknowledged after ${tries} tries`)
  }
}

type Answer = { data: unknown; errors?: { message: string; extensions: { code: string } }[] }

async function post(url: string, token: string | null, query: string, variables: object): Promise<Answer> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  })
  return (await answer.json()) as Answer
}
