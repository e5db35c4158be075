/** The most phone numbers that come with the stops of a squad: three of each enterprise, of a hundred stops. */
export const mostNumbers = 300
