/** How many days ahead a visit may be planned. */
export const mostDays = 60
