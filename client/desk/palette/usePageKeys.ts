import { useEffect, useRef } from 'react'
import { isTyping } from '#client/ui/keys.ts'

/** The main button of a page, or of the record that the page shows. */
const mainDeed = '.ui-page-actions .ui-main, .record-deeds .ui-main'

type PageKeys = { palette: () => void; keys: () => void }

/**
 * The keys of every page: Ctrl-K opens the palette, `?` the list of keys, and `n` does what the main button of the page or of its record does. Those
 * of a list are in its table.
 */
export function usePageKeys(handlers: PageKeys): void {
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        return latest.current.palette()
      }
      if (isTyping(event)) return
      if (event.key === '?') latest.current.keys()
      else if (event.key === 'n') document.querySelector<HTMLElement>(mainDeed)?.click()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', handle)
    return () => removeEventListener('keydown', handle)
  }, [])
}
