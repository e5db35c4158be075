/**
 * The letters and digits of a name or an address, half width and in capitals: names that differ only in brackets, width, blanks
 * or signs have the same. A name without any letter or digit is its own form. PostgreSQL's function `name_form` makes the same.
 */
export function nameForm(name: string): string {
  const form = name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return form || name.trim()
}
