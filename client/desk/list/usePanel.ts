import { useEffect } from 'react'
import { useListAddress } from '#client/ui/list/address.ts'

/** From this width of the window on, a record has room beside its list. */
const roomyFrom = '(width >= 75rem)'

/**
 * The record that lies open beside a list, by the address of the page. Esc closes it, and the focus is on its row again.
 */
export function usePanel(hasPanel: boolean) {
  const { open, set } = useListAddress()
  const isRoomy = () => matchMedia(roomyFrom).matches
  const shown = hasPanel && open && isRoomy() ? open : undefined
  const close = () => {
    const row = document.querySelector(`[data-key="${CSS.escape(open ?? '')}"] .ui-row-link`)
    set({ open: undefined })
    if (row instanceof HTMLElement) row.focus()
  }
  useEffect(() => {
    if (!shown) return
    const handle = (event: KeyboardEvent) => {
      // Esc in something that lies above the page is taken there, and Esc of an input method ends what is composed
      if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) close()
    }
    addEventListener('keydown', handle)
    return () => removeEventListener('keydown', handle)
  })
  return { open: shown, show: (id: string) => set({ open: id }), close, isRoomy }
}
