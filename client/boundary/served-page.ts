const entryOf = (page: Document) => page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null

/** The entry script that this page runs. */
export const runningEntry = (): string | null => entryOf(document)

/** The entry script of the page that the server hands out now; null where it hands out none or does not answer. */
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

const read = (path: string, options?: RequestInit): Promise<Response | null> =>
  fetch(path, options).then(
    (response) => (response.ok ? response : null),
    () => null,
  )
