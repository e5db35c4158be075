import { median } from './figures.ts'
import type { Load } from './requests.ts'

/** Asks once, and answers with the data. */
// biome-ignore lint/suspicious/noExplicitAny: reads what it asked for
export async function asked(url: string, token: string | null, query: string, variables: object = {}): Promise<any> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await answer.json()) as { data: unknown; errors?: { message: string }[] }
  if (errors) throw new Error(errors[0]!.message)
  return data
}

/** The token of an account, by signing in. */
export async function signedInAs(url: string, username: string, password: string): Promise<string> {
  const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  return (await asked(url, null, document, { input: { username, password } })).signIn.token
}

/** What is asked of a contestant, in the form that `requests.ts` takes, but for how long. */
export type Question = Omit<Load, 'connections' | 'seconds'>

/** Answers with the rate over so many connections for so many seconds. */
export type Contestant = (connections: number, seconds: number) => Promise<{ answers: number; perSecond: number }>

/** The medians of several rounds in which every contestant has its turn, after one short turn to warm up. */
export async function inTurns<Name extends string>(
  contestants: Record<Name, Contestant>,
  { rounds = 3, seconds = 4, connections = 10 } = {},
): Promise<Record<Name, number>> {
  const names = Object.keys(contestants) as Name[]
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (const name of names) await contestants[name](connections, seconds / 2)
  for (let round = 0; round < rounds; round++) {
    for (const name of names) rates[name].push((await contestants[name](connections, seconds)).perSecond)
  }
  return Object.fromEntries(names.map((name) => [name, median(rates[name])])) as Record<Name, number>
}
