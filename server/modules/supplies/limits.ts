/** How many items a union can have. */
export const mostItems = 100

/** How many items a supplier can have. */
export const mostOffers = 50
