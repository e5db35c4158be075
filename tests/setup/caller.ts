import { randomUUID } from 'node:crypto'
import type { Answer, TestApp } from './app.ts'

/** Why an operation was refused: the code, and what goes beside it. */
export type Refusal = {
  code: string
  message: string
  field?: string
  current?: string
  retryAfter?: number
}

/** Somebody who asks the API over HTTP, and the token by which it is known. */
export type Caller = {
  token: string
  /** The data of an operation, typed by whoever wrote its document. Throws where the operation was refused. */
  query: <T>(document: string, variables?: object) => Promise<T>
  /** Why the operation was refused. Throws where it was not. */
  refusal: (document: string, variables?: object) => Promise<Refusal>
  /** Makes one change with a clientId of its own; `fields` are what is selected beside `seq`. Throws where it was refused. */
  change: <T = object>(mutation: string, input: object, fields?: string) => Promise<T & { seq: number }>
  /** Why the change was refused. Throws where it was made. */
  refusedChange: (mutation: string, input: object) => Promise<Refusal>
}

/** How often the same is asked in all where a busy machine answers UNAVAILABLE, as any client would do. */
const mostTries = 10

async function answered<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  let answer = await ask()
  for (let tries = 1; tries < mostTries && answer.errors?.[0]?.extensions.code === 'UNAVAILABLE'; tries++) {
    answer = await ask()
  }
  return answer
}

function refusalOf({ errors }: Answer<object>, asked: string): Refusal {
  const [error] = errors ?? []
  if (!error) throw new Error(`not refused: ${asked}`)
  return { ...error.extensions, message: error.message }
}

function dataOf<T>({ data, errors }: Answer<T>, asked: string): T {
  if (errors || !data) throw new Error(`refused: ${asked}\n${JSON.stringify(errors)}`)
  return data
}

/** The caller that holds the token. */
export function callerOf(app: TestApp, token: string): Caller {
  const ask = <T>(document: string, variables?: object) =>
    answered<T>(() => app.gql<T>(token, document, variables) as Promise<Answer<T>>)
  // the same clientId each time: a change whose answer came too late is made once
  const change = (mutation: string, input: object, fields: string) => {
    const identified = { clientId: randomUUID(), ...input }
    return answered(() => app.change(token, mutation, identified, fields))
  }
  return {
    token,
    query: async <T>(document: string, variables?: object) => dataOf(await ask<T>(document, variables), document),
    refusal: async (document, variables) => refusalOf(await ask<object>(document, variables), document),
    change: async <T>(mutation: string, input: object, fields = '') =>
      dataOf(await change(mutation, input, fields), mutation)[mutation] as T & { seq: number },
    refusedChange: async (mutation, input) =>
      refusalOf(await change(mutation, input, ''), `${mutation} ${JSON.stringify(input)}`),
  }
}
