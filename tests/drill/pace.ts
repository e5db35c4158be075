import { setTimeout as sleep } from 'node:timers/promises'

/** When the next action may happen. `turn` answers false when the drill is over. */
export type Pace = {
  turn: (minute: number) => Promise<boolean>
  from: (minute: number) => void
  stopped: () => boolean
}

/** The plan's own times at `speed`, or a fixed rate of all lanes together, or no waiting at all. */
export function newPace(speed: number | null, rate: number | null, signal: AbortSignal): Pace {
  let began = Date.now()
  let origin = 0
  let slot = Date.now()

  const due = (minute: number) => {
    if (rate !== null) {
      // what was missed is made up for within a second, not all at once
      slot = Math.max(slot + 1000 / rate, Date.now() - 1000)
      return slot
    }
    return speed === null ? 0 : began + ((minute - origin) * 60_000) / speed
  }
  const turn = async (minute: number) => {
    const wait = due(minute) - Date.now()
    if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => {})
    return !signal.aborted
  }
  const from = (minute: number) => {
    origin = minute
    began = Date.now()
  }
  return { turn, from, stopped: () => signal.aborted }
}
