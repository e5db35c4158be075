import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { v4 as newId } from 'uuid'
import { type Failure, failureOf } from '#client/graph/errors.ts'
import { PairWallDocument } from './documents.ts'

type Pairing = { code: string; clientId: string }

// kept until it is answered: where the answer was lost, loading the page again asks for it again
const kept = 'sizhen.pairing'

/** The one-use code in the address, which is taken out of it at once, or the one that is still unanswered. */
function pairingUnderWay(): Pairing | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('pair')
  if (code) {
    sessionStorage.setItem(kept, JSON.stringify({ code, clientId: newId() } satisfies Pairing))
    history.replaceState(null, '', location.pathname + location.search)
  }
  return JSON.parse(sessionStorage.getItem(kept) ?? 'null')
}

/** Exchanges the code, if there is one, for this device's session. */
export function usePairing(): 'under-way' | Failure | null {
  const client = useClient()
  const [pairing] = useState(pairingUnderWay)
  const [state, setState] = useState<'under-way' | Failure | null>(pairing && 'under-way')
  useEffect(() => {
    if (!pairing) return
    client
      .mutation(PairWallDocument, { input: pairing })
      .toPromise()
      .then(({ error }) => {
        const failure = error ? failureOf(error) : null
        if (!failure?.retry) sessionStorage.removeItem(kept)
        setState(failure)
      })
  }, [client, pairing])
  return state
}
