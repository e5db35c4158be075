/** How many squads a union can have; they are made when it is set up. */
export const mostSquads = 40

/** How many members a squad can have. */
export const mostMembers = 50

/** In how many zones a squad can work. */
export const mostZones = 40
