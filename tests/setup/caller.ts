import type { TestApp } from './app.ts'

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

type Errors = NonNullable<Awaited<ReturnType<TestApp['gql']>>['errors']>

const refusalOf = (errors: Errors | undefined, asked: string): Refusal => {
  const [error] = errors ?? []
  if (!error) throw new Error(`not refused: ${asked}`)
  return { ...error.extensions, message: error.message }
}

function dataOf<T>({ data, errors }: { data?: T | null; errors?: Errors }, asked: string): T {
  if (errors || !data) throw new Error(`refused: ${asked}\n${JSON.stringify(errors)}`)
  return data
}

/** The caller that holds the token. */
export function callerOf(app: TestApp, token: string): Caller {
  return {
    token,
    query: async <T>(document: string, variables?: object) =>
      dataOf(await app.gql<T>(token, document, variables), document),
    refusal: async (document, variables) =>
      refusalOf((await app.gql<object>(token, document, variables)).errors, document),
    async change<T>(mutation: string, input: object, fields = '') {
      const answer = await app.change(token, mutation, input, fields)
      return dataOf<Record<string, T & { seq: number }>>(answer, mutation)[mutation]!
    },
    refusedChange: async (mutation, input) =>
      refusalOf((await app.change(token, mutation, input, '')).errors, `${mutation} ${JSON.stringify(input)}`),
  }
}
