/** How many spans of working time one day of the usual week can have. */
export const mostSpans = 4

/** How many days can be set at once: a notice names fewer. */
export const mostDaysAtOnce = 120

/** Of how many days a union can say something itself. */
export const mostOwnDays = 1000

/** The largest number of hours or days of a time limit. */
export const mostAmount = 720
