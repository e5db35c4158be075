/** How many zones a union can have. */
export const mostZones = 100

/** How many unions a district can have. */
export const mostUnions = 100
