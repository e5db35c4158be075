/** How many links one deed makes at most. */
export const mostAtOnce = 500

/** How many openings of a link are kept: the first ones. */
export const mostOpenings = 20

/** For how many days the first account of a union can be opened by its link. */
export const daysOfFirst = 14

/** For how many days a link can be opened at most. */
export const mostDays = 90

/** For how many days a link for an issue can be opened where nothing else is said. */
export const daysOfIssue = 7

/** How many openings of a link for an issue are kept: it is opened again and again. */
export const mostOpeningsOfIssue = 1000

/** How many openings of a link are shown: the last ones. */
export const mostShown = 20

/** How many words, photos and agencies are shown by a link for an issue. */
export const mostWordsShown = 20
export const mostPhotosShown = 6
export const mostAgenciesShown = 100
