/** The path of a link to a photo: the page asks the server from which it came, whatever that calls itself. */
export const pathOf = (url: string | null | undefined): string | undefined => (url ? new URL(url).pathname : undefined)
