/** How many enterprises are shown at most that another one is likely to be. */
export const mostLikely = 5

/** With how many of the newest enterprises of one name each is compared. */
export const mostOfOneName = 30

/** Among how many enterprises of a register the list of doubles looks for names that are there several times, in the order of the names. */
export const mostNames = 500_000

/** How many of the newest enterprises that share their names are compared for the list of doubles: it goes no further back. */
export const mostCompared = 10_000

/** Of how many registers the lists of doubles are kept in memory, at most 2 MB each: of those that were asked for last. */
export const mostKept = 30
