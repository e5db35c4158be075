import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { type Failure, failureOf } from '#client/graph/errors.ts'
import { PairWallDocument } from './documents.ts'

const codeInAddress = () => new URLSearchParams(location.hash.slice(1)).get('pair')

/** Exchanges the one-use code in the address, if there is one, for this device's session. */
export function usePairing(): 'under-way' | Failure | null {
  const client = useClient()
  const [state, setState] = useState<'under-way' | Failure | null>(() => (codeInAddress() ? 'under-way' : null))
  useEffect(() => {
    const code = codeInAddress()
    if (!code) return
    // taken out of the address at once: it is used up, and nobody should read it there
    history.replaceState(null, '', location.pathname + location.search)
    client
      .mutation(PairWallDocument, { code })
      .toPromise()
      .then(({ error }) => setState(error ? failureOf(error) : null))
  }, [client])
  return state
}
