/** How many zones in use a union can have. */
export const mostZones = 100
