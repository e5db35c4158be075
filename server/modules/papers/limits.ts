/** The most bytes that a file may have: as many as a form may bring. */
export const mostBytes = 10 * 1024 * 1024

/** The most pixels that a picture may have once it is unpacked: what the cameras of phones make, and no bomb. */
export const mostPixels = 24_000_000

/** The longest side of a picture as it is kept, and of the small one that lists show. */
export const longestSide = 2560
export const smallSide = 320

/** The most papers that one issue, one visit or what was written once about an issue may have. */
export const mostPapers = 20

/** How many papers of all that was written about an issue are shown together. */
export const mostEntryPapers = 100

/** For how many days the content of a paper is kept after nothing shows it any more. */
export const keptDays = 30
