/** How many links one deed makes at most. */
export const mostAtOnce = 500

/** How many openings of a link are kept: the first ones. */
export const mostOpenings = 20

/** For how many days the first account of a union can be opened by its link. */
export const daysOfFirst = 14

/** For how many days a link can be opened at most. */
export const mostDays = 90
