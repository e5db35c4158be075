import { useEffect } from 'react'

const lookEvery = 10 * 60_000
const untouchedFor = 60_000
const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const

const entryScript = (page: Document) => page.querySelector('script[type="module"][src]')?.getAttribute('src')

/** True where the server hands out another entry script than this page runs. */
async function isNewVersionServed(): Promise<boolean> {
  const response = await fetch('/index.html', { cache: 'no-store' })
  if (!response.ok) return false
  const served = entryScript(new DOMParser().parseFromString(await response.text(), 'text/html'))
  return served !== undefined && served !== entryScript(document)
}

/** Loads the page anew when a new version is served and nobody is touching it. */
export function useNewVersion(): void {
  useEffect(() => {
    let touchedAt = 0
    const touched = () => {
      touchedAt = performance.now()
    }
    for (const event of touches) addEventListener(event, touched, { passive: true })
    const look = async () => {
      if (performance.now() - touchedAt < untouchedFor) return
      if (await isNewVersionServed().catch(() => false)) location.reload()
    }
    const timer = setInterval(look, lookEvery)
    return () => {
      clearInterval(timer)
      for (const event of touches) removeEventListener(event, touched)
    }
  }, [])
}
