/** How many views of one list a person can have. */
export const mostViews = 50

/** How many views of one list can be shared in a union. */
export const mostShared = 50
