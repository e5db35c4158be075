import { useEffect, useRef, useState } from 'react'
import type { IssueOnWallFragment } from '#codegen/graph/graphql.ts'

/** Plays two short notes. Browsers allow sound only after a click, so the audio context is created by one. */
function play(context: AudioContext): void {
  for (const [index, frequency] of [660, 880].entries()) {
    const note = context.createOscillator()
    const volume = context.createGain()
    const at = context.currentTime + index * 0.18
    note.frequency.value = frequency
    volume.gain.setValueAtTime(0.15, at)
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.16)
    note.connect(volume).connect(context.destination)
    note.start(at)
    note.stop(at + 0.17)
  }
}

/**
 * The sound of the wall. It is off until somebody switches it on, and then sounds for a new issue that must be handled
 * at once and when the data stops.
 */
export function useSound(issues: IssueOnWallFragment[], stale: boolean): { on: boolean; toggle: () => void } {
  const audio = useRef<AudioContext>(null)
  const [on, setOn] = useState(false)
  const newestRed = issues
    .filter(({ isRed }) => isRed)
    .reduce((newest, { openedAt }) => (openedAt > newest ? openedAt : newest), '')
  const previous = useRef({ newestRed, stale })
  useEffect(() => {
    const before = previous.current
    previous.current = { newestRed, stale }
    const turnedRed = newestRed > before.newestRed || (stale && !before.stale)
    if (on && turnedRed && audio.current) play(audio.current)
  }, [on, newestRed, stale])
  const toggle = () => {
    audio.current ??= new AudioContext()
    setOn(!on)
  }
  return { on, toggle }
}
