const entryOf = (page: Document) => page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null

/** The entry script that this page runs. */
export const runningEntry = (): string | null => entryOf(document)

/** The entry script of the page that the server hands out now; null where it hands out none or does not answer. */
export async function servedEntry(): Promise<string | null> {
  try {
    const response = await fetch('/index.html', { cache: 'no-store' })
    return response.ok ? entryOf(new DOMParser().parseFromString(await response.text(), 'text/html')) : null
  } catch {
    return null
  }
}
