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
