import { useEffect, useRef } from 'react'
import { useChime } from '#client/ui/sound.ts'
import type { IssueOnWallFragment } from '#codegen/graph/graphql.ts'

/** The sound of the wall: it sounds for a new issue that must be handled at once, and when the data stops. */
export function useSound(issues: IssueOnWallFragment[], stale: boolean): { on: boolean; toggle: () => void } {
  const { on, toggle, chime } = useChime()
  const newestRed = issues
    .filter(({ isRed }) => isRed)
    .reduce((newest, { openedAt }) => (openedAt > newest ? openedAt : newest), '')
  const previous = useRef({ newestRed, stale })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has changed makes the sound, not another function
  useEffect(() => {
    const before = previous.current
    previous.current = { newestRed, stale }
    if (newestRed > before.newestRed || (stale && !before.stale)) chime()
  }, [newestRed, stale])
  return { on, toggle }
}
