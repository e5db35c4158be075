/** How many unions a district can have. */
export const mostUnions = 100
