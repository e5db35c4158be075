/** The columns that are only searched by: to read them with each row would cost more than the rest of the row. */
export const onlySearched = {
  enterprise: { plainName: true, grams: true, pinyin: true, codeParts: true },
  issue: { plainTitle: true, grams: true },
} as const
