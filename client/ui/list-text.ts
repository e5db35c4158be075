/** Several names as one text with the commas of the language, such as A, B in English. An empty text for none. */
export const listText = (values: readonly string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' }).format(values)
