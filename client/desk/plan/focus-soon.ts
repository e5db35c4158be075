/**
 * Focuses what the selector finds when the page has been drawn again. A menu that closes gives the focus back to its button
 * first, which may have gone with its card.
 */
export function focusSoon(selector: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(selector)?.focus(), 50)
}
