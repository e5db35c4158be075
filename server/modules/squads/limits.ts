/** How many squads in use a union can have. */
export const mostSquads = 40

/** The highest number that a squad can have. */
export const highestNumber = 999

/** How many members a squad can have. */
export const mostMembers = 50

/** In how many zones a squad can work. */
export const mostZones = 40
