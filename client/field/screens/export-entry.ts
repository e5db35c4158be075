import type { Translate } from '#client/field/deeds/deed.ts'
import { type Entry, labelOf, photoOf, typedTextOf } from '#client/field/store/entry.ts'
import { momentText } from '#client/ui/dates.ts'

/** An entry as a text that says all of it: when, where, what was typed, and why the centre did not take it. */
export const textOfEntry = (t: Translate, entry: Entry): string =>
  [
    `${momentText(entry.happenedAt)} ${entry.title} · ${labelOf(t, entry)}`,
    entry.accountName,
    ...typedTextOf(entry),
    ...(entry.clockJumped ? [t('clock.jumped')] : []),
    ...(entry.refused?.message ? [entry.refused.message] : []),
  ].join('\n')

/**
 * Hands an entry out of the page: to whatever the phone shares with, such as a chat, and where the browser cannot share, as a
 * file among the downloads. A photo goes as a picture.
 */
export async function exportEntry(t: Translate, entry: Entry): Promise<void> {
  const text = textOfEntry(t, entry)
  const photo = photoOf(entry)
  const name = `${momentText(entry.happenedAt).replace(/\D/g, '')}-${entry.title}`
  const file = photo
    ? new File([photo], `${name}.jpg`, { type: photo.type })
    : new File([text], `${name}.txt`, { type: 'text/plain' })
  const shared = photo ? { text, files: [file] } : { text }
  if (!navigator.canShare?.(shared)) return download(file)
  try {
    await navigator.share(shared)
  } catch (error) {
    // whoever closes the phone's list of places to share with has chosen none
    if (!(error instanceof DOMException && error.name === 'AbortError')) download(file)
  }
}

function download(file: File): void {
  const address = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: address, download: file.name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
