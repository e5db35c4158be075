import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { v4 as newId } from 'uuid'
import { type Failure, failureOf } from '#client/graph/errors.ts'
import { retryPause } from '#client/graph/retry.ts'
import { PairWallDocument } from './documents.ts'

type Pairing = { code: string; clientId: string }

// stored until there is an answer: where the answer was lost, loading the page again asks for it again
const storageKey = 'sizhen.pairing'

/** The one-use code in the address, which is taken out of it at once, or the one that is still unanswered. */
function pairingUnderWay(): Pairing | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('pair')
  if (code) {
    sessionStorage.setItem(storageKey, JSON.stringify({ code, clientId: newId() } satisfies Pairing))
    history.replaceState(null, '', location.pathname + location.search)
  }
  return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null')
}

/**
 * Exchanges the code, if there is one, for this device's session. It asks until there is an answer: 'waiting' once it
 * had none. Then it says why the code was refused, or null.
 */
export function usePairing(): 'under-way' | 'waiting' | Failure | null {
  const client = useClient()
  const [pairing] = useState(pairingUnderWay)
  useEffect(() => {
    // a link that is opened where the wall is shown already changes what stands behind # alone, and loads nothing
    const begin = () => new URLSearchParams(location.hash.slice(1)).has('pair') && location.reload()
    addEventListener('hashchange', begin)
    return () => removeEventListener('hashchange', begin)
  }, [])
  const [state, setState] = useState<'under-way' | 'waiting' | Failure | null>(pairing && 'under-way')
  useEffect(() => {
    if (!pairing) return
    let isOver = false
    let failures = 0
    let timer: ReturnType<typeof setTimeout>
    const ask = async () => {
      const { error } = await client.mutation(PairWallDocument, { input: pairing }).toPromise()
      if (isOver) return
      const failure = error ? failureOf(error) : null
      if (failure?.retry) {
        setState('waiting')
        timer = setTimeout(ask, retryPause(failures))
        failures += 1
        return
      }
      sessionStorage.removeItem(storageKey)
      setState(failure)
    }
    void ask()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [client, pairing])
  return state
}
