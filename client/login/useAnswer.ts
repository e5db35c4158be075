import { useEffect, useState } from 'react'
import { type TypedDocumentNode, useClient } from 'urql'
import { type Failure, failureOf } from '#client/graph/errors.ts'
import { retryPause } from '#client/graph/retry.ts'

/** Asks about the link with this secret until there is an answer: 'waiting' meanwhile, then the answer or why there is none. */
export function useAnswer<D extends object>(
  document: TypedDocumentNode<D, { input: { secret: string } }>,
  secret: string | null,
): 'waiting' | D | Failure {
  const client = useClient()
  const [answer, setAnswer] = useState<'waiting' | D | Failure>('waiting')
  useEffect(() => {
    if (!secret) return
    let isOver = false
    let failures = 0
    let timer: ReturnType<typeof setTimeout>
    const ask = async () => {
      const { data, error } = await client.mutation(document, { input: { secret } }).toPromise()
      if (isOver) return
      const failure = error ? failureOf(error) : null
      if (failure?.retry) {
        timer = setTimeout(ask, retryPause(failures))
        failures += 1
        return
      }
      setAnswer(failure ?? data!)
    }
    // React may begin twice at once, and each would be noted as an opening
    timer = setTimeout(ask)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [client, document, secret])
  return answer
}
