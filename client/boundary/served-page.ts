// what every page needs may stand in files of its own before the page's own code
function entryOf(page: Document): string | null {
  const scripts = [...page.querySelectorAll('script[type="module"][src]')]
  return scripts.map((script) => script.getAttribute('src')).join(' ') || null
}

/** The entry scripts that this page runs. */
export const runningEntry = (): string | null => entryOf(document)

/** The entry scripts of the page that the server hands out now; null where it hands out none or does not answer. */
export async function servedEntry(): Promise<string | null> {
  const page = await servedPage()
  return page && entryOf(page)
}

/** Whether the server hands out the page now, with all the files that it begins with. */
export async function isPageServed(): Promise<boolean> {
  const page = await servedPage()
  if (!page || !entryOf(page)) return false
  const files = [...page.querySelectorAll('script[src], link[rel="modulepreload"], link[rel="stylesheet"]')]
  const answers = await Promise.all(files.map((file) => read(file.getAttribute('src') ?? file.getAttribute('href')!)))
  return answers.every(Boolean)
}

async function servedPage(): Promise<Document | null> {
  const response = await read('/index.html', { cache: 'no-store' })
  return response && new DOMParser().parseFromString(await response.text(), 'text/html')
}

// behind a line that swallows everything the answer of a request never comes, nor an error
const patience = 60_000

const read = (path: string, options?: RequestInit): Promise<Response | null> =>
  fetch(path, { ...options, signal: AbortSignal.timeout(patience) }).then(
    (response) => (response.ok ? response : null),
    () => null,
  )
