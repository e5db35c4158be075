/** How many agencies can support the one that leads an issue. */
export const mostSupporting = 10

/** After how many returns by an agency that leads an issue calls for a consultation. */
export const returnsToConsult = 3

/** How many routes are changed at once at most; all of them are shown. */
export const mostRoutes = 1000

/** How many days from now on a deadline lies at most. */
export const mostDaysAhead = 366

/** How many of an issue's parts, doubles and splits are shown. */
export const mostShown = 50

/** How many issues are shown that are like one that is being typed. */
export const mostLike = 2

/** Among how many of the newest issues of the enterprise, and of the open ones of the union, like ones are looked for. */
export const readOfEnterprise = 200
export const readOfUnion = 2000
