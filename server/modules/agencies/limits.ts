/** How many agencies in use a union can have. */
export const mostAgencies = 100

/** How many other names an agency can have. */
export const mostAliases = 20

/** How many officers of an agency are listed. */
export const mostOfficers = 50

/** For how many zones a community can answer. */
export const mostZones = 100
