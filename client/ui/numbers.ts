const format = new Intl.NumberFormat('en')

/** A number with its thousands apart, such as 12,400. */
export const numberText = (number: number): string => format.format(number)

/** How many entries a list has, such as 1,234, or 10,000+ where it has more than were counted. */
export const countText = ({ totalCount, isFloor }: { totalCount: number; isFloor: boolean }): string =>
  numberText(totalCount) + (isFloor ? '+' : '')
