import type { TestApp } from './app.ts'

/** One result of a subscription, as a server-sent event carries it. */
export type StreamResult<T> = { data?: T | null; errors?: { message: string; extensions: { code: string } }[] }

/** Subscribes over SSE and reads results until one is the last that is wanted, or an error; then hangs up. */
export async function readStream<T>(
  app: TestApp,
  token: string,
  query: string,
  variables: object,
  isLast: (data: T) => boolean,
): Promise<StreamResult<T>[]> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': 'en',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query, variables }),
  })
  const results: StreamResult<T>[] = []
  let text = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const lines = text.split('\n')
    text = lines.pop()!
    for (const line of lines) {
      if (!line.startsWith('data: {')) continue
      const result: StreamResult<T> = JSON.parse(line.slice('data: '.length))
      results.push(result)
      // leaving the loop cancels the body, which ends the subscription
      if (result.errors || !result.data || isLast(result.data)) return results
    }
  }
  throw new Error(`the stream ended before its last result: ${text}`)
}
