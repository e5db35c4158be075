import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'

/** The link that was followed from a page, by the page’s address. */
const lastLinks = new Map<string, string>()

const waitFor = 3000

/**
 * Puts the focus where a person expects it when another page is shown: on its heading, so that a screen reader reads it; and
 * after Back, on the link that was followed from there, as soon as the list is there again. The first page that is shown leaves
 * the focus at its top, where the link past the menu is the first stop.
 */
export function useFocusMemory(): void {
  const [location] = useLocation()
  const shown = useRef(location)
  const isBack = useRef(false)
  useEffect(() => {
    const note = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (link) lastLinks.set(window.location.pathname, link.getAttribute('href')!)
    }
    const noteBack = () => {
      isBack.current = true
    }
    addEventListener('popstate', noteBack)
    addEventListener('click', note, true)
    return () => {
      removeEventListener('popstate', noteBack)
      removeEventListener('click', note, true)
    }
  }, [])
  useEffect(() => {
    if (location === shown.current) return
    shown.current = location
    let stop = () => {}
    // the router hears of Back first, and shows the page before it is noted here
    const timer = setTimeout(() => {
      const link = isBack.current ? lastLinks.get(location) : undefined
      isBack.current = false
      stop = focusWhenThere(link ? `a[href="${CSS.escape(link)}"]` : 'h1[tabindex]')
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [location])
}

/**
 * Focuses what the selector finds, now or when it appears within three seconds, unless something on the page has the focus by
 * then. A dialog or a menu that has it is waited for, since it gives the focus back to where it was opened.
 */
function focusWhenThere(selector: string): () => void {
  const find = () => {
    const found = document.querySelector<HTMLElement>(`main ${selector}`)
    if (!found) return false
    const { activeElement } = document
    if (activeElement?.closest('[role=dialog], [role=menu]')) return false
    if (!activeElement?.matches('main *')) found.focus({ preventScroll: true })
    return true
  }
  if (find()) return () => {}
  const observer = new MutationObserver(() => find() && observer.disconnect())
  observer.observe(document.body, { childList: true, subtree: true })
  const timer = setTimeout(() => observer.disconnect(), waitFor)
  return () => {
    clearTimeout(timer)
    observer.disconnect()
  }
}
