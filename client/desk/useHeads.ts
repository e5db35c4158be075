import { useCallback, useEffect, useState } from 'react'
import { useClient } from 'urql'
import type { Position } from '#client/graph/follow.ts'
import { HeadDocument } from './documents.ts'

/** Where the logs of these unions end now: `positions` is null until all are known. `read` asks again. */
export function useHeads(unionIds: readonly (string | undefined)[]) {
  const client = useClient()
  const [positions, setPositions] = useState<readonly Position[] | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const key = unionIds.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the ids, which are another list each time
  const read = useCallback(async () => {
    if (unionIds.length === 0) return
    const read = async (unionId: string | undefined): Promise<Position | null> => {
      const about = unionId === undefined ? {} : { unionId }
      const { data } = await client.query(HeadDocument, about, { requestPolicy: 'network-only' }).toPromise()
      return data ? { ...about, after: data.events.head, epoch: data.events.epoch } : null
    }
    const found = await Promise.all(unionIds.map(read))
    const known = found.filter((position) => position !== null)
    if (known.length === found.length) setPositions(known)
    else setFailed(true)
  }, [client, key])
  useEffect(() => void read(), [read])
  return { positions, hasFailed, read }
}
