import { useEffect } from 'react'
import { runningEntry, servedEntry } from '#client/boundary/served-page.ts'
import { reloadWhereServed } from '#client/boundary/useReload.ts'

const lookEvery = 10 * 60_000
const untouchedFor = 60_000
const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const

/** Loads the page again when the server has a new version of it and nobody uses the page at that moment. */
export function useNewVersion(): void {
  useEffect(() => {
    let touchedAt = 0
    const touched = () => {
      touchedAt = performance.now()
    }
    for (const event of touches) addEventListener(event, touched, { passive: true })
    const look = async () => {
      if (performance.now() - touchedAt < untouchedFor) return
      const served = await servedEntry()
      if (served && served !== runningEntry()) await reloadWhereServed()
    }
    const timer = setInterval(look, lookEvery)
    return () => {
      clearInterval(timer)
      for (const event of touches) removeEventListener(event, touched)
    }
  }, [])
}
