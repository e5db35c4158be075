const format = new Intl.NumberFormat('en')

/** A number with its thousands apart, such as 12,400. */
export const numberText = (number: number): string => format.format(number)
