/** True where a key belongs to what is typed, or to what lies open above the page, and is no command of the page. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true
  const { target } = event
  if (!(target instanceof Element)) return false
  return (
    target.closest(
      'input:not([type="checkbox"]), textarea, select, [role="dialog"], [role="listbox"], [role="menu"]',
    ) !== null || target.closest('[role="spinbutton"]') !== null
  )
}
