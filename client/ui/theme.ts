const name = 'theme'

/** Whether the desk is light or dark. */
export type Theme = 'light' | 'dark'

/** The theme that was chosen on this device, or that of the system. */
export function themeOfDevice(): Theme {
  try {
    const stored = localStorage.getItem(name)
    if (stored === 'light' || stored === 'dark') return stored
  } catch {
    // a device that stores nothing has the theme of its system
  }
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** Shows the page in the theme. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
}

/** Prints the page in the light theme, whatever the screen has: dark words need a dark ground. Called once. */
export function printLight(): void {
  let shown: string | undefined
  addEventListener('beforeprint', () => {
    shown = document.documentElement.dataset.theme
    showTheme('light')
  })
  addEventListener('afterprint', () => {
    if (shown === 'dark') showTheme('dark')
  })
}

/** Shows the page in the theme and remembers it on this device. */
export function chooseTheme(theme: Theme): void {
  showTheme(theme)
  try {
    localStorage.setItem(name, theme)
  } catch {
    // the theme holds until the page is left
  }
}
