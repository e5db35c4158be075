import { tidyText } from '#server/platform/text.ts'

const mostCharacters = 100

/**
 * What a photo is called, from the name of its file: without the folders before it, and without its ending, since what is kept
 * is another kind of file.
 */
export function nameOfPaper(fileName: string): string {
  const last = fileName.split(/[/\\]/).at(-1)!
  const name = tidyText(last.replace(/\.[A-Za-z0-9]{1,5}$/, ''))
  return [...name].slice(0, mostCharacters).join('').trim()
}
