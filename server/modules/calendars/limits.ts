/** How many spans of working time one day of the usual week can have. */
export const mostSpans = 4

/** How many days can be set at once: a notice names fewer. */
export const mostDaysAtOnce = 120

/** Of how many days a union can say something itself. */
export const mostOwnDays = 1000

/** The largest number of hours or days of a time limit. */
export const mostAmount = 720

/** How many rungs the ladder of overdue issues has, and after how many minutes one of them is climbed at most, which are more than a hundred working days. */
export const mostRungs = 8
export const mostRungMinutes = 43_200

/** How many characters the text of a notice can have. */
export const mostCharacters = 10_000

/** How many days are taken from a notice: as many as can be set at once. */
export const mostNoticeDays = mostDaysAtOnce

/** How many sentences that were left out are shown of a notice. */
export const mostSentences = 100
